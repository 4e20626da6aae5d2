"""Where complaints come from: Pareto by count and by cost, per month, with what is done about it."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints.actions.models import ActionState, CorrectiveAction
from complaints.learning.models import Category, Cause
from complaints.learning.pareto import Ranked, Weighed, pareto
from complaints.reports import measures
from complaints.reports.ages import months
from complaints.reports.frame import Doors
from complaints.reports.measures import Span
from complaints.reports.read import complaints_of
from crm.shared import charts
from crm.shared.formats import MONTHS, language, money, number, percent
from crm.shared.localtime import day_end, day_start
from crm.shared.numbers import round_half_up
from crm.shared.tables import Cell, Head, Table
from customers.figures.slices import Slice

WAYS = {
    "cause": gettext_lazy("Cause"),
    "branch": gettext_lazy("Branch of the cause tree"),
    "category": gettext_lazy("Category"),
}
SHOWN = 12  # bars of a chart; the table has all of them


@dataclass
class Line:
    """One cause: complaints and cost in the period, complaints per month, actions against it."""

    key: str
    name: str
    count: int = 0
    cost: Decimal = Decimal(0)
    months: list[int] = field(default_factory=list)
    running: int = 0
    done: int = 0


@dataclass(frozen=True)
class Found:
    """Every cause of the period, and the complaints of which it is not known."""

    lines: list[Line]
    unknown: int
    spans: list[tuple[Any, Any]]

    @property
    def known(self) -> int:
        """Return the complaints whose cause is known."""
        return sum(line.count for line in self.lines)


def read(part: Slice, user: Any, now: datetime, by: str, *, with_actions: bool = True) -> Found:
    """Read complaints, cost and actions per cause, branch or category; at most three queries."""
    rows, span = complaints_of(part, user), Span(part.start, part.end, now)
    model: Any = Category if by == "category" else Cause
    column = "category" if by == "category" else "cause"
    tree = {one.pk: one for one in model.objects.all()}
    top = {pk: one.parent_id or pk for pk, one in tree.items()} if by == "branch" else {}
    lines: dict[int, Line] = {}

    def line(pk: int) -> Line:
        place = top.get(pk, pk)
        if place not in lines:
            lines[place] = Line(tree[place].key, tree[place].name)
        return lines[place]

    spans, unknown = months(part.since, part.until), 0
    counts = {
        f"in_{place}": Count(
            "pk", filter=Q(received_at__gte=day_start(first), received_at__lt=day_end(last))
        )
        for place, (first, last) in enumerate(spans)
    }
    found = measures.received(rows, span).order_by().annotate(paid=measures.cost_of_each())
    counted = found.values_list(column).annotate(every=Count("pk"), total=Sum("paid"), **counts)
    for pk, count, cost, *monthly in counted:
        if pk is None:
            unknown = count
            continue
        one = line(pk)
        one.count += count
        one.cost += cost or Decimal(0)
        one.months = [a + b for a, b in zip(one.months or [0] * len(monthly), monthly, strict=True)]
    acts = CorrectiveAction.objects.visible_to(user).order_by().values_list(column, "state")
    for pk, state, count in acts.annotate(every=Count("pk")) if with_actions else ():
        if pk is not None and top.get(pk, pk) in lines:
            if state in (ActionState.DONE, ActionState.CHECKED):
                line(pk).done += count
            elif state == ActionState.PLANNED:
                line(pk).running += count
    return Found(sorted(lines.values(), key=lambda one: (-one.count, one.name)), unknown, spans)


def ranked(found: Found, weigh: str) -> list[Ranked]:
    """Rank the causes by count or by cost."""
    return pareto(Weighed(one.key, one.name, Decimal(getattr(one, weigh))) for one in found.lines)


def chart(rows: list[Ranked], weigh: str, filter_name: str, doors: Doors) -> Any:
    """Draw the heaviest causes with the running share; the others stand in the table."""
    write = money if weigh == "cost" else number
    causes = []
    for one in rows[:SHOWN]:
        url = doors.within(None, None, **{filter_name: one.key})
        name = _("%(name)s: %(value)s, together %(share)s") % {
            "name": one.name,
            "value": write(one.weight),
            "share": percent(one.running),
        }
        pieces = [charts.Piece("dot", float(one.weight), name, url)]
        causes.append(charts.Cause(one.name, pieces, float(one.running), write(one.weight)))
    label = _("Causes by cost") if weigh == "cost" else _("Causes by number of complaints")
    return charts.pareto(causes, label=label)


def ranked_table(rows: list[Ranked], weigh: str, by: str, doors: Doors) -> Table:
    """Return a Pareto as a table."""
    filter_name = "category" if by == "category" else "cause"
    write = money if weigh == "cost" else number
    lines = [
        [
            Cell(one.name, url=doors.within(None, None, **{filter_name: one.key})),
            Cell(
                one.weight if weigh == "cost" else int(one.weight),
                write(one.weight),
                doors.within(None, None, **{filter_name: one.key}),
            ),
            Cell(round_half_up(one.share, 1), percent(one.share, 1)),
            Cell(round_half_up(one.running, 1), percent(one.running, 1)),
            Cell(_("yes") if one.is_vital else _("no")),
        ]
        for one in rows
    ]
    title = _("Pareto by cost") if weigh == "cost" else _("Pareto by number")
    heads = [
        Head(WAYS[by], False),
        Head(_("Cost of remedies") if weigh == "cost" else _("Complaints")),
        Head(_("Share")),
        Head(_("Running share")),
        Head(_("Of the vital few"), False),
    ]
    return Table(f"pareto_{weigh}", title, heads, lines)


def months_table(found: Found, by: str, doors: Doors) -> Table:
    """Return the causes over time, with what is being done about each."""
    filter_name = "category" if by == "category" else "cause"
    names = [f"{MONTHS[language()][first.month - 1]} {first.year}" for first, _last in found.spans]
    rows = []
    for one in found.lines:
        told = ", ".join(f"{n} {number(c)}" for n, c in zip(names, one.months, strict=True) if c)
        actions = reverse("actions:list")
        rows.append(
            [
                Cell(one.name, url=doors.within(None, None, **{filter_name: one.key})),
                Cell(
                    one.count,
                    url=doors.within(None, None, **{filter_name: one.key}) if one.count else "",
                ),
                Cell(told, charts.small_bars(one.months, label=told) if one.months else ""),
                Cell(one.cost, money(one.cost)),
                Cell(
                    one.running,
                    url=f"{actions}?{filter_name}={one.key}&state=running" if one.running else "",
                ),
                Cell(
                    one.done,
                    url=f"{actions}?{filter_name}={one.key}&state=finished" if one.done else "",
                ),
            ]
        )
    heads = [
        Head(WAYS[by], False),
        Head(_("Complaints")),
        Head(_("Per month"), False),
        Head(_("Cost of remedies")),
        Head(_("Actions planned")),
        Head(_("Actions done")),
    ]
    return Table("months", _("Over time, and what is done about it"), heads, rows)
