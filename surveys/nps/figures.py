"""Read the counts behind the NPS: one definition for dashboard, lists, exports and mails.

Who sees everything and filters nothing reads the monthly counts; all others count the answers
themselves. Both give the same figures (a test holds them beside each other).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, IntegerField, Sum, Value

from crm.shared.access import scope_for
from crm.shared.localtime import day_start
from surveys.answers.lock import month_number, month_of
from surveys.answers.models import Answer, AnswerTheme
from surveys.nps.models import Dimension, ScoreMonth
from surveys.nps.score import SCORES, Counts

MONTHS_IN_TREND, ROLLING_DAYS = 12, 90
SPLITS = {
    Dimension.CLASS.value: "account_class",
    Dimension.LANGUAGE.value: "language",
    Dimension.OWNER.value: "owner_id",
    Dimension.REGION.value: "region",
    Dimension.SECTOR.value: "sector_id",
    Dimension.TEAM.value: "team_id",
    Dimension.TENURE.value: "tenure",
}
A_DAY = timedelta(days=1)
Distribution = tuple[int, ...]
NOBODY: Distribution = (0,) * len(SCORES)


@dataclass(frozen=True, slots=True)
class Period:
    """Hold a stretch of whole months, both included, as month numbers."""

    first: int
    last: int

    @classmethod
    def ending(cls, day: date, months: int) -> "Period":
        """Give the period of so many months that ends with the month of a day."""
        last = month_number(day.year, day.month)
        return cls(last - months + 1, last)

    @property
    def months(self) -> int:
        """Give the number of months."""
        return self.last - self.first + 1

    @property
    def before(self) -> "Period":
        """Give the period of the same length just before."""
        return Period(self.first - self.months, self.first - 1)

    @property
    def first_day(self) -> date:
        """Give the first day."""
        return date(*month_of(self.first), 1)

    @property
    def after_last_day(self) -> date:
        """Give the first day after the period."""
        return date(*month_of(self.last + 1), 1)

    @property
    def start(self) -> datetime:
        """Give the first moment."""
        return day_start(self.first_day)

    @property
    def end(self) -> datetime:
        """Give the first moment after the period."""
        return day_start(self.after_last_day)


@dataclass(frozen=True, slots=True)
class Selection:
    """Hold which answers count: one kind of survey, a period, and filters on how things stood."""

    kind: str
    period: Period
    filters: dict[str, Any] = field(
        default_factory=dict
    )  # names of fields of Answer: survey, owner, team, account_class, sector …
    rolling_to: date | None = None  # each point of the trend over 90 days, the last to this day

    @property
    def rolling(self) -> bool:
        """Tell whether each point of the trend holds 90 days instead of a month."""
        return self.rolling_to is not None

    @property
    def trend(self) -> Period:
        """Give the months of the trend: those of the period, at least twelve."""
        return Period(
            min(self.period.first, self.period.last - MONTHS_IN_TREND + 1), self.period.last
        )

    def window(self, month: int) -> tuple[date, date]:
        """Give the first and the last day behind the point of a month on the trend."""
        whole = Period(month, month)
        last = whole.after_last_day - A_DAY
        if self.rolling_to is None:
            return whole.first_day, last
        last = min(last, self.rolling_to)
        return last - (ROLLING_DAYS - 1) * A_DAY, last


@dataclass(frozen=True, slots=True)
class Figures:
    """Hold the distributions a dashboard shows."""

    period: Distribution
    before: Distribution
    accounts: int
    months: dict[int, Distribution]
    segments: dict[str, dict[str, Distribution]]

    @property
    def counts(self) -> Counts:
        """Give the bands of the period."""
        return Counts.of_distribution(self.period)

    @property
    def counts_before(self) -> Counts:
        """Give the bands of the period before."""
        return Counts.of_distribution(self.before)


def read(selection: Selection, user: Any) -> Figures:
    """Read the figures a user may see; two queries, three for part of the answers, one more for 90 days."""
    if scope_for(user).everything and not selection.filters:
        found = _from_months(selection)
    else:
        found = _from_answers(selection, user)
    return replace(found, months=_rolling(selection, user)) if selection.rolling else found


def split(selection: Selection, user: Any, by: Dimension) -> dict[str, Counts]:
    """Give the bands of the period for each group of one dimension; one query."""
    if scope_for(user).everything and not selection.filters:
        sums = {f"total_{score}": Sum(f"s{score}") for score in SCORES}
        rows = (
            ScoreMonth.objects.filter(
                kind=selection.kind,
                dimension=by,
                month__range=(selection.period.first, selection.period.last),
                next_month__gt=selection.period.last,
            )
            .order_by()
            .values_list("key")
            .annotate(**sums)
        )
        groups = {key: Counts.of_distribution(scores) for key, *scores in rows}
        return {key: counts for key, counts in groups.items() if counts.n}
    found: dict[str, list[int]] = {}
    rows = (
        answers_in(selection, user)
        .order_by()
        .values_list(SPLITS[by.value], "score")
        .annotate(number=Count("pk"))
    )
    for key, score, number in rows:
        found.setdefault(str(key or ""), [0] * len(SCORES))[score] += number
    return {key: Counts.of_distribution(scores) for key, scores in found.items()}


def answers_in(selection: Selection, user: Any) -> Any:
    """Give the answers behind the period's score: the last of each contact, of one kind."""
    answers = Answer.objects.visible_to(user).filter(
        kind=selection.kind,
        month__range=(selection.period.first, selection.period.last),
        **selection.filters,
    )
    if "survey" in selection.filters:
        return answers  # somebody answers a survey once
    return answers.filter(next_month__gt=selection.period.last)


