"""What each figure of the reports counts, as the list of complaints behind it.

A figure and its list come from the same function here, so that a door opens exactly what was counted.
Imported history has no clocks: it counts as received and closed, never in times or terms.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, Subquery, Sum, Window
from django.db.models.functions import Lag
from django.utils.translation import gettext_lazy as _

from complaints.cases.cycles import ComplaintCycle
from complaints.cases.models import Complaint
from complaints.cases.stamps import year_start
from complaints.cases.workflow import OPEN, RemedyStatus, State
from complaints.decisions.models import Remedy
from crm.shared.access import Role, has_role
from crm.shared.localtime import day_end, day_start, local_date

DAY = 24 * 60 * 60
YEAR_DAYS = 365  # a complaint recurs within 12 months (domain.md §7)


class Seconds(Func):
    """Counts the seconds from one moment to another, in the database."""

    output_field = models.BigIntegerField()

    def __init__(self, start: Any, end: Any) -> None:
        super().__init__(start, end)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        """Subtract days with a fraction."""
        template = "CAST(ROUND((julianday(%(two)s) - julianday(%(one)s)) * 86400) AS INTEGER)"
        return self._written(compiler, template)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        """Subtract moments."""
        return self._written(compiler, "CAST(EXTRACT(EPOCH FROM (%(two)s - %(one)s)) AS bigint)")

    def _written(self, compiler: Any, template: str) -> tuple[str, Any]:
        one, two = (compiler.compile(part) for part in self.get_source_expressions())
        return template % {"one": one[0], "two": two[0]}, (*two[1], *one[1])


@dataclass(frozen=True)
class Span:
    """A stretch of time, its end not included, and the moment somebody looks at it."""

    start: datetime
    end: datetime
    now: datetime

    @classmethod
    def of(cls, since: date, until: date, now: datetime) -> "Span":
        """Return the span of two days, both included."""
        return cls(day_start(since), day_end(until), now)

    @classmethod
    def year_to(cls, now: datetime) -> "Span":
        """Return the 12 months that end today."""
        today = local_date(now)
        return cls.of(year_start(today), today, now)

    @property
    def seen_until(self) -> datetime:
        """Return where the span ends for what is still running."""
        return min(self.end, self.now)

    def holds(self, field: str) -> Q:
        """Return the condition that a moment lies in the span."""
        return Q(**{f"{field}__gte": self.start, f"{field}__lt": self.end})

    def holds_day(self, field: str) -> Q:
        """Return the condition that a day lies in the span."""
        return Q(
            **{
                f"{field}__gte": local_date(self.start),
                f"{field}__lte": local_date(self.end - timedelta(seconds=1)),
            }
        )


def only(rows: QuerySet, complaints: QuerySet[Complaint]) -> QuerySet:
    """Keep rounds or remedies of a set of complaints, looked up by key."""
    return rows.filter(Exists(complaints.filter(pk=OuterRef("complaint"))))


def seen_by(user: Any, rows: QuerySet) -> QuerySet:
    """Keep the rounds or remedies of complaints a reader may see.

    The desk sees all but a few: those few are left out, instead of looking up the complaint of each row.
    """
    if has_role(user, Role.MANAGER, Role.COMPLAINT_HANDLER):
        return rows.exclude(complaint__in=Complaint.objects.hidden_from(user).values("pk"))
    return only(rows, Complaint.objects.visible_to(user))


def rounds() -> QuerySet[ComplaintCycle]:
    """Return the rounds of complaints that had clocks."""
    return ComplaintCycle.objects.filter(policy__isnull=False).order_by()


@dataclass(frozen=True)
class Term:
    """One clock as two columns: when it was done, and when it was due."""

    done: str
    due: str

    @property
    def in_time(self) -> Q:
        """Return the condition that what was done was done in time."""
        return Q(**{f"{self.done}__lte": F(self.due)})

    @property
    def too_late(self) -> Q:
        """Return the condition that it was done too late."""
        return Q(**{f"{self.done}__gt": F(self.due)})

    def ended(self, span: Span) -> QuerySet:
        """Return what was done in the span."""
        return rounds().filter(span.holds(self.done))

    def met(self, span: Span) -> QuerySet:
        """Return what was done in the span, in time."""
        return self.ended(span).filter(self.in_time)

    def late(self, span: Span) -> QuerySet:
        """Return what was done in the span, too late."""
        return self.ended(span).filter(self.too_late)

    def overdue(self, span: Span) -> QuerySet:
        """Return what is still not done and was due before the span ended: breached too."""
        return rounds().filter(
            ended_at__isnull=True,
            **{f"{self.done}__isnull": True, f"{self.due}__lt": span.seen_until},
        )


class RemedyTerm:
    """The day a remedy was promised for, beside the day it was delivered."""

    in_time = Q(settled_on__lte=F("due_on"))
    too_late = Q(settled_on__gt=F("due_on"))

    def met(self, span: Span) -> QuerySet:
        """Return the remedies delivered in the span on their day or before."""
        return self.ended(span).filter(self.in_time)

    def late(self, span: Span) -> QuerySet:
        """Return the remedies delivered in the span after their day."""
        return self.ended(span).filter(self.too_late)

    def overdue(self, span: Span) -> QuerySet:
        """Return the remedies that were due before the span ended and are still owed."""
        return Remedy.objects.order_by().filter(
            status=RemedyStatus.PROMISED, due_on__lt=local_date(span.seen_until)
        )

    @staticmethod
    def ended(span: Span) -> QuerySet:
        """Return the remedies delivered in the span."""
        return Remedy.objects.order_by().filter(
            span.holds_day("settled_on"), status=RemedyStatus.DELIVERED
        )


TERMS: dict[str, Term | RemedyTerm] = {
    "acknowledge": Term("acknowledged_at", "acknowledge_due_at"),
    "decision": Term("answered_at", "decision_due_at"),
    "remedy": RemedyTerm(),
}


def received(rows: Any, span: Span) -> QuerySet:
    """Keep complaints received in the span; duplicates count one complaint twice and stay out."""
    return rows.counting().filter(span.holds("received_at"))


def closed(rows: QuerySet, span: Span) -> QuerySet:
    """Keep complaints closed or withdrawn in the span."""
    # Said by what is left out: naming two states makes a database read all of them, of all years.
    return rows.filter(span.holds("closed_at")).exclude(state__in=[*sorted(OPEN), State.DUPLICATE])


def begun(span: Span) -> QuerySet[ComplaintCycle]:
    """Return the rounds that began in the span: a receipt, or a reopening."""
    return rounds().filter(span.holds("started_at"))


def answered(span: Span) -> QuerySet[ComplaintCycle]:
    """Return those of them that were answered."""
    return begun(span).filter(answered_at__isnull=False)


def unanswered(span: Span) -> QuerySet[ComplaintCycle]:
    """Return those of them that still wait for an answer: their time is not known yet."""
    return begun(span).filter(answered_at__isnull=True, ended_at__isnull=True)


def finished(span: Span) -> QuerySet[ComplaintCycle]:
    """Return the rounds that were answered and closed in the span."""
    return rounds().filter(span.holds("ended_at"), answered_at__isnull=False)


def came_back(span: Span, days: int) -> QuerySet[ComplaintCycle]:
    """Return those of them after which the complaint was reopened within a number of days."""
    later = ComplaintCycle.objects.filter(
        number__gt=1, complaint=OuterRef("complaint"), number=OuterRef("number") + 1
    ).annotate(gap=Seconds(OuterRef("ended_at"), "started_at"))
    return finished(span).filter(Exists(later.filter(gap__lte=days * DAY)))


COMPARABLE = Q(account__isnull=False, category__isnull=False)


def comparable(rows: QuerySet, span: Span) -> QuerySet:
    """Keep complaints received in the span of which both account and category are known."""
    return received(rows, span).filter(COMPARABLE)


def recurring(rows: QuerySet, span: Span) -> QuerySet:
    """Keep those of them whose account complained about the same category in the 12 months before."""
    before = Lag("received_at")
    wider = Span(span.start - timedelta(days=YEAR_DAYS), span.end, span.now)
    found = (
        comparable(rows, wider)
        .order_by()
        .annotate(
            before=Window(
                before, partition_by=["account", "category"], order_by=["received_at", "pk"]
            )
        )
        .annotate(gap=Seconds("before", "received_at"))
        .filter(gap__lte=YEAR_DAYS * DAY)
    )
    return rows.filter(span.holds("received_at"), pk__in=found.values("pk"))


def costs(rows: QuerySet, span: Span) -> QuerySet[Remedy]:
    """Return the remedies that were not refused, of complaints received in the span."""
    mine = received(rows, span)
    return (
        Remedy.objects.order_by()
        .exclude(status=RemedyStatus.REFUSED)
        .filter(complaint__in=mine.values("pk"))
    )


def cost_of_each() -> Subquery:
    """Return the cost of a complaint's remedies that were not refused, as a column of complaints."""
    kept = Remedy.objects.filter(complaint=OuterRef("pk")).exclude(status=RemedyStatus.REFUSED)
    return Subquery(kept.order_by().values("complaint").annotate(total=Sum("cost")).values("total"))


