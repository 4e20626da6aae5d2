"""What the readiness page shows: this year's means, the years before, the verdict, and the actions."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.insight.readiness import rule
from crm.insight.readiness.models import Group, Instrument, ScanAnswer, Statement
from crm.insight.readiness.rule import Given, Score, Verdict
from crm.insight.readiness.services import ACTION_KEY
from crm.shared.charts import Dot, dots
from crm.shared.formats import DASH, number
from customers.activities.models import Task

YEARS = 5
SHOWN = 20
COLUMN = 560  # px: the chart stands in half of the page
NEXT_KEY = ACTION_KEY[:-1] + chr(ord(ACTION_KEY[-1]) + 1)
GROUPS = {Instrument.READINESS: rule.READINESS, Instrument.DISCIPLINE: rule.DISCIPLINES}


def shown(value: Fraction | None) -> str:
    """Write a mean with one decimal, rounded once."""
    return number(float(value), 1) if value is not None else DASH


@dataclass(frozen=True)
class Row:
    """A factor, pillar or discipline with its score and those of the years before, the newest first."""

    score: Score
    years_before: list[Score]

    @property
    def before(self) -> Score | None:
        """Return the score of the year before."""
        return self.years_before[0] if self.years_before else None

    @property
    def label(self) -> str:
        """Return its name."""
        return str(Group(self.score.group).label)

    @property
    def kind(self) -> str:
        """Return whether it is a factor or a pillar."""
        return _("factor") if self.score.group in set(rule.Factor) else _("pillar")

    @property
    def mean(self) -> str:
        """Return the mean for reading."""
        return shown(self.score.mean)

    @property
    def spread(self) -> str:
        """Return the lowest and the highest mean of one colleague."""
        return f"{shown(self.score.low)} – {shown(self.score.high)}"

    @property
    def earlier(self) -> list[str]:
        """Return the means of the years before, the newest first."""
        return [shown(score.mean) for score in self.years_before]


@dataclass(frozen=True)
class Year:
    """The means of one year, in the order of the groups."""

    year: int
    scores: list[Score]
    people: int


@dataclass(frozen=True)
class Assessment:
    """One self-assessment over the years, the newest first."""

    instrument: Instrument
    years: list[Year]

    @property
    def rows(self) -> list[Row]:
        """Return the groups of the newest year, the weakest first."""
        if not self.years:
            return []
        earlier = [{s.group: s for s in year.scores} for year in self.years[1:]]
        newest = rule.weakest_first(self.years[0].scores)
        return [Row(s, [year[s.group] for year in earlier]) for s in newest]

    @property
    def verdict(self) -> Verdict | None:
        """Return the primary discipline of the newest year."""
        if not self.years:
            return None
        return rule.verdict({s.group: s.mean for s in self.years[0].scores})

    @property
    def chart(self) -> SafeString:
        """Draw the newest year with the one before."""
        drawn = [
            Dot(
                row.label,
                float(row.score.mean or 0),
                float(row.score.low or 0),
                float(row.score.high or 0),
                float(row.before.mean) if row.before and row.before.mean is not None else None,
            )
            for row in self.rows
        ]
        label = _(
            "%(what)s %(year)s: the mean of each on a scale of 1 to 5; the table tells the same."
        )
        words = label % {"what": self.instrument.label, "year": self.years[0].year}
        mark = float(rule.THRESHOLD) if self.instrument == Instrument.DISCIPLINE else None
        return dots(drawn, label=words, mark=mark, width=COLUMN)


def load(today: date) -> dict[str, Assessment]:
    """Return both assessments of the last years; one query. The last form of each colleague counts."""
    answers = (
        ScanAnswer.objects.filter(scan__year__gt=today.year - YEARS)
        .order_by("scan__filled_in_at", "scan_id")
        .values_list(
            "scan__instrument", "scan__year", "scan_id", "scan__by", "statement__group", "score"
        )
    )
    newest: dict[tuple[str, int, int], int] = {}
    kept: dict[tuple[str, int], dict[int, list[Given]]] = defaultdict(lambda: defaultdict(list))
    for instrument, year, scan, person, group, score in answers:
        newest[(instrument, year, person)] = scan
        kept[(instrument, year)][scan].append(Given(person, group, score))
    valid = set(newest.values())
    return {
        str(instrument): Assessment(
            instrument,
            [
                _year(year, instrument, forms, valid)
                for (of, year), forms in sorted(kept.items(), key=lambda item: -item[0][1])
                if of == instrument
            ],
        )
        for instrument in Instrument
    }


def _year(
    year: int, instrument: Instrument, forms: dict[int, list[Given]], valid: set[int]
) -> Year:
    given = [one for scan, scores in forms.items() if scan in valid for one in scores]
    scores = rule.scores(given, GROUPS[instrument])
    return Year(year, scores, len({one.person for one in given}))


@dataclass(frozen=True)
class Action:
    """A task that mends a weak spot."""

    task: Task
    group: str


def actions() -> list[Action]:
    """Return the newest actions made of weak spots; by range, so that the index of the key serves."""
    made = Task.objects.filter(origin_key__gte=ACTION_KEY, origin_key__lt=NEXT_KEY)
    found = made.select_related("assignee").order_by("-pk")[:SHOWN]
    return [Action(task, _group_of(task)) for task in found]


def _group_of(task: Task) -> str:
    key = (task.origin_key or "").split(":")[1]
    return str(Group(key).label) if key in Group.values else ""


def by_group(statements: Iterable[Statement]) -> list[tuple[str, list[Any]]]:
    """Return the statements under the name of their group, in order."""
    found: dict[str, list[Statement]] = {}
    for statement in statements:
        found.setdefault(str(Group(statement.group).label), []).append(statement)
    return list(found.items())
