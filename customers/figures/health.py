"""Account health (`domain.md` §10): four weighted components, a cap, and the reasons in words.

Pure: everything it needs is in `Facts`; `now` is passed in. Totals are exact fractions; bands use the
unrounded total, and a figure is rounded once, at display.
"""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.shared.formats import percent
from crm.shared.localtime import local_date
from crm.shared.numbers import percentage, round_half_up

WEIGHTS = {"nps": 30, "complaints": 25, "engagement": 20, "revenue": 25}
CAP = Fraction(74)
GOOD_FROM, ATTENTION_FROM = 75, 50
FULL, HALF, NONE = Fraction(100), Fraction(50), Fraction(0)


@dataclass(frozen=True)
class Facts:
    """What health is made of; the account's own columns."""

    last_score: int | None = None
    complaints_12m: int = 0
    open_complaints: int = 0
    open_critical_complaints: int = 0
    unhandled_detractors: int = 0
    rhythm_days: int | None = None
    silent_days: int | None = None
    never_contacted: bool = False
    revenue_12m: Decimal = Decimal(0)
    revenue_previous_12m: Decimal = Decimal(0)


@dataclass(frozen=True)
class Line:
    """One component: value 0–100, weight in %, points added, the reason and where its link leads."""

    key: str
    weight: int
    value: Fraction
    points: Fraction
    reason: str
    link: str


@dataclass(frozen=True)
class Health:
    """The total, its band, and the lines that add up to it; `cap` is the line that holds it down."""

    total: Fraction
    band: str
    lines: tuple[Line, ...]
    cap: Line | None = None
    uncapped: Fraction = field(default=NONE)


def nps_value(score: int | None) -> Fraction:
    """Return 100 for a promoter, 50 for a passive or no answer, 0 for a detractor."""
    if score is None or 7 <= score <= 8:
        return HALF
    return FULL if score >= 9 else NONE


def complaints_value(received_12m: int, open_now: int) -> Fraction:
    """Return 100 − 25 per complaint of 12 months − 25 while one is open, never below 0."""
    return max(NONE, FULL - 25 * received_12m - (25 if open_now else 0))


def engagement_value(silent_days: int | None, rhythm_days: int | None) -> Fraction:
    """Return 100 within the rhythm, linear to 0 at three times it; 50 without a rhythm."""
    if not rhythm_days:
        return HALF
    if silent_days is None:
        return NONE
    late = Fraction(max(silent_days - rhythm_days, 0), 2 * rhythm_days)
    return max(NONE, FULL - 100 * late)


def revenue_value(last: Decimal, previous: Decimal) -> Fraction:
    """Return 50 + 50·(R₁ − R₀) ÷ max(R₀, R₁), between 0 and 100; 50 when there was none."""
    last_f, previous_f = Fraction(last), Fraction(previous)
    top = max(last_f, previous_f)
    if top <= 0:
        return HALF
    return min(FULL, max(NONE, HALF + 50 * (last_f - previous_f) / top))


def band(total: Fraction) -> str:
    """Return the band of an unrounded total."""
    if total >= GOOD_FROM:
        return "good"
    return "attention" if total >= ATTENTION_FROM else "at_risk"


def combine(values: dict[str, Fraction], *, capped: bool = False) -> tuple[Fraction, str]:
    """Return total and band of the four component values.

    >>> combine({"nps": 50, "complaints": 60, "engagement": 100, "revenue": 40})
    (Fraction(60, 1), 'attention')
    """
    total = sum((Fraction(values[key]) * weight / 100 for key, weight in WEIGHTS.items()), NONE)
    total = min(total, CAP) if capped else total
    return total, band(total)


def values_of(facts: Facts) -> dict[str, Fraction]:
    """Return the four components."""
    return {
        "nps": nps_value(facts.last_score),
        "complaints": complaints_value(facts.complaints_12m, facts.open_complaints),
        "engagement": engagement_value(facts.silent_days, facts.rhythm_days),
        "revenue": revenue_value(facts.revenue_12m, facts.revenue_previous_12m),
    }


def is_capped(facts: Facts) -> bool:
    """Say whether an open critical complaint or an unhandled detractor holds health down."""
    return facts.open_critical_complaints > 0 or facts.unhandled_detractors > 0


def score(facts: Facts) -> tuple[Fraction, str]:
    """Return total and band without the words, for storing many."""
    return combine(values_of(facts), capped=is_capped(facts))