def of_rounds(found: Callable[..., QuerySet]) -> Callable[[QuerySet, Span, int], QuerySet]:
    """Make a list of complaints of a function that finds rounds or remedies."""
    return lambda rows, span, _days: rows.filter(pk__in=found(span).values("complaint"))


def of_term(name: str) -> Callable[[QuerySet, Span, int], QuerySet]:
    """Make a list of the complaints of which a term ended one way or the other."""
    term = TERMS[name]

    def keep(rows: QuerySet, span: Span, _days: int) -> QuerySet:
        done = [one(span).values("complaint") for one in (term.met, term.late, term.overdue)]
        return rows.filter(Q(pk__in=done[0]) | Q(pk__in=done[1]) | Q(pk__in=done[2]))

    return keep


def breached(name: str) -> Callable[[QuerySet, Span, int], QuerySet]:
    """Make a list of the complaints of which a term was breached."""
    term = TERMS[name]

    def keep(rows: QuerySet, span: Span, _days: int) -> QuerySet:
        done = [one(span).values("complaint") for one in (term.late, term.overdue)]
        return rows.filter(Q(pk__in=done[0]) | Q(pk__in=done[1]))

    return keep


@dataclass(frozen=True)
class Measure:
    """A list behind a figure: its name on the chip, and which complaints it keeps."""

    label: Any
    keep: Callable[[QuerySet, Span, int], QuerySet]


