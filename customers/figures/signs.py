"""The signs that a customer is unhappy or silent, read from what stands on the account.

Pure: the account's own columns, the settings and the day come in. A sign counts for a year, because a relationship
survey comes round once a year; what happens now (a critical complaint, silence, orders, health) counts while it lasts.
One score cannot be tested, so a fall counts from promoter to detractor, by the same person: two bands.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import IntegerChoices
from django.utils.translation import gettext_lazy as _

from crm.shared.localtime import local_date

A_YEAR = timedelta(days=365)
DETRACTOR_AT_MOST = 6


class Sign(IntegerChoices):
    """The signs, each a bit of `Account.signs`; in the order in which they are named."""

    CRITICAL = 1, _("Critical complaint open")
    REPEAT = 2, _("Complained again")
    DETRACTOR = 4, _("Detractor")
    FALLEN = 8, _("Score fell")
    PROMISE = 16, _("Promise broken")
    FALLING = 32, _("Orders fall")
    SILENT = 64, _("Silent too long")
    RISK = 128, _("Health at risk")


def in_the_year(day: date | None, today: date) -> bool:
    """Say whether something happened in the 365 days up to today.

    >>> in_the_year(date(2025, 11, 20), date(2026, 11, 19)), in_the_year(date(2025, 11, 19), date(2026, 11, 19))
    (True, False)
    """
    return day is not None and today - A_YEAR < day


def is_falling(last: Any, before: Any, percent: int) -> bool:
    """Say whether the orders of 12 months lie a share or more below those of the 12 months before.

    >>> is_falling(80, 100, 20), is_falling(81, 100, 20), is_falling(0, 0, 20)
    (True, False, False)
    """
    return before > 0 and last * 100 <= before * (100 - percent)


def signs_of(account: Any, *, band: str, silent_days: int, rhythm_days: int | None,
             falling_percent: int, today: date) -> list[Sign]:  # fmt: skip
    """Return the signs of an account, from its columns and its health of today."""
    scored_on = local_date(account.last_scored_at) if account.last_scored_at else None
    fell_on = local_date(account.score_fell_at) if account.score_fell_at else None
    overdue = account.promise_due_on is not None and account.promise_due_on < today
    found = {
        Sign.CRITICAL: account.plain_critical_complaints > 0,
        Sign.REPEAT: account.plain_complaints_12m > 1,
        Sign.DETRACTOR: account.last_score is not None
        and account.last_score <= DETRACTOR_AT_MOST
        and in_the_year(scored_on, today),
        Sign.FALLEN: in_the_year(fell_on, today),
        Sign.PROMISE: overdue or in_the_year(account.promise_broken_on, today),
        Sign.FALLING: is_falling(
            account.revenue_12m, account.revenue_previous_12m, falling_percent
        ),
        Sign.SILENT: rhythm_days is not None and silent_days > rhythm_days,
        Sign.RISK: band == "at_risk",
    }
    return [sign for sign in Sign if found[sign]]


def as_bits(signs: Iterable[Sign]) -> int:
    """Return signs as one number.

    >>> as_bits([Sign.DETRACTOR, Sign.SILENT])
    68
    """
    return sum(sign.value for sign in signs)


def from_bits(bits: int) -> list[Sign]:
    """Return the signs in a number, in the order of naming.

    >>> [sign.name for sign in from_bits(68)]
    ['DETRACTOR', 'SILENT']
    """
    return [sign for sign in Sign if bits & sign]
