"""The score of accounts for whom we kept our promises, broke one, or made none: a connection, not a proof."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When

from crm.insight.period import Slice
from customers.promises.models import Promise
from surveys.answers.models import Answer
from surveys.nps.score import Counts


class Group(StrEnum):
    """What an account experienced in the period."""

    KEPT = "kept"
    BROKEN = "broken"
    NONE = "none"


def answers_by_promises(part: Slice, user: Any, now: datetime) -> QuerySet:
    """Return the last answer per person in the period, with what happened to the account's promises (`group`).

    One broken promise makes an account *broken*; *kept* are those with decided promises and none broken.
    """
    decided = Promise.objects.filter(counts_on__range=(part.since, part.until))
    group = Case(
        When(account__in=decided.broken(now).values("account_id"), then=Value(Group.BROKEN.value)),
        When(account__in=decided.kept().values("account_id"), then=Value(Group.KEPT.value)),
        default=Value(Group.NONE.value),
        output_field=CharField(),
    )
    return (
        Answer.objects.filter(account__in=part.accounts(user).values("pk"))
        .between(part.start, part.end)
        .latest_before(part.end)
        .annotate(group=group)
    )


def scores_by_promises(part: Slice, user: Any, now: datetime) -> dict[Group, tuple[Counts, int]]:
    """Count bands, and accounts, per group; one query."""
    rows = (
        answers_by_promises(part, user, now)
        .order_by()
        .values("group")
        .annotate(
            promoters=Count("pk", filter=Q(score__gte=9)),
            passives=Count("pk", filter=Q(score__range=(7, 8))),
            detractors=Count("pk", filter=Q(score__lte=6)),
            accounts=Count("account", distinct=True),
        )
    )
    found = {
        Group(row["group"]): (
            Counts(row["promoters"], row["passives"], row["detractors"]),
            row["accounts"],
        )
        for row in rows
    }
    return {group: found.get(group, (Counts(), 0)) for group in Group}