MEASURES: dict[str, Measure] = {
    "closed": Measure(_("Closed or withdrawn"), lambda rows, span, _d: closed(rows, span)),
    "acknowledge_counted": Measure(_("Acknowledged, or late with it"), of_term("acknowledge")),
    "acknowledge_late": Measure(_("Acknowledged too late"), breached("acknowledge")),
    "decision_counted": Measure(_("Answered, or late with it"), of_term("decision")),
    "decision_late": Measure(_("Answered too late"), breached("decision")),
    "remedy_counted": Measure(_("Remedy delivered, or late with it"), of_term("remedy")),
    "remedy_late": Measure(_("Remedy too late"), breached("remedy")),
    "answered": Measure(_("Received and answered"), of_rounds(answered)),
    "unanswered": Measure(_("Received, not answered yet"), of_rounds(unanswered)),
    "finished": Measure(_("Closed after an answer"), of_rounds(finished)),
    "came_back": Measure(
        _("Reopened soon after closing"),
        lambda rows, span, days: rows.filter(pk__in=came_back(span, days).values("complaint")),
    ),
    "comparable": Measure(
        _("Account and category known"), lambda rows, span, _d: comparable(rows, span)
    ),
    "recurring": Measure(
        _("Same again within 12 months"), lambda rows, span, _d: recurring(rows, span)
    ),
    "costing": Measure(
        _("With a remedy that costs"),
        lambda rows, span, _d: received(rows, span).filter(
            pk__in=costs(rows, span).filter(cost__gt=0).values("complaint")
        ),
    ),
    "told_on": Measure(_("Told to others"), lambda rows, span, _d: told_on(received(rows, span))),
}


TOLD_ON = Q(told_on__gt=0) | ~Q(told_on_url="")


def told_on(rows: QuerySet) -> QuerySet:
    """Keep complaints of which others heard: people were told, or a public page tells it."""
    return rows.filter(TOLD_ON)
