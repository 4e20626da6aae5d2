"""Decide who is asked now, and of whom not: why, and from when again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

RECOVERIES_A_YEAR = 2


class Reason(TextChoices):
    """Name why somebody is not asked."""

    LEFT = "left", _("No longer there")
    OBJECTED = "objected", _("Wants no surveys")
    NO_ADDRESS = "no_address", _("No e-mail address")
    BOUNCED = "bounced", _("E-mail address does not work")
    ALREADY = "already", _("Already asked in this survey")
    OPEN_COMPLAINT = "open_complaint", _("A complaint is open")
    RESTING = "resting", _("Asked too recently")
    ACCOUNT_CAP = "account_cap", _("Enough people asked at this account")
    SAMPLED_OUT = "sampled_out", _("Not drawn in the sample")
    RECOVERY_CAP = "recovery_cap", _("Asked twice after a complaint this year")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold what the rule needs to know about one person."""

    has_address: bool = True
    left: bool = False
    objected: bool = False
    bounced: bool = False
    already_asked: bool = False
    open_complaint: bool = False
    sampled_out: bool = False
    after_complaint: bool = False  # the recovery question: exempt from the rest period
    recoveries_this_year: int = 0  # how often asked after a complaint in the last 365 days
    waiting_elsewhere: bool = False  # an invitation to another survey is about to be sent
    last_invited_at: datetime | None = None
    account_asked: int = (
        0  # others at the same account asked in the rest period, this wave included
    )
    account_free_from: datetime | None = None  # when the oldest of those leaves the rest period


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Say whether somebody is asked, and otherwise why not and from when."""

    reason: Reason | None = None
    eligible_from: datetime | None = None  # None = not by waiting

    @property
    def asked(self) -> bool:
        """Tell whether this person is asked."""
        return self.reason is None


def eligibility(
    person: Candidate,
    *,
    now: datetime,
    rest_days: int,
    account_cap: int,
    until: datetime | None = None,
) -> Eligibility:
    """Apply the rules in order of weight: the first that holds somebody back is the reason given.

    rest_days: at most one invitation per contact in so many days, across surveys; account_cap: at
    most so many people of one account in that time, 0 = no cap; until: the last moment at which the
    person can still be asked, for a survey spread over days (default now). The recovery question is
    exempt from the rest period, at most twice a year (domain.md §8).
    """
    standing = (
        (person.left, Reason.LEFT),
        (person.objected, Reason.OBJECTED),
        (not person.has_address, Reason.NO_ADDRESS),
        (person.bounced, Reason.BOUNCED),
        (person.already_asked, Reason.ALREADY),
        (person.open_complaint, Reason.OPEN_COMPLAINT),
    )
    for holds, reason in standing:
        if holds:
            return Eligibility(reason)
    if person.after_complaint:
        if person.recoveries_this_year >= RECOVERIES_A_YEAR:
            return Eligibility(Reason.RECOVERY_CAP)
    else:
        rested_at = rested(person.last_invited_at, rest_days)
        if rested_at and rested_at > (until or now):
            return Eligibility(Reason.RESTING, rested_at)
        if person.waiting_elsewhere:
            return Eligibility(Reason.RESTING, now + timedelta(days=rest_days))
    if person.sampled_out:
        return Eligibility(Reason.SAMPLED_OUT)
    if account_cap and person.account_asked >= account_cap:
        return Eligibility(Reason.ACCOUNT_CAP, person.account_free_from)
    return Eligibility()


def rested(last_invited_at: datetime | None, rest_days: int) -> datetime | None:
    """Tell from when somebody may be asked again; None when never asked."""
    return last_invited_at and last_invited_at + timedelta(days=rest_days)
