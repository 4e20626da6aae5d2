"""What we promise who complains now: by when a person replies, and by when there is an outcome."""

from dataclasses import dataclass
from datetime import date, datetime

from complaints.cases.severity import Severity
from complaints.clock.snapshots import current_policy
from crm.shared.localtime import local_date


@dataclass(frozen=True)
class Terms:
    """Holds the days of a complaint that is made at a moment."""

    reply_by: date
    outcome_by: date


def terms_of(now: datetime) -> Terms:
    """Return the days by the clocks a complaint made now gets: acknowledge, and decision as *normal*."""
    policy = current_policy()
    add = policy.calendar.add_working_time
    return Terms(
        local_date(add(now, policy.working_days(policy.acknowledge_days))),
        local_date(add(now, policy.decision_target(Severity.NORMAL))),
    )
