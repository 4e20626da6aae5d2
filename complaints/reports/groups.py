"""The same figures per handler, category, channel, severity, team: a row each, with n beside them."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from complaints.cases.choices import Channel
from complaints.cases.severity import Severity
from complaints.cases.workflow import OPEN
from complaints.learning.models import Category
from complaints.reports import measures
from complaints.reports.frame import Doors
from complaints.reports.measures import Span
from complaints.reports.overview import calendar, hours, share_cell, work
from complaints.reports.read import ROUND, as_round, complaints_of, rounds_of, seen
from complaints.reports.times import FEW, Handling, Round, handling
from crm.shared.formats import money, number
from crm.shared.numbers import round_half_up
from crm.shared.tables import Cell, Head, Table
from customers.figures.slices import Slice
from customers.filters import colleagues


@dataclass(frozen=True)
class Dimension:
    """A way to divide complaints: its name, the column, the filter of the list."""

    label: Any
    column: str
    filter: str


DIMENSIONS = {
    "handler": Dimension(gettext_lazy("Handler"), "handler", "handler"),
    "category": Dimension(gettext_lazy("Category"), "category", "category"),
    "severity": Dimension(gettext_lazy("Severity"), "severity", "severity"),
    "channel": Dimension(gettext_lazy("Received by"), "channel", "channel"),
    "team": Dimension(gettext_lazy("Team"), "account__team", "team"),
}


@dataclass
class Group:
    """One row of figures: complaints received in the period, and how their rounds went."""

    key: Any
    received: int = 0
    open: int = 0
    cost: Decimal = Decimal(0)
    met: int = 0
    breached: int = 0
    rounds: list[Round] = field(default_factory=list)

    @property
    def times(self) -> Handling:
        """Return the times of the rounds."""
        return handling(self.rounds)


def read(part: Slice, user: Any, now: datetime, by: str) -> list[Group]:
    """Read every group of a dimension; five queries, however many groups there are."""
    column, span = DIMENSIONS[by].column, Span(part.start, part.end, now)
    rows, far = complaints_of(part, user), f"complaint__{column}"
    groups: dict[Any, Group] = defaultdict(lambda: Group(None))
    counted = measures.received(rows, span).order_by().values_list(column)
    for key, received, still in counted.annotate(
        every=Count("pk"), still=Count("pk", filter=Q(state__in=sorted(OPEN)))
    ):
        groups[key] = Group(key, received, still)
    paid = measures.costs(rows, span).values_list(far).annotate(total=Sum("cost"))
    for key, cost in paid:
        groups[key].cost = cost or Decimal(0)
    for key, met, breached in _terms(part, user, span, far):
        groups[key].met += met
        groups[key].breached += breached
    timed = rounds_of(part, user, now).values_list(far, *ROUND)
    for key, *row in timed.iterator(chunk_size=5_000):
        groups[key].rounds.append(as_round(tuple(row)))
    for key, group in groups.items():
        group.key = key
    return sorted(groups.values(), key=lambda one: (-one.received, one.key is None, str(one.key)))


def _terms(part: Slice, user: Any, span: Span, column: str) -> list[tuple[Any, int, int]]:
    """Return (group, met, breached) of the decision term: what was answered, and what is overdue."""
    term = measures.TERMS["decision"]
    done = seen(term.ended(span), part, user)
    met = Count("pk", filter=term.in_time)
    found = [
        (key, in_time, every - in_time)
        for key, every, in_time in done.values_list(column).annotate(every=Count("pk"), met=met)
    ]
    overdue = seen(term.overdue(span), part, user).values_list(column).annotate(every=Count("pk"))
    return found + [(key, 0, count) for key, count in overdue]


def names(by: str) -> dict[Any, tuple[str, str]]:
    """Return what each key is called, and what stands in the address for it."""
    if by == "handler":
        return {one.pk: (one.name, str(one.pk)) for one in colleagues()}
    if by == "team":
        return {one.team_id: (one.team, str(one.team_id)) for one in colleagues() if one.team_id}
    if by == "category":
        return {one.pk: (one.name, one.key) for one in Category.objects.all()}
    choices = Severity.choices if by == "severity" else Channel.choices
    return {value: (str(label), str(value)) for value, label in choices}


def table(groups: list[Group], by: str, doors: Doors) -> Table:
    """Return the groups as a table; every count opens its list."""
    dimension, called = DIMENSIONS[by], names(by)
    heads = [
        Head(dimension.label, False),
        Head(pgettext("complaints", "Received")),
        Head(pgettext("complaints", "Open")),
        Head(_("Decided in time")),
        Head(_("Answered")),
        Head(_("Median, working time")),
        Head(_("90th percentile")),
        Head(_("Median, calendar")),
        Head(_("Not answered yet")),
        Head(_("Cost of remedies")),
        Head(_("Per case")),
    ]
    rows = [_row(group, called, dimension, doors) for group in groups]
    return Table(by, _("By %(what)s") % {"what": str(dimension.label).lower()}, heads, rows)


def _row(
    group: Group, called: dict[Any, tuple[str, str]], dimension: Dimension, doors: Doors
) -> list[Cell]:
    name, value = called.get(group.key, (_("Not known"), ""))
    narrow: dict[str, Any] = {dimension.filter: value} if value else {"without": dimension.filter}
    times = group.times
    each = group.cost / group.received if group.received else None
    few = _("few") if 0 < times.answer.n < FEW else ""
    return [
        Cell(name, url=doors.within(**narrow)),
        Cell(group.received, url=doors.within(**narrow) if group.received else ""),
        Cell(group.open, url=doors.within(state="open", **narrow) if group.open else ""),
        share_cell(
            group.met,
            group.met + group.breached,
            doors.within(measure="decision_counted", **narrow),
        ),
        Cell(
            times.answer.n,
            number(times.answer.n),
            doors.within(measure="answered", **narrow) if times.answer.n else "",
            few,
            kind="rounds",
        ),
        Cell(hours(times.answer_work.median), work(times.answer_work.median)),
        Cell(hours(times.answer_work.p90), work(times.answer_work.p90)),
        Cell(hours(times.answer.median), calendar(times.answer.median)),
        Cell(
            times.answer.open,
            url=doors.within(measure="unanswered", **narrow) if times.answer.open else "",
            kind="rounds",
        ),
        Cell(group.cost, money(group.cost)),
        Cell(round_half_up(each, 2), money(each, 2)) if each is not None else Cell(None),
    ]
