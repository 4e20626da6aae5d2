"""Which accounts stand in which layer: sets in the database, found from the traces of a period."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import (
    DateTimeField,
    DecimalField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast

from complaints.cases.models import Complaint
from crm.insight.iceberg.layers import LAYERS, Layer
from crm.insight.period import Slice
from crm.shared.access import Role, has_role
from crm.shared.counting import count_of, scalars, total_of
from crm.shared.organisation.services import get_organisation
from customers.accounts.events import LifecycleEvent
from customers.accounts.models import Account
from customers.activities.models import Interaction
from customers.promises.models import Promise
from surveys.answers.models import Answer
from surveys.answers.querysets import AnswerQuerySet
from surveys.nps.score import FEWEST_FOR_A_SCORE
from surveys.sealed.models import ConfidentialAnswer

WORDS = {Layer.RECORDED: "subject", Layer.TOLD: "summary", Layer.SURVEY: "comment"}  # what was said
MONEY = DecimalField(max_digits=14, decimal_places=2)


def _moment(path: str, days: int) -> ExpressionWrapper:
    return ExpressionWrapper(OuterRef(path) + timedelta(days=days), output_field=DateTimeField())


def silent_detractors() -> AnswerQuerySet:
    """Return the scores of 0 to 6 whose account did not complain within the window around them.

    The window is a setting (90 days): 90 whole days away counts as complained, 91 does not.
    """
    days = get_organisation().complaint_window_days + 1
    complained = Complaint.objects.counting().filter(
        account=OuterRef("account"),
        received_at__gt=_moment("confirmed_at", -days),
        received_at__lt=_moment("confirmed_at", days),
    )
    return Answer.objects.in_band("detractor").filter(~Exists(complained))


def traces(layer: Layer, part: Slice, now: datetime) -> QuerySet:
    """Return the records that put an account in a layer in the period, each with `account` and `trace_at`."""
    start, end = part.start, part.end
    if layer == Layer.RECORDED:
        return Complaint.objects.counting().filter(
            account__isnull=False, received_at__gte=start, received_at__lt=end
        ).annotate(trace_at=F("received_at"))  # fmt: skip
    if layer == Layer.TOLD:
        return Interaction.objects.filter(
            dissatisfied=True, deleted_at=None, happened_at__gte=start, happened_at__lt=end
        ).annotate(trace_at=F("happened_at"))
    if layer == Layer.SURVEY:
        return silent_detractors().between(start, end).annotate(trace_at=F("confirmed_at"))
    if layer == Layer.PROMISE:
        return Promise.objects.broken(now).filter(
            counts_on__range=(part.since, part.until)
        ).annotate(trace_at=Cast("counts_on", DateTimeField()))  # fmt: skip
    back = LifecycleEvent.objects.filter(
        account=OuterRef("account"),
        kind="correction",
        to_stage="customer",
        recorded_at__gte=OuterRef("recorded_at"),
    )
    return LifecycleEvent.objects.filter(
        ~Exists(back),
        kind="ended",
        initiator="customer",
        happened_on__range=(part.since, part.until),
    ).annotate(trace_at=Cast("happened_on", DateTimeField()))


def seen_traces(layer: Layer, part: Slice, user: Any, now: datetime) -> QuerySet:
    """Return the traces of a layer the reader may know of: a confidential complaint is not among those of sales."""
    found = traces(layer, part, now)
    if layer == Layer.RECORDED:
        return found.filter(pk__in=Complaint.objects.visible_to(user).values("pk"))
    return found


def accounts_in(layer: Layer, part: Slice, user: Any, now: datetime) -> QuerySet:
    """Return the accounts of which a layer is the highest one.

    Whoever complained in confidence stands in no lower layer either: nobody should be called as if they were silent.
    """
    found = part.accounts(user).filter(
        pk__in=seen_traces(layer, part, user, now).values("account_id")
    )
    for higher in LAYERS[: LAYERS.index(layer)]:
        found = found.exclude(pk__in=traces(higher, part, now).values("account_id"))
    return found


@dataclass(frozen=True)
class Berg:
    """The iceberg of a slice: customers per layer, their revenue, and what lies beside it."""

    counts: dict[Layer, int]
    revenue: dict[Layer, Decimal]
    told_on: int
    complaints: int
    detractors: int
    silent: int
    sealed: int | None = None  # low scores of confidential surveys: a count without a list

    @property
    def total(self) -> int:
        """Return all unhappy customers that left a trace: a lower bound."""
        return sum(self.counts.values())

    @property
    def unheard(self) -> int:
        """Return those under water."""
        return self.total - self.counts[Layer.RECORDED]


def sealed_count(low: int, answers: int, part: Slice, user: Any) -> int | None:
    """Return how many confidential answers scored low, or None where that could tell who answered what.

    Told to managers, for the whole company, and only when at least five answered and none of the two sides can be
    worked out from the other: the rest holds five or more as well, or nobody.
    """
    rest = answers - low
    told = has_role(user, Role.MANAGER) and not part.segment and low > 0
    hides = answers >= FEWEST_FOR_A_SCORE and (rest == 0 or rest >= FEWEST_FOR_A_SCORE)
    return low if told and hides else None


def read(part: Slice, user: Any, now: datetime, **more: Any) -> tuple[Berg, dict[str, Any]]:
    """Count the layers of a slice in one query; `more` are subqueries the caller wants beside them."""
    within = part.accounts(user).values("pk")
    asked: dict[str, Any] = dict(more)
    for layer in LAYERS:
        members = accounts_in(layer, part, user, now)
        asked[f"n_{layer}"] = count_of(members)
        asked[f"r_{layer}"] = total_of(members, F("revenue_12m"), output_field=MONEY)
    recorded = seen_traces(Layer.RECORDED, part, user, now).filter(account__in=within)
    detractors = Answer.objects.in_band("detractor").between(part.start, part.end)
    asked["complaints"] = count_of(recorded)
    asked["told_on"] = total_of(recorded, F("told_on"))
    asked["detractors"] = count_of(detractors.filter(account__in=within))
    asked["silent"] = count_of(traces(Layer.SURVEY, part, now).filter(account__in=within))
    hidden = ConfidentialAnswer.objects.filter(
        confirmed_at__gte=part.start, confirmed_at__lt=part.end
    )
    asked["sealed_all"] = count_of(hidden)
    asked["sealed"] = count_of(hidden.filter(score__lte=6))
    found = scalars(user, **asked)
    berg = Berg(
        counts={layer: found[f"n_{layer}"] for layer in LAYERS},
        revenue={layer: Decimal(found[f"r_{layer}"] or 0) for layer in LAYERS},
        told_on=found["told_on"] or 0,
        complaints=found["complaints"],
        detractors=found["detractors"],
        silent=found["silent"],
        sealed=sealed_count(found["sealed"], found["sealed_all"], part, user),
    )
    return berg, found


def layer_accounts(layer: Layer, part: Slice, user: Any, now: datetime) -> QuerySet[Account]:
    """Return the call list of a layer, with when the last trace of it was left and its words
    (`trace_at`, `words`)."""
    last = seen_traces(layer, part, user, now).filter(account=OuterRef("pk")).order_by("-trace_at")
    found = accounts_in(layer, part, user, now)
    words = Subquery(last.values(WORDS[layer])[:1]) if layer in WORDS else Value("")
    return found.annotate(trace_at=Subquery(last.values("trace_at")[:1]), words=words)
