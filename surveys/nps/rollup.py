"""Keep the monthly counts equal to the answers."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Count

from surveys.answers.models import Answer, AnswerTheme
from surveys.nps.models import Dimension, ScoreMonth
from surveys.nps.score import SCORES

_TABLE = ScoreMonth._meta.db_table
_CELL = ("kind", "dimension", "month", "next_month", "key")
_SCORE_COLUMNS = tuple(f"s{score}" for score in SCORES)
_COLUMNS = (*_CELL, *_SCORE_COLUMNS)
_SUMS = ", ".join(f"{name} = {_TABLE}.{name} + excluded.{name}" for name in _SCORE_COLUMNS)
_ROW = f"({', '.join(['%s'] * len(_COLUMNS))})"
# names of our own table and columns only, never input
_INSERT = f"INSERT INTO {_TABLE} ({', '.join(_COLUMNS)}) VALUES "  # noqa: S608
_ADD = f" ON CONFLICT ({', '.join(_CELL)}) DO UPDATE SET {_SUMS}"

THEMED = ("kind", "score", "month", "next_month")

Cell = tuple[str, str, int, int, str]


@dataclass(frozen=True, slots=True)
class Counted:
    """Hold what decides in which cells an answer is counted."""

    kind: str
    score: int
    month: int
    next_month: int
    account_next_month: int
    owner_id: int | None
    team_id: int | None
    account_class: str
    sector_id: int | None
    region: str
    tenure: str
    language: str
    themes: tuple[int, ...] = ()

    @classmethod
    def of(cls, answer: Answer) -> "Counted":
        """Take the values and themes of a stored answer as they are now."""
        themes = (mark.theme_id for mark in answer.theme_marks.all())
        return cls(**{name: getattr(answer, name) for name in PLAIN}, themes=tuple(themes))

    def cells(self) -> list[Cell]:
        """Give the cells in which the answer counts, always in the same order."""
        keys = [
            (Dimension.ACCOUNTS, "", self.account_next_month),
            (Dimension.ALL, "", self.next_month),
            (Dimension.CLASS, self.account_class, self.next_month),
            (Dimension.LANGUAGE, self.language, self.next_month),
            (Dimension.OWNER, str(self.owner_id or ""), self.next_month),
            (Dimension.REGION, self.region, self.next_month),
            (Dimension.SECTOR, str(self.sector_id or ""), self.next_month),
            (Dimension.TEAM, str(self.team_id or ""), self.next_month),
            (Dimension.TENURE, self.tenure, self.next_month),
            *((Dimension.THEME, str(theme), self.next_month) for theme in self.themes),
        ]
        return [
            (self.kind, name.value, self.month, following, key) for name, key, following in keys
        ]


PLAIN = tuple(name for name in Counted.__slots__ if name != "themes")


def move(before: Iterable[Counted], after: Iterable[Counted]) -> None:
    """Take answers out of the cells they were in and put them where they are; one statement."""
    cells: dict[Cell, list[int]] = {}
    for sign, group in ((-1, before), (1, after)):
        for counted in group:
            for cell in counted.cells():
                cells.setdefault(cell, [0] * len(SCORES))[counted.score] += sign
    _add({cell: scores for cell, scores in cells.items() if any(scores)})


def _add(cells: dict[Cell, list[int]]) -> None:
    """Add to the cells, in the cells' order so that two writers never wait for each other."""
    if not cells:
        return
    rows = [(*cell, *scores) for cell, scores in sorted(cells.items())]
    with connection.cursor() as cursor:
        for start in range(0, len(rows), 50):
            chunk = rows[start : start + 50]
            sql = _INSERT + ", ".join([_ROW] * len(chunk)) + _ADD
            cursor.execute(sql, [value for row in chunk for value in row])


def recount_themes(ids: Iterable[int]) -> None:
    """Count the cells of some themes anew from the marks; call it in a transaction."""
    keys = [str(pk) for pk in ids]
    ScoreMonth.objects.filter(dimension=Dimension.THEME, key__in=keys).delete()
    rows = (
        AnswerTheme.objects.filter(theme__in=keys)
        .order_by()
        .values_list("theme_id", *(f"answer__{name}" for name in THEMED))
        .annotate(number=Count("pk"))
    )
    cells: dict[Cell, list[int]] = {}
    for theme, kind, score, month, following, number in rows:
        cell = (kind, Dimension.THEME.value, month, following, str(theme))
        cells.setdefault(cell, [0] * len(SCORES))[score] += number
    _add(cells)


def rebuild() -> int:
    """Count everything anew from the answers; give the number of cells."""
    groups = (
        Answer.objects.order_by()
        .values_list(*PLAIN)
        .annotate(number=Count("pk"))
        .iterator(chunk_size=2000)
    )
    themes = (
        AnswerTheme.objects.order_by()
        .values_list("theme_id", *(f"answer__{name}" for name in THEMED))
        .annotate(number=Count("pk"))
    )
    with transaction.atomic():
        ScoreMonth.objects.all().delete()
        cells: dict[Cell, list[int]] = {}
        for *values, number in groups:
            counted = Counted(*values)
            for cell in counted.cells():
                cells.setdefault(cell, [0] * len(SCORES))[counted.score] += number
        for theme, kind, score, month, following, number in themes:
            cell = (kind, Dimension.THEME.value, month, following, str(theme))
            cells.setdefault(cell, [0] * len(SCORES))[score] += number
        _add(cells)
    return len(cells)


def differences() -> list[str]:
    """Name the cells whose count is not what the answers say (for the nightly check)."""
    expected: dict[Cell, list[int]] = {}
    for answer in (
        Answer.objects.only(*PLAIN).prefetch_related("theme_marks").iterator(chunk_size=2000)
    ):
        counted = Counted.of(answer)
        for cell in counted.cells():
            expected.setdefault(cell, [0] * len(SCORES))[counted.score] += 1
    kept = {
        row[:5]: list(row[5:]) for row in ScoreMonth.objects.values_list(*_COLUMNS) if any(row[5:])
    }
    return [
        str(cell)
        for cell in sorted(expected.keys() | kept.keys())
        if expected.get(cell) != kept.get(cell)
    ]
