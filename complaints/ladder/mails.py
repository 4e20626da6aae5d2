"""The mail that warns a colleague, written at the moment of sending."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from complaints.cases.stamps import clocks_in, pauses_of
from complaints.cases.workflow import UNDECIDED
from complaints.clock.snapshots import policy_of
from complaints.clock.words import spell
from complaints.ladder.models import Escalation
from complaints.ladder.services import MAIL, warning
from crm.shared.mail.purposes import Mail, Purpose, Skip


def build(mail: Any, now: datetime) -> Mail:
    """Write the warning as it stands now; raises Skip when the term was met or the case ended."""
    row = Escalation.objects.select_related("complaint__account", "complaint__handler").get(
        pk=mail.object_id
    )
    complaint = row.complaint
    cycle = complaint.cycles.select_related("policy").get(number=row.cycle)
    pauses = pauses_of(complaint, cycle.number)
    clock = next((c for c in clocks_in(complaint, cycle, pauses) if c.kind == row.clock), None)
    over = complaint.state not in UNDECIDED or complaint.cycle != row.cycle
    if over or cycle.policy is None or clock is None or clock.completed_at is not None:
        raise Skip("the term was met, or the complaint has ended")
    policy = policy_of(cycle.policy)
    left = clock.left(now)
    context = {
        "complaint": complaint,
        "due": clock.due,
        "late": clock.breached(now),
        "time": spell(left, policy.hours_per_day),
        "url": f"{settings.SITE_URL}{complaint.get_absolute_url()}",
    }
    text = render_to_string("complaints/mail/warning.txt", context)
    return Mail(subject=warning(row), text=text.strip() + "\n")


PURPOSE = Purpose(MAIL, build)
