"""The yearly report to the management: the figures beside last year's, causes, actions, examples."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from complaints.actions.effect import LONGEST, Recurrence, spans
from complaints.actions.models import CorrectiveAction
from complaints.cases.figures import cost_per_case, per_hundred
from complaints.cases.models import Complaint
from complaints.cases.workflow import RemedyStatus, State
from complaints.decisions.models import Remedy
from complaints.reports.frame import Doors
from complaints.reports.measures import Span, received
from complaints.reports.overview import calendar, share_cell, work
from complaints.reports.read import AMOUNT, Overview, complaints_of
from crm.shared.formats import DASH, money, number, short_day, signed
from crm.shared.localtime import day_start, local_date
from crm.shared.tables import Cell, Head, Table
from customers.figures.slices import Slice

EXAMPLES = 3
MOST_ACTIONS = 40


def slice_of(year: int, today: date) -> Slice:
    """Return a calendar year; the running one until today."""
    return Slice("year", date(year, 1, 1), min(date(year, 12, 31), today))


def figures_table(now: Overview, before: Overview, year: int, doors: Doors, last: Doors) -> Table:
    """Return the main figures of two years beside each other, with the difference of the counts."""

    def counts(label: str, one: int, two: int, **filters: Any) -> list[Cell]:
        return [
            Cell(label),
            Cell(one, url=doors.within(**filters) if one else ""),
            Cell(two, url=last.within(**filters) if two else ""),
            Cell(one - two, signed(one - two)),
        ]

    def plain(label: str, *texts: str) -> list[Cell]:
        return [Cell(label), *(Cell(text) for text in texts), Cell("")]

    def hundred(found: Overview) -> str:
        value = per_hundred(found.received, found.customers)
        return number(float(value), 1) if value is not None else DASH

    def shares(label: str, name: str) -> list[Cell]:
        one, two = now.terms[name].figure, before.terms[name].figure
        measure = f"{name}_counted"
        return [
            Cell(label),
            share_cell(one.met, one.total, doors.within(measure=measure)),
            share_cell(two.met, two.total, last.within(measure=measure)),
            Cell(""),
        ]

    def answer(found: Overview, part: str, write: Any) -> str:
        times = getattr(found.times, part)
        return _("%(time)s (n = %(n)s)") % {"time": write(times.median), "n": number(times.n)}

    def each(found: Overview) -> str:
        value = cost_per_case(found.cost, found.received)
        return money(value, 2) if value is not None else DASH

    rows = [
        counts(pgettext("complaints", "Received"), now.received, before.received),
        plain(_("Per 100 of today's customers"), hundred(now), hundred(before)),
        counts(_("Closed or withdrawn"), now.closed, before.closed, measure="closed"),
        shares(_("Acknowledged in time"), "acknowledge"),
        shares(_("Answered in time"), "decision"),
        shares(_("Remedies delivered in time"), "remedy"),
        plain(
            _("Median to the answer, working time"),
            answer(now, "answer_work", work),
            answer(before, "answer_work", work),
        ),
        plain(
            _("Median to the answer, calendar"),
            answer(now, "answer", calendar),
            answer(before, "answer", calendar),
        ),
        counts(
            _("Received and not answered yet"),
            now.times.answer.open,
            before.times.answer.open,
            measure="unanswered",
        ),
        [
            Cell(_("Reopened within %(days)s days of closing") % {"days": now.reopen_days}),
            share_cell(now.came_back, now.finished, doors.within(measure="finished")),
            share_cell(before.came_back, before.finished, last.within(measure="finished")),
            Cell(""),
        ],
        [
            Cell(_("Same account and category within 12 months")),
            share_cell(now.recurring, now.comparable, doors.within(measure="comparable")),
            share_cell(before.recurring, before.comparable, last.within(measure="comparable")),
            Cell(""),
        ],
        [
            Cell(_("Cost of remedies")),
            Cell(now.cost, money(now.cost), doors.within(measure="costing") if now.cost else ""),
            Cell(
                before.cost,
                money(before.cost),
                last.within(measure="costing") if before.cost else "",
            ),
            Cell(now.cost - before.cost, money(now.cost - before.cost)),
        ],
        plain(_("Cost per case received"), each(now), each(before)),
        counts(_("Told on"), now.told_on, before.told_on, measure="told_on"),
    ]
    heads = [
        Head(_("Figure"), False),
        Head(str(year)),
        Head(str(year - 1)),
        Head(_("Difference")),
    ]
    return Table("year", _("The year in figures"), heads, rows)


@dataclass(frozen=True)
class Acted:
    """An action that was done in the year, with the trouble before and after it."""

    action: CorrectiveAction
    found: Recurrence | None


def actions_of(part: Slice, user: Any, now: datetime) -> list[Acted]:
    """Return the actions done in a year, each with its recurrence; two queries, however many."""
    today = local_date(now)
    done = CorrectiveAction.objects.visible_to(user).filter(done_on__range=(part.since, part.until))
    actions = list(
        done.select_related("owner", "cause", "category").order_by("done_on", "pk")[:MOST_ACTIONS]
    )
    if not actions:
        return []
    first = min(action.done_on for action in actions if action.done_on)
    rows = [
        ({("cause", cause), ("cause", branch)}, {("category", kind), ("category", root)}, at)
        for cause, branch, kind, root, at in Complaint.objects.visible_to(user)
        .counting()
        .filter(received_at__gte=day_start(first - timedelta(days=LONGEST)))
        .filter(Q(cause__isnull=False) | Q(category__isnull=False))
        .order_by()
        .values_list("cause", "cause__parent", "category", "category__parent", "received_at")
        .iterator(chunk_size=5_000)
    ]
    return [Acted(action, _counted(action, rows, today)) for action in actions]


def _counted(action: CorrectiveAction, rows: list[Any], today: date) -> Recurrence | None:
    """Count the complaints an action is against in the spans around its day."""
    around = spans(action.done_on, today) if action.done_on else None
    if around is None:
        return None
    days = [
        local_date(at)
        for causes, kinds, at in rows
        if (action.cause_id is None or ("cause", action.cause_id) in causes)
        and (action.category_id is None or ("category", action.category_id) in kinds)
    ]
    before, after = (
        sum(first <= day <= last for day in days) for first, last in (around.before, around.after)
    )
    return Recurrence(before, after, around.days)


def actions_table(acted: list[Acted]) -> Table:
    """Return the actions of the year with what they did."""
    rows = [
        [
            Cell(one.action.title, url=one.action.get_absolute_url()),
            Cell(one.action.subject),
            Cell(one.action.done_on, short_day(one.action.done_on)),
            Cell(one.action.cost, money(one.action.cost)),
            Cell(one.found.before if one.found else None),
            Cell(one.found.after if one.found else None),
            Cell(one.action.get_effect_display() or _("not checked yet")),
        ]
        for one in acted
    ]
    heads = [
        Head(_("Corrective action"), False),
        Head(_("Against"), False),
        Head(_("Done on")),
        Head(_("Cost")),
        Head(_("Complaints before")),
        Head(_("and as long after")),
        Head(_("Effect"), False),
    ]
    return Table("actions", _("What we changed, and whether it worked"), heads, rows)


@dataclass(frozen=True)
class Example:
    """A complaint worth telling in the report."""

    complaint: Complaint
    cost: Decimal


def examples(part: Slice, user: Any, now: datetime) -> list[Example]:
    """Return the closed complaints whose remedies cost most, then the most severe; one query.

    Confidential ones stay out: the report is read by everybody.
    """
    kept = Remedy.objects.filter(complaint=OuterRef("pk")).exclude(status=RemedyStatus.REFUSED)
    total = kept.order_by().values("complaint").annotate(total=Sum("cost")).values("total")
    rows = (
        received(complaints_of(part, user), Span(part.start, part.end, now))
        .filter(state=State.CLOSED, is_confidential=False)
        .annotate(paid=Coalesce(Subquery(total), Value(Decimal(0)), output_field=AMOUNT))
        .select_related("cause", "category")
        .order_by("-paid", F("severity").desc(nulls_last=True), "pk")[:EXAMPLES]
    )
    return [Example(one, one.paid) for one in rows]