def assess(facts: Facts) -> Health:
    """Return health with its lines and reasons."""
    values = values_of(facts)
    reasons = {
        "nps": (_nps_reason(facts), "answers"),
        "complaints": (_complaints_reason(facts), "complaints"),
        "engagement": (_engagement_reason(facts), "activities"),
        "revenue": (_revenue_reason(facts), "orders"),
    }
    lines = tuple(
        Line(key, weight, values[key], values[key] * weight / 100, *reasons[key])
        for key, weight in WEIGHTS.items()
    )
    uncapped, _band = combine(values)
    total, label = combine(values, capped=is_capped(facts))
    return Health(total, label, lines, _cap_line(facts, total - uncapped), uncapped)


def shown_points(health: Health) -> dict[str, int]:
    """Return whole points per line that add up to the whole total that is shown.

    Largest remainder: each line is rounded down and the points still missing go to the largest rests,
    in the order of the lines where rests are equal. The cap takes what the others have too much.

    >>> shown_points(assess(Facts(last_score=10, revenue_12m=Decimal(3), revenue_previous_12m=Decimal(2))))
    {'nps': 30, 'complaints': 25, 'engagement': 10, 'revenue': 17}
    """
    uncapped = int(round_half_up(health.uncapped))
    points = {line.key: floor(line.points) for line in health.lines}
    rests = sorted(health.lines, key=lambda line: floor(line.points) - line.points)
    for line in rests[: uncapped - sum(points.values())]:
        points[line.key] += 1
    if health.cap:
        points["cap"] = int(round_half_up(health.total)) - uncapped
    return points


def _cap_line(facts: Facts, points: Fraction) -> Line | None:
    if not is_capped(facts):
        return None
    if facts.open_critical_complaints:
        reason, link = _("An open critical complaint caps health at 74"), "complaints"
    else:
        reason, link = _("A detractor nobody called yet caps health at 74"), "followups"
    return Line("cap", 0, CAP, points, reason, link)


def _nps_reason(facts: Facts) -> str:
    if facts.last_score is None:
        return _("No score yet")
    return _("Last score %(score)s") % {"score": facts.last_score}


def _complaints_reason(facts: Facts) -> str:
    received = ngettext(
        "%(count)s complaint in 12 months",
        "%(count)s complaints in 12 months",
        facts.complaints_12m,
    ) % {"count": facts.complaints_12m}
    if not facts.open_complaints:
        return received if facts.complaints_12m else _("No complaints in 12 months")
    return _("%(received)s, %(open)s open") % {"received": received, "open": facts.open_complaints}


def _engagement_reason(facts: Facts) -> str:
    if not facts.rhythm_days:
        return _("No class, so no contact rhythm")
    if facts.never_contacted:
        return _("Never contacted, rhythm %(rhythm)s days") % {"rhythm": facts.rhythm_days}
    silent = ngettext(
        "Last contact %(count)s day ago", "Last contact %(count)s days ago", facts.silent_days or 0
    ) % {"count": facts.silent_days or 0}
    return _("%(silent)s, rhythm %(rhythm)s days") % {
        "silent": silent,
        "rhythm": facts.rhythm_days,
    }


def _revenue_reason(facts: Facts) -> str:
    last, previous = facts.revenue_12m, facts.revenue_previous_12m
    if max(last, previous) <= 0:
        return _("No revenue in two years")
    if last == previous:
        return _("Revenue as in the 12 months before")
    if previous <= 0:
        return _("Revenue, and none in the 12 months before")
    change = percent(percentage(abs(last - previous), previous))
    if last > previous:
        return _("Revenue %(change)s up on the 12 months before") % {"change": change}
    return _("Revenue %(change)s down on the 12 months before") % {"change": change}


def facts_of(account: Any, *, organisation: Any, now: datetime) -> Facts:
    """Read the facts from an account's columns; silence counts from the day it was added."""
    rhythms = {
        "A": organisation.rhythm_a_days,
        "B": organisation.rhythm_b_days,
        "C": organisation.rhythm_c_days,
    }
    since = account.last_contact_at or account.created_at
    return Facts(
        last_score=account.last_score,
        complaints_12m=account.complaints_12m,
        open_complaints=account.open_complaints,
        open_critical_complaints=account.open_critical_complaints,
        unhandled_detractors=account.unhandled_detractors,
        rhythm_days=rhythms.get(account.account_class),
        silent_days=max((local_date(now) - local_date(since)).days, 0),
        never_contacted=account.last_contact_at is None,
        revenue_12m=account.revenue_12m,
        revenue_previous_12m=account.revenue_previous_12m,
    )
