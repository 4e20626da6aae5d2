"""The weekly mail: score, what changed demonstrably, and whom to call. The same figures as the dashboard."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from crm.shared.access import Role, has_role
from crm.shared.localtime import at_local, local_date
from crm.shared.mail import services as outbox
from crm.shared.mail.models import OutboxMail
from crm.shared.mail.purposes import Mail, Purpose, Skip
from crm.shared.people.models import User
from customers.accounts.models import Account
from surveys.answers.names import names
from surveys.campaigns.models import SurveyKind
from surveys.followups.models import FollowUp
from surveys.nps import figures
from surveys.nps.dashboard import all_segments, headline
from surveys.nps.figures import Period, Selection
from surveys.nps.score import Verdict
from surveys.nps.shown import Doors

DIGEST_MAIL = "nps_digest"
SENT_FROM = time(7)  # on Monday, local time
MONTHS, SHOWN = 12, 5


def week_of(day: date) -> str:
    """Name a week: 2026-W47."""
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02d}"


def queue_digests(now: datetime) -> int:
    """Put this week's mails into the outbox, once for each reader; a housekeeping job.

    Readers are those who own accounts, unless they switched it off on their profile. Managers read the same in the
    mail about the team.
    """
    today = local_date(now)
    monday = today - timedelta(days=today.weekday())
    if now < at_local(monday, SENT_FROM):
        return 0
    owns = Account.objects.filter(owner=OuterRef("pk"))
    readers = (
        User.objects.filter(is_active=True, weekly_digest=True)
        .exclude(email="")
        .filter(Exists(owns))
        .exclude(is_superuser=True)
        .exclude(groups__name__in=[Role.MANAGER, Role.ADMINISTRATOR])
    )
    keys = {f"{DIGEST_MAIL}:{week_of(today)}:{user.pk}": user for user in readers}
    known = OutboxMail.objects.filter(unique_key__in=list(keys)).values_list(
        "unique_key", flat=True
    )
    for key in set(keys) - set(known):
        user = keys[key]
        outbox.queue(
            DIGEST_MAIL,
            object_id=user.pk,
            to=user.email,
            language=user.language,
            now=now,
            unique_key=key,
        )
    return len(set(keys) - set(known))


def read(user: User, now: datetime) -> dict[str, Any]:
    """Read what the mail tells: everything for a manager, else the answers of one's own accounts."""
    manager = has_role(user, Role.MANAGER)
    filters = {} if manager else {"owner": user.pk}
    selection = Selection(SurveyKind.RELATIONSHIP, Period.ending(local_date(now), MONTHS), filters)
    found, doors = figures.read(selection, user), Doors(selection)
    head = headline(found, doors)
    calls = FollowUp.objects.visible_to(user).unhandled().of_detractors()
    if not manager:
        calls = calls.filter(owner=user)
    first = list(
        calls.select_related("account", "answer__contact").order_by("due_at", "pk")[: SHOWN + 1]
    )
    changed = []
    if manager:
        for table in all_segments(found, doors, names()):
            changed += [
                (table["title"], row.label, row.nps, row.verdict == Verdict.UP)
                for row in table["different"]
            ]
    query = "" if manager else f"?owner={user.pk}"
    return {
        "headline": head,
        "changed": changed,
        "calls": first[:SHOWN],
        "more": len(first) > SHOWN,
        "manager": manager,
        "url": f"{settings.SITE_URL}{reverse('surveys:nps')}{query}",
        "calls_url": f"{settings.SITE_URL}{doors.followups(state='open')}",
        "profile_url": f"{settings.SITE_URL}{reverse('people:profile')}",
        "site": settings.SITE_URL,
    }


def build(mail: Any, now: datetime) -> Mail:
    """Write the mail; raises Skip for who stopped it, or when there is nothing to tell."""
    user = User.objects.get(pk=mail.object_id)
    if not user.is_active or not user.weekly_digest:
        raise Skip("switched off")
    told = read(user, now)
    counts = told["headline"]["score"].counts
    if not counts.n and not told["calls"]:
        raise Skip("nothing to tell")
    subject = _("Your customers' scores of this week")
    return Mail(subject=subject, text=render_to_string("surveys/mail/digest.txt", told))


PURPOSE = Purpose(DIGEST_MAIL, build)
