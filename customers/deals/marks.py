"""What is wrong with an open deal, in words with the reason."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.shared.localtime import day_start, local_date
from customers.deals.stage import is_late, quiet_since

SOON_DAYS = 10


@dataclass(frozen=True)
class Mark:
    """A warning on a deal: `late` or `soon`, and why."""

    state: str
    text: str

    def __str__(self) -> str:
        return self.text


def marks_of(deal: Any, *, now: datetime, quiet_days: int) -> list[Mark]:
    """Say what is wrong with an open deal: quiet, late, or to be decided soon.

    Its stage says after how many days it is quiet; `quiet_days` is for a stage that does not.
    """
    found, today = [], local_date(now)
    limit = deal.stage.quiet_days or quiet_days
    since = quiet_since(deal.account.last_contact_at, day_start(deal.opened_on), now, limit)
    if since is not None:
        days = (now - since).days
        text = ngettext("No contact for %(n)s day", "No contact for %(n)s days", days)
        found.append(Mark("soon", text % {"n": days}))
    if deal.account.next_step_on is None:
        found.append(Mark("soon", _("Nothing planned")))
    if deal.expected_close is None:
        return found
    days = (deal.expected_close - today).days
    if is_late(deal.state, deal.expected_close, today):
        text = ngettext("Decision date %(n)s day ago", "Decision date %(n)s days ago", -days)
        found.append(Mark("late", text % {"n": -days}))
    elif days == 0:
        found.append(Mark("soon", _("Decision date today")))
    elif days <= SOON_DAYS:
        text = ngettext("Decision date in %(n)s day", "Decision date in %(n)s days", days)
        found.append(Mark("soon", text % {"n": days}))
    return found