def _rolling(selection: Selection, user: Any) -> dict[int, Distribution]:
    """Count the last answer of each contact in the 90 days up to each point of the trend; one query."""
    mine = Answer.objects.visible_to(user).filter(kind=selection.kind, **selection.filters)
    counted, parts = {}, []
    for month in range(selection.trend.first, selection.trend.last + 1):
        first, last = selection.window(month)
        end = day_start(last + A_DAY)
        answers = mine.between(day_start(first), end).filter(
            month__range=(month_number(first.year, first.month), month)  # the index knows months
        )
        if "survey" not in selection.filters:
            answers = answers.latest_before(end)
        counted[month] = [0] * len(SCORES)
        parts.append(
            answers.order_by()
            .annotate(point=Value(month, output_field=IntegerField()))
            .values_list("point", "score")
            .annotate(number=Count("pk"))
        )
    for point, score, number in parts[0].union(*parts[1:], all=True):
        counted[point][score] = number
    return {month: tuple(scores) for month, scores in counted.items()}


Cells = dict[
    tuple[int, int], Distribution
]  # (month, month of the next answer) -> answers per score


def _fold(selection: Selection, cells: Cells) -> dict[str, Any]:
    """Count period, period before and each month of the trend out of the cells."""

    def within(period: Period) -> Distribution:
        return add(
            scores
            for (month, following), scores in cells.items()
            if period.first <= month <= period.last
            and (following > period.last or "survey" in selection.filters)
        )

    period, trend = selection.period, selection.trend
    return {
        "period": within(period),
        "before": within(period.before),
        "months": {
            month: within(Period(month, month)) for month in range(trend.first, trend.last + 1)
        },
    }


def add(distributions: Iterable[Distribution]) -> Distribution:
    """Add distributions score by score."""
    total = [0] * len(SCORES)
    for distribution in distributions:
        for score in SCORES:
            total[score] += distribution[score]
    return tuple(total)


def _span(selection: Selection) -> tuple[int, int]:
    return min(selection.period.before.first, selection.trend.first), selection.period.last


def _from_months(selection: Selection) -> Figures:
    columns = [f"s{score}" for score in SCORES]
    kept = ScoreMonth.objects.filter(kind=selection.kind)
    cells: Cells = {
        (month, following): tuple(scores)
        for month, following, *scores in kept.filter(
            dimension=Dimension.ALL, month__range=_span(selection)
        ).values_list("month", "next_month", *columns)
    }
    grouped = (
        kept.filter(
            month__range=(selection.period.first, selection.period.last),
            next_month__gt=selection.period.last,
        )
        .exclude(dimension=Dimension.ALL)
        .order_by()
        .values_list("dimension", "key")
        .annotate(**{f"total_{name}": Sum(name) for name in columns})
    )
    accounts, segments = 0, _no_segments()
    for dimension, key, *scores in grouped:
        if dimension == Dimension.ACCOUNTS:
            accounts += sum(scores)
        elif any(scores):
            segments[dimension][key] = tuple(scores)
    return Figures(accounts=accounts, segments=segments, **_fold(selection, cells))


def _from_answers(selection: Selection, user: Any) -> Figures:
    mine = Answer.objects.visible_to(user).filter(kind=selection.kind, **selection.filters)
    cells: dict[tuple[int, int], list[int]] = {}
    rows = (
        mine.filter(month__range=_span(selection))
        .order_by()
        .values_list("month", "next_month", "score")
        .annotate(number=Count("pk"))
    )
    for month, following, score, number in rows:
        cells.setdefault((month, following), [0] * len(SCORES))[score] += number
    accounts: set[int] = set()
    counted: dict[str, dict[str, list[int]]] = {name: {} for name in _no_segments()}
    latest = (
        answers_in(selection, user).order_by().values_list("account_id", "score", *SPLITS.values())
    )
    for account, score, *keys in latest.iterator(chunk_size=5000):
        accounts.add(account)
        for dimension, key in zip(SPLITS, keys, strict=True):
            counted[dimension].setdefault(str(key or ""), [0] * len(SCORES))[score] += 1
    counted[Dimension.THEME.value] = _themes(selection, user)
    return Figures(
        accounts=len(accounts),
        segments={
            dimension: {key: tuple(scores) for key, scores in groups.items()}
            for dimension, groups in counted.items()
        },
        **_fold(selection, {cell: tuple(scores) for cell, scores in cells.items()}),
    )


def _themes(selection: Selection, user: Any) -> dict[str, list[int]]:
    marked: dict[str, list[int]] = {}
    rows = (
        AnswerTheme.objects.filter(answer__in=answers_in(selection, user).order_by())
        .order_by()
        .values_list("theme_id", "answer__score")
        .annotate(number=Count("pk"))
    )
    for theme, score, number in rows:
        marked.setdefault(str(theme), [0] * len(SCORES))[score] += number
    return marked


def comments_in(selection: Selection, user: Any) -> Any:
    """Give the period's answers that have a comment, the newest first, along their own index."""
    answers = (
        Answer.objects.visible_to(user)
        .filter(
            kind=selection.kind,
            confirmed_at__gte=selection.period.start,
            confirmed_at__lt=selection.period.end,
            **selection.filters,
        )
        .exclude(comment="")
        .order_by("-confirmed_at", "-pk")
    )
    return answers if "survey" in selection.filters else answers.latest_before(selection.period.end)


def _no_segments() -> dict[str, dict[str, Distribution]]:
    return {name.value: {} for name in Dimension if name not in (Dimension.ALL, Dimension.ACCOUNTS)}
