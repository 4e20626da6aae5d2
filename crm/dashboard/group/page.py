"""A group added up: the account, what belongs to it, and what belongs to that. Only what the reader may see."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils.functional import cached_property

from crm.shared.localtime import day_end, day_start, local_date
from customers.accounts.models import Account
from customers.deals.facts import RevenueYears
from surveys.answers.models import Answer
from surveys.campaigns.models import SurveyKind
from surveys.nps.score import Counts, Interval, interval

DEPTH = 6  # levels below the head
MOST = 200  # companies that are added up
ENOUGH = 5  # answers below which no score is shown


def head_of(account: Account) -> Account:
    """Return the company at the top; stops at a circle and at a depth nobody has."""
    seen = {account.pk}
    head = account
    for _step in range(DEPTH):
        above = head.parent
        if above is None or above.pk in seen or above.merged_into_id or above.deleted_at:
            break
        seen.add(above.pk)
        head = above
    return head


def members_of(head_id: int) -> list[int]:
    """Return the companies of a group, level by level, each once; one query a level."""
    found, level = [head_id], [head_id]
    known = {head_id}
    for _step in range(DEPTH):
        below = (
            Account.objects.alive()
            .filter(parent__in=level)
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        level = [pk for pk in below[: MOST + 1] if pk not in known]
        known.update(level)
        found += level
        if not level or len(found) > MOST:
            break
    return found


@dataclass
class Member:
    """A company of the group with its answers of 12 months."""

    account: Account
    scores: list[int] = field(default_factory=list)

    @property
    def nps(self) -> Counts:
        """Return the company's own counts."""
        return Counts.of_scores(self.scores)


@dataclass
class Group:
    """A group as one reader sees it."""

    head: Account | None
    members: list[Member]
    capped: bool
    since: str  # the first day of the 12 months
    until: str

    def total(self, column: str) -> Any:
        """Add up a column of the companies."""
        return sum((getattr(m.account, column) for m in self.members), Decimal(0))

    @cached_property
    def counts(self) -> Counts:
        """Pool the answers: counts are added, never a mean of scores."""
        return Counts.of_scores(score for member in self.members for score in member.scores)

    @property
    def interval(self) -> Interval | None:
        """Return the 95 % interval of the pooled score."""
        return interval(self.counts)

    @property
    def has_score(self) -> bool:
        """Say whether there are enough answers to show a score."""
        return self.counts.n >= ENOUGH


def load(account: Account, user: Any, *, now: datetime) -> Group:
    """Read the group of an account; companies the reader may not see are left out and not counted."""
    head = head_of(account)
    ids = members_of(head.pk)
    rows = (
        Account.objects.visible_to(user)
        .filter(pk__in=ids[:MOST])
        .select_related("owner")
        .order_by("-revenue_12m", "name_key", "pk")
    )
    members = {row.pk: Member(row) for row in rows}
    today = local_date(now)
    start = RevenueYears(today).start + timedelta(days=1)
    for pk, score in _answers(members, user, day_start(start), day_end(today)):
        members[pk].scores.append(score)
    seen = members.get(head.pk)
    return Group(
        head=seen.account if seen else None,
        members=list(members.values()),
        capped=len(ids) > MOST,
        since=start.isoformat(),
        until=today.isoformat(),
    )


def _answers(
    ids: Iterable[int], user: Any, start: datetime, end: datetime
) -> Iterable[tuple[int, int]]:
    """Return account and score of the last answer of each person to a relationship survey in a period."""
    return (
        Answer.objects.visible_to(user)
        .filter(account__in=list(ids), kind=SurveyKind.RELATIONSHIP)
        .between(start, end)
        .latest_before(end)
        .order_by()
        .values_list("account", "score")
    )
