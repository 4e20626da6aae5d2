"""A group of answers as pages show it, and the addresses of the lists behind the figures."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from crm.shared import charts
from crm.shared.charts import svg
from crm.shared.formats import MONTHS, language
from surveys.answers.lock import month_of
from surveys.nps.figures import A_DAY, Period, Selection
from surveys.nps.score import Counts, Display, Verdict, display, interval

DESK_ROW, PHONE_ROW = 280, 132


@dataclass(frozen=True)
class Score:
    """Hold one group as it is shown: counts, NPS, interval, and how much may be said."""

    label: str
    counts: Counts
    url: str
    verdict: Verdict | None = None
    everyone: Any = None  # the score of all together, drawn as a dotted line

    @property
    def shown(self) -> bool:
        """Tell whether there are enough answers for a score."""
        return display(self.counts.n) not in (Display.NONE, Display.TOO_FEW)

    @property
    def nps(self) -> Any:
        """Give the rounded NPS, None when it may not be shown."""
        return self.counts.rounded if self.shown else None

    @property
    def bounds(self) -> tuple[Any, Any]:
        """Give the rounded bounds of the interval."""
        found = interval(self.counts)
        return found.rounded if found and self.shown else (None, None)

    @property
    def chart(self) -> Any:
        """Draw the score with its interval for a table row, for desk and phone."""
        low, high = self.bounds
        shown = (as_float(self.nps), as_float(low), as_float(high), self.counts.n)
        reference = as_float(self.everyone)
        return svg.both(
            charts.interval(*shown, width=DESK_ROW, reference=reference),
            charts.interval(*shown, width=PHONE_ROW, reference=reference),
        )


def as_float(value: Any) -> float | None:
    """Give a figure as the charts take it."""
    return None if value is None else float(value)


class Doors:
    """Make the addresses of the answers behind the figures, with the dashboard's own filters."""

    def __init__(self, selection: Selection) -> None:
        self.selection = selection
        self.base = reverse("answers:list")

    def answers(self, period: Period | None = None, **more: Any) -> str:
        """Give the address of the answers of a period (default the dashboard's) and a filter."""
        period = period or self.selection.period
        return self.between(period.first_day, period.after_last_day - A_DAY, **more)

    def between(self, first: date, last: date, **more: Any) -> str:
        """Give the address of the answers from a day to a day, both included, and a filter."""
        values = {
            "kind": self.selection.kind,
            "since": first.isoformat(),
            "until": last.isoformat(),
            **self.selection.filters,
            **more,
        }
        if "survey" not in self.selection.filters:
            values.setdefault("latest", "on")
        return f"{self.base}?{urlencode(values)}"

    def to_surveys(self, **more: Any) -> str:
        """Give the address of the answers to the invitations of the period's surveys."""
        period = self.selection.period
        values = {
            "kind": self.selection.kind,
            "channel": "mail",
            "sent_since": period.first_day.isoformat(),
            "sent_before": period.after_last_day.isoformat(),
            **self.selection.filters,
            **more,
        }
        return f"{self.base}?{urlencode(values)}"

    def segment(self, dimension: str, key: str) -> str:
        """Give the address of the answers of one row of a segment table."""
        name = {"class": "account_class"}.get(dimension, dimension)
        if key:
            chosen: dict[str, Any] = {name: key}
            return self.answers(**chosen)
        return self.answers(unset=name)

    def followups(self, **more: Any) -> str:
        """Give the address of the follow-ups of detractors."""
        return f"{reverse('followups:list')}?{urlencode({'band': 'detractor', **more})}"


def month_label(number: int, *, year: bool = False) -> str:
    """Name a month in short."""
    in_year, month = month_of(number)
    name = MONTHS[language()][month - 1].rstrip(".")
    return f"{name} {in_year}" if year else name
