"""Health of one account for people: points of each component, why, where it leads, and its course."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from crm.dashboard.doors import door
from crm.shared.charts import Reference, course, spark
from crm.shared.formats import DASH, short_day, signed
from customers.accounts.models import Account
from customers.figures.health import ATTENTION_FROM, GOOD_FROM, Health, Line, shown_points
from customers.figures.models import HealthPoint

YEAR = timedelta(days=365)
LISTS = {
    "answers": "answers:list",
    "complaints": "complaints:list",
    "activities": "activities:list",
    "orders": "orders:list",
    "followups": "followups:list",
}
Noted = Sequence[tuple[date, float]]


@dataclass(frozen=True)
class Reason:
    """One component: points of at most `weight`, why, and the records behind it; the cap has weight 0."""

    name: str
    points: int
    weight: int
    tone: str
    text: str
    url: str


def names() -> dict[str, str]:
    """Return the components in words."""
    return {
        "nps": _("Last score"),
        "complaints": _("Complaints"),
        "engagement": _("Contact moments"),
        "revenue": _("Revenue"),
        "cap": _("Held down"),
    }


def reasons(health: Health, account: Account) -> list[Reason]:
    """Return the components, the one that costs most first; their points add up to the figure shown."""
    points, named = shown_points(health), names()
    parts = sorted(health.lines, key=lambda line: points[line.key] - line.weight)
    if health.cap:
        parts.append(health.cap)
    return [
        Reason(
            named[part.key],
            points[part.key],
            part.weight,
            _tone(part, points[part.key]),
            part.reason,
            door(LISTS[part.link], account=account.pk),
        )
        for part in parts
    ]


def _tone(part: Line, points: int) -> str:
    lost = points - part.weight
    return "bad" if lost <= -10 else "warn" if lost < 0 else "ok"


def course_of(points: Noted, account: Account, today: date) -> SafeString:
    """Draw the last 12 months small, today's figure at the end."""
    if account.health is None or not points:
        return SafeString("")
    since = max(points[0][0], today - YEAR)
    return spark(_until_today(points, account, today), since=since, until=today)


def _until_today(points: Noted, account: Account, today: date) -> Noted:
    """End with what is stored now: notes are taken at night."""
    return [*(p for p in points if p[0] < today), (today, float(account.health or 0))]


def course_chart(points: list[HealthPoint], account: Account, today: date) -> SafeString:
    """Draw the course with the levels of its bands."""
    noted = [(point.day, float(point.total)) for point in points]
    marks = [
        Reference(GOOD_FROM, pgettext("health", "Good")),
        Reference(ATTENTION_FROM, pgettext("health", "Attention")),
    ]
    label = _("Health from %(first)s to %(last)s; the table below tells the same.") % {
        "first": short_day(noted[0][0]),
        "last": short_day(today),
    }
    drawn = _until_today(noted, account, today)
    return course(drawn, since=noted[0][0], until=today, label=label, marks=marks)


@dataclass(frozen=True)
class Step:
    """A noted change: the row, the points since the row before, and what moved."""

    point: HealthPoint
    change: str
    why: str


def steps(points: Sequence[HealthPoint]) -> list[Step]:
    """Return the changes, the newest first; the oldest row has nothing to compare with."""
    found = []
    for before, point in zip([None, *points], points, strict=False):
        if before is None:
            found.append(Step(point, DASH, ""))
            continue
        change = point.total - before.total
        found.append(Step(point, signed(change), _moved(before, point)))
    return found[::-1]


def _moved(before: HealthPoint, point: HealthPoint) -> str:
    """Name the components that moved, with the direction; the cap when it came or went."""
    named = names()
    words = []
    for key in ("nps", "complaints", "engagement", "revenue"):
        change = getattr(point, key) - getattr(before, key)
        if change:
            words.append(f"{named[key]} {'↑' if change > 0 else '↓'}")
    if point.capped != before.capped:
        words.append(_("held down at 74") if point.capped else _("no longer held down"))
    return ", ".join(words)
