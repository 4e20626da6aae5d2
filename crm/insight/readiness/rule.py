"""Two self-assessments of the organisation: is it ready for CRM, and by which value does it win customers?

Pure: scores of 1 to 5 in, means out; nothing rounds here. Sources: textbook on CRM (four factors, five
pillars); Treacy and Wiersema's three value disciplines.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

LEAD = Fraction(1, 2)  # a primary discipline that leads by less is "stuck in the middle"
THRESHOLD = Fraction(3)  # one that scores lower is below the threshold
LOWEST, HIGHEST = 1, 5


class Factor(StrEnum):
    """What CRM stands on."""

    STRATEGY = "strategy"
    TECHNOLOGY = "technology"
    PEOPLE = "people"
    PROCESSES = "processes"


class Pillar(StrEnum):
    """What CRM is made of."""

    BUSINESS = "business"
    KNOWLEDGE = "knowledge"
    LOYALTY = "loyalty"
    DIALOGUE = "dialogue"
    PROPOSITION = "proposition"


class Discipline(StrEnum):
    """How an organisation wants to be better than others."""

    INTIMACY = "intimacy"
    OPERATIONS = "operations"
    PRODUCT = "product"


READINESS: tuple[str, ...] = (*Factor, *Pillar)
DISCIPLINES: tuple[str, ...] = tuple(Discipline)


class Given(NamedTuple):
    """One score: who gave it, to a statement of which group."""

    person: int
    group: str
    score: int


@dataclass(frozen=True)
class Score:
    """A group's mean over all who answered, and the lowest and highest mean of one person."""

    group: str
    mean: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    people: int = 0


def scores(given: Iterable[Given], groups: Iterable[str]) -> list[Score]:
    """Return the score of each group, in the order of `groups`; each person counts once.

    A person's mean is taken first: who skipped a statement does not count for less.
    """
    by_group: dict[str, dict[int, list[int]]] = {group: {} for group in groups}
    for one in given:
        if one.group in by_group:
            by_group[one.group].setdefault(one.person, []).append(one.score)
    found = []
    for group, people in by_group.items():
        means = [Fraction(sum(values), len(values)) for values in people.values()]
        if means:
            mean = sum(means, Fraction(0)) / len(means)
            found.append(Score(group, mean, min(means), max(means), len(means)))
        else:
            found.append(Score(group))
    return found


def weakest_first(found: Iterable[Score]) -> list[Score]:
    """Return the groups that were answered, the lowest mean first; equal ones in the order given."""
    return sorted((s for s in found if s.mean is not None), key=lambda s: s.mean or Fraction(0))


@dataclass(frozen=True)
class Verdict:
    """The primary discipline, its lead over the next, and what is wrong with it."""

    primary: str
    mean: Fraction
    lead: Fraction

    @property
    def is_stuck(self) -> bool:
        """Say whether it is stuck in the middle: no discipline leads by half a point."""
        return self.lead < LEAD

    @property
    def is_below(self) -> bool:
        """Say whether even the best discipline is below the threshold."""
        return self.mean < THRESHOLD


def verdict(means: Mapping[str, Fraction | None]) -> Verdict | None:
    """Return the discipline with the highest mean; None while one of them was not answered.

    >>> verdict({"intimacy": Fraction(17, 4), "operations": Fraction(4), "product": Fraction(2)}).is_stuck
    True
    """
    if any(means.get(key) is None for key in DISCIPLINES):
        return None
    ordered = sorted(DISCIPLINES, key=lambda key: means[key] or Fraction(0), reverse=True)
    first, second = (means[key] or Fraction(0) for key in ordered[:2])
    return Verdict(str(ordered[0]), first, first - second)
