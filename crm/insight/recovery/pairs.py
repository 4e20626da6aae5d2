"""Does handling a complaint bring the score back? Before and after of the same person, beside those without complaint.

The service recovery paradox (McCollough and Bharadwaj, 1992) says that a well handled complaint leaves a customer more
satisfied than before. Low scores drift up by themselves, so the headline compares from the same starting score
(analysis of covariance), and the word paradox is used only where the numbers carry it. Pure: no database, no rounding.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import stdev
from typing import Any

from crm.shared.statistics.ancova import Ancova, ancova
from crm.shared.statistics.distributions import normal_quantile
from crm.shared.statistics.intervals import Estimate, mean

FEWEST_FOR_A_STRATUM, FEWEST_FOR_THE_PARADOX = 10, 30
LOWEST_COVERAGE = 0.40
EARLIER_LEVEL = -0.5  # points: above this the earlier level is reached
POWER = 0.8
WORTH_SHOWING = 0.5  # points: the change the power hint asks for


@dataclass(frozen=True, slots=True)
class Pair:
    """One person's score before the complaint and after its closing, with how the case went."""

    before: int
    after: int
    complaint: int = 0
    severity: int | None = None
    is_repeat: bool = False
    is_well_handled: bool = False
    was_reopened: bool = False

    @property
    def change(self) -> int:
        """Return the points gained (or lost)."""
        return self.after - self.before


class Missing(StrEnum):
    """Why a closed complaint has no pair; `soon` when the 30 days after closing are not over."""

    SOON = "soon"
    BEFORE = "no_before"
    AFTER = "no_after"
    BOTH = "neither"


def missing(before: int | None, after: int | None, *, is_over: bool) -> Missing | None:
    """Say what a pair lacks; None for a pair. A complaint still to be asked about is not yet lost."""
    if after is None and not is_over:
        return Missing.SOON
    if before is None:
        return Missing.BOTH if after is None else Missing.BEFORE
    return Missing.AFTER if after is None else None


class Verdict(StrEnum):
    """What may be said of the pairs, tested in this order."""

    NONE = "none"
    PARADOX = "paradox"
    NOT_RECOVERED = "not_recovered"
    RECOVERED = "recovered"
    CANNOT_TELL = "cannot_tell"


def verdict(change: Estimate | None, *, pairs: int, coverage: float | None) -> Verdict:
    """Say what the paired interval shows.

    Paradox: lower bound > 0, at least 30 pairs and 40 % of the closed complaints answered. Else upper bound < 0: not
    recovered; lower bound > −0.5: recovered to the earlier level; otherwise nobody can tell yet.
    """
    if change is None or not change.is_known:
        return Verdict.NONE if change is None else Verdict.CANNOT_TELL
    enough = pairs >= FEWEST_FOR_THE_PARADOX and (coverage or 0) >= LOWEST_COVERAGE
    if change.low > 0 and enough:
        return Verdict.PARADOX
    if change.high < 0:
        return Verdict.NOT_RECOVERED
    return Verdict.RECOVERED if change.low > EARLIER_LEVEL else Verdict.CANNOT_TELL


@dataclass(frozen=True, slots=True)
class Recovery:
    """The pairs with what they show, beside the comparison group."""

    pairs: Sequence[Pair]
    control: Sequence[tuple[int, int]]
    closed: int
    change: Estimate | None
    control_change: Estimate | None
    headline: Ancova | None
    verdict: Verdict
    detectable: float | None
    needed: int | None

    @property
    def coverage(self) -> float | None:
        """Return the share of closed complaints that have a pair."""
        return len(self.pairs) / self.closed if self.closed else None


def detectable(changes: Sequence[float]) -> float | None:
    """Return the smallest mean change these pairs would show four times out of five, in points."""
    if len(changes) < 2:
        return None
    return (
        (normal_quantile(0.975) + normal_quantile(POWER)) * stdev(changes) / math.sqrt(len(changes))
    )


def pairs_needed(changes: Sequence[float], points: float = WORTH_SHOWING) -> int | None:
    """Return how many pairs would show a mean change of so many points four times out of five.

    n = ((z₀.₉₇₅ + z₀.₈) · s ÷ points)², rounded up; None under two pairs or without any spread.
    """
    if len(changes) < 2 or not (spread := stdev(changes)):
        return None
    z = normal_quantile(0.975) + normal_quantile(POWER)
    return math.ceil((z * spread / points) ** 2)


def recover(pairs: Sequence[Pair], control: Sequence[tuple[int, int]], closed: int) -> Recovery:
    """Put the figures of service recovery together."""
    changes = [pair.change for pair in pairs]
    change = mean(changes)
    return Recovery(
        pairs=pairs,
        control=control,
        closed=closed,
        change=change,
        control_change=mean([after - before for before, after in control]),
        headline=ancova([(p.before, p.after) for p in pairs], control),
        verdict=verdict(change, pairs=len(pairs), coverage=len(pairs) / closed if closed else None),
        detectable=detectable(changes),
        needed=pairs_needed(changes),
    )


@dataclass(frozen=True, slots=True)
class Stratum:
    """Part of the pairs; no mean under ten."""

    key: str
    n: int
    change: Estimate | None


STRATA: dict[str, Callable[[Any], bool]] = {
    "severity_1": lambda case: case.severity == 1,
    "severity_2": lambda case: case.severity == 2,
    "severity_3": lambda case: case.severity == 3,
    "severity_4": lambda case: case.severity == 4,
    "first": lambda case: not case.is_repeat,
    "repeat": lambda case: case.is_repeat,
    "well": lambda case: case.is_well_handled,
    "badly": lambda case: not case.is_well_handled,
    "reopened": lambda case: case.was_reopened,
}


def strata(pairs: Sequence[Pair]) -> list[Stratum]:
    """Split the pairs by severity, first or repeat, how the case was handled, and reopened."""
    found = []
    for key, belongs in STRATA.items():
        changes = [pair.change for pair in pairs if belongs(pair)]
        enough = len(changes) >= FEWEST_FOR_A_STRATUM
        found.append(Stratum(key, len(changes), mean(changes) if enough else None))
    return found
