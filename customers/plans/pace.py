"""Are we on the way to a goal? Pure sums (`domain.md` §6); `today` is an argument."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.shared.numbers import as_decimal, percentage

YEAR_MONTHS = 12


class Measure(models.TextChoices):
    """How the value of a goal behaves over the year."""

    REVENUE = "revenue", _("Revenue of the year, read from the orders")
    TOTAL = "total", _("A total that adds up over the year")
    LEVEL = "level", _("A level to reach")


class Verdict(models.TextChoices):
    """What the pace of a goal says."""

    UNKNOWN = "unknown", _("Not measured yet")
    REACHED = "reached", _("Reached")
    ON_PACE = "on_pace", _("On pace")
    BEHIND = "behind", _("Behind")
    MISSED = "missed", _("Not reached")


@dataclass(frozen=True)
class Pace:
    """Where a goal stands; shares in percent, None where nothing can be said.

    `achieved` is the way covered, `expected` the share of the time that has passed, `run_rate` what the value
    becomes when the year goes on like this, `forecast` that value as a share of the target.
    """

    achieved: Decimal | None
    expected: Decimal
    run_rate: Decimal | None
    forecast: Decimal | None
    verdict: Verdict


def months_passed(day: date, year: int) -> Fraction:
    """Return the months of a year that have passed at the end of a day: 31 August is 8, 0 to 12."""
    if day.year != year:
        return Fraction(0) if day.year < year else Fraction(YEAR_MONTHS)
    return day.month - 1 + Fraction(day.day, monthrange(day.year, day.month)[1])


def run_rate(
    year_to_date: Decimal, months: Fraction | int, *, until: Fraction | int = YEAR_MONTHS
) -> Decimal | None:
    """Return year to date ÷ months × 12; None before the first day.

    >>> run_rate(Decimal(96_000), 8)
    Decimal('144000')
    """
    return as_decimal(Fraction(year_to_date) / months * until) if months else None


def measure_pace(
    measure: str,
    *,
    year: int,
    baseline: Decimal | None,
    target: Decimal,
    actual: Decimal | None,
    measured_on: date | None,
    due_on: date,
    today: date,
) -> Pace:
    """Return the pace of a goal that began on 1 January with its latest value."""
    until = months_passed(due_on, year)
    passed = percentage(min(months_passed(today, year), until), until) or Decimal(100)
    expected = passed if months_passed(today, year) else Decimal(0)
    if actual is None or measured_on is None:
        return Pace(None, expected, None, None, Verdict.UNKNOWN)
    months = min(months_passed(measured_on, year), until)
    if measure == Measure.LEVEL:
        start = baseline or Decimal(0)
        achieved = _way(start, target, actual)
        there = actual >= target if target >= start else actual <= target
        good = achieved >= (percentage(months, until) or 0)
        rate = forecast = None
    else:
        achieved = percentage(actual, target) or Decimal(0)
        there = actual >= target
        rate = run_rate(actual, months, until=until)
        forecast = percentage(rate, target) if rate is not None else None
        good = forecast is not None and forecast >= 100
    if there:
        verdict = Verdict.REACHED
    elif today > due_on:
        verdict = Verdict.MISSED
    else:
        verdict = Verdict.ON_PACE if good else Verdict.BEHIND
    return Pace(achieved, expected, rate, forecast, verdict)


def _way(start: Decimal, target: Decimal, actual: Decimal) -> Decimal:
    """Return how much of the way from start to target is covered, in percent; backwards is negative."""
    if start == target:
        return Decimal(100) if actual >= target else Decimal(0)
    return as_decimal(Fraction(actual - start) * 100 / Fraction(target - start))
