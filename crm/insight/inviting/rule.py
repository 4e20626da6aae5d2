"""Who may be invited to tell us what went wrong. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from crm.insight.inviting.models import WhyNot


@dataclass(frozen=True)
class Person:
    """What the rule needs to know of one person and their account."""

    has_address: bool
    left: bool
    objected: bool
    bounced: bool
    open_complaint: bool
    last_asked_at: datetime | None


def why_not(person: Person, *, now: datetime, rest_days: int) -> WhyNot | None:
    """Return why somebody is not asked, the weightiest reason first; None when they are.

    At most once in `rest_days` days (90; a setting), surveys included; never while a complaint is open.
    """
    if person.left:
        return WhyNot.LEFT
    if not person.has_address:
        return WhyNot.NO_CONTACT
    if person.objected:
        return WhyNot.OBJECTED
    if person.bounced:
        return WhyNot.BOUNCED
    if person.open_complaint:
        return WhyNot.OPEN_COMPLAINT
    asked = person.last_asked_at
    if asked is not None and asked + timedelta(days=rest_days) > now:
        return WhyNot.RESTING
    return None
