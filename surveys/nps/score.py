"""Count scores into bands and say, honestly, what the Net Promoter Score of a group is.

Source of every formula: the trade's rules for NPS; the interval is the adjusted Wald interval of
Rocks (2016), "Interval estimation for the Net Promoter Score".
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from crm.shared.numbers import round_half_up
from crm.shared.statistics.distributions import two_sided_normal_p
from crm.shared.statistics.order import holm

SCORES = range(11)
LOWEST_PASSIVE, LOWEST_PROMOTER = 7, 9
Z_95 = 1.959963984540054
Z_80_POWER = 0.8416212335729143
SIGNIFICANT = 0.05
FEWEST_FOR_A_SCORE, FEWEST_FOR_A_VERDICT = 5, 30
_WHOLE_SCORE = re.compile(r"10|[0-9]")


class NotAScore(ValueError):
    """Say that what was given is not one of the eleven whole numbers 0 to 10."""


class Band(TextChoices):
    """Name the three groups of the score."""

    PROMOTER = "promoter", _("Promoter")
    PASSIVE = "passive", _("Passive")
    DETRACTOR = "detractor", _("Detractor")


def parse_score(raw: object) -> int:
    """Read a score of 0 to 10; raise NotAScore for anything else (empty, 11, −1, 6.5, text, ٧, ²)."""
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)  # spreadsheets hold every number as a float
    if isinstance(raw, int) and not isinstance(raw, bool) and raw in SCORES:
        return raw
    if isinstance(raw, str) and _WHOLE_SCORE.fullmatch(raw.strip(" \t")):
        return int(raw)
    raise NotAScore


def band(score: int) -> Band:
    """Tell the band of a score: 9–10 promoter, 7–8 passive, 0–6 detractor."""
    if score >= LOWEST_PROMOTER:
        return Band.PROMOTER
    return Band.PASSIVE if score >= LOWEST_PASSIVE else Band.DETRACTOR


def band_range(name: str) -> tuple[int, int]:
    """Give the lowest and the highest score of a band."""
    return {
        Band.PROMOTER: (LOWEST_PROMOTER, 10),
        Band.PASSIVE: (LOWEST_PASSIVE, LOWEST_PROMOTER - 1),
        Band.DETRACTOR: (0, LOWEST_PASSIVE - 1),
    }[Band(name)]


@dataclass(frozen=True, slots=True)
class Counts:
    """Hold how many promoters, passives and detractors answered; everything follows from these."""

    promoters: int = 0
    passives: int = 0
    detractors: int = 0

    @classmethod
    def of_scores(cls, scores: Iterable[int]) -> "Counts":
        """Count scores."""
        bands = [band(score) for score in scores]
        return cls(*(bands.count(name) for name in Band))

    @classmethod
    def of_distribution(cls, answers_per_score: Sequence[int]) -> "Counts":
        """Count a distribution: the number of answers for each score 0 to 10."""
        return cls(
            sum(answers_per_score[LOWEST_PROMOTER:]),
            sum(answers_per_score[LOWEST_PASSIVE:LOWEST_PROMOTER]),
            sum(answers_per_score[:LOWEST_PASSIVE]),
        )

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.promoters + other.promoters,
            self.passives + other.passives,
            self.detractors + other.detractors,
        )

    def __sub__(self, other: "Counts") -> "Counts":
        return Counts(
            self.promoters - other.promoters,
            self.passives - other.passives,
            self.detractors - other.detractors,
        )

    @property
    def n(self) -> int:
        """Give the number of answers."""
        return self.promoters + self.passives + self.detractors

    @property
    def nps(self) -> Fraction | None:
        """Give the exact NPS (−100 … +100); None without answers, for 0 is a real result."""
        return Fraction(100 * (self.promoters - self.detractors), self.n) if self.n else None

    @property
    def rounded(self) -> Decimal | None:
        """Give the NPS as shown: rounded once, half away from zero."""
        return None if self.nps is None else whole(self.nps)


def whole(value: Fraction | float) -> Decimal:
    """Round an NPS or a bound for display, half away from zero and never −0."""
    if isinstance(value, Fraction):
        return round_half_up(Decimal(value.numerator) / Decimal(value.denominator))
    return round_half_up(Decimal(repr(value)))


@dataclass(frozen=True, slots=True)
class Interval:
    """Hold the two bounds of a 95 % interval, in NPS points."""

    low: float
    high: float

    @property
    def rounded(self) -> tuple[Decimal, Decimal]:
        """Give both bounds as shown."""
        return whole(self.low), whole(self.high)


def adjusted(counts: Counts) -> tuple[float, float]:
    """Give NPS (as a share) and its variance on the adjusted counts: +¾, +1½, +¾ (Rocks 2016)."""
    n = counts.n + 3
    p, d = (counts.promoters + 0.75) / n, (counts.detractors + 0.75) / n
    return p - d, (p + d - (p - d) ** 2) / n


def interval(counts: Counts) -> Interval | None:
    """Give the 95 % adjusted Wald interval, clipped to ±100 points; None without answers."""
    if not counts.n:
        return None
    centre, variance = adjusted(counts)
    half = Z_95 * math.sqrt(variance)
    return Interval(100 * max(centre - half, -1.0), 100 * min(centre + half, 1.0))


@dataclass(frozen=True, slots=True)
class Difference:
    """Hold a tested difference between two independent groups."""

    points: Fraction
    z: float
    p: float
    detectable: float  # points: the smallest change these numbers show four times out of five

    @property
    def significant(self) -> bool:
        """Tell whether chance alone seldom (less than 1 in 20) gives a difference this large."""
        return self.p < SIGNIFICANT


def difference(before: Counts, after: Counts) -> Difference | None:
    """Test the change from one group to another on the adjusted counts; None if one is empty."""
    if before.nps is None or after.nps is None:
        return None
    old, old_variance = adjusted(before)
    new, new_variance = adjusted(after)
    error = math.sqrt(old_variance + new_variance)
    z = (new - old) / error
    return Difference(
        points=after.nps - before.nps,
        z=z,
        p=two_sided_normal_p(z),
        detectable=100 * (Z_95 + Z_80_POWER) * error,
    )


class Display(StrEnum):
    """Name how much may be said about a group of n answers."""

    NONE = "none"  # nobody answered: "–"
    TOO_FEW = "too_few"  # 1–4: no score
    INDICATIVE = "indicative"  # 5–29: hollow point, no arrow
    FULL = "full"


def display(n: int) -> Display:
    """Tell how a score of n answers is shown."""
    if n == 0:
        return Display.NONE
    if n < FEWEST_FOR_A_SCORE:
        return Display.TOO_FEW
    return Display.INDICATIVE if n < FEWEST_FOR_A_VERDICT else Display.FULL


class Verdict(StrEnum):
    """Name what may be said about a change."""

    NO_ANSWERS = "no_answers"
    NO_COMPARISON = "no_comparison"
    TOO_FEW = "too_few"
    UP = "up"
    DOWN = "down"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Change:
    """Hold the verdict about a period against the one before, with the data of its sentence."""

    verdict: Verdict
    test: Difference | None = None


def compare(before: Counts, after: Counts) -> Change:
    """Say what changed demonstrably; an arrow needs 30 answers on both sides and p < .05."""
    if not after.n:
        return Change(Verdict.NO_ANSWERS)
    if not before.n:
        return Change(Verdict.NO_COMPARISON)
    test = difference(before, after)
    if min(before.n, after.n) < FEWEST_FOR_A_VERDICT:
        return Change(Verdict.TOO_FEW, test)
    if test is None or not test.significant:
        return Change(Verdict.SAME, test)
    return Change(Verdict.UP if test.z > 0 else Verdict.DOWN, test)


def changes(groups: Sequence[Counts]) -> list[Verdict]:
    """Test each group of a row in time against the one before it, with Holm over the tested ones."""
    tests: dict[int, Difference] = {}
    for index in range(1, len(groups)):
        test = difference(groups[index - 1], groups[index])
        if test and min(groups[index - 1].n, groups[index].n) >= FEWEST_FOR_A_VERDICT:
            tests[index] = test
    verdicts = [Verdict.NO_COMPARISON] * len(groups)
    together = holm([test.p for test in tests.values()])
    for (index, test), p in zip(tests.items(), together, strict=True):
        if p >= SIGNIFICANT:
            verdicts[index] = Verdict.SAME
        else:
            verdicts[index] = Verdict.UP if test.z > 0 else Verdict.DOWN
    return verdicts


def differs_from_rest(groups: Sequence[Counts]) -> list[Verdict]:
    """Test each group of a table against all others together, with Holm over the tested ones."""
    total = sum(groups, Counts())
    tests: dict[int, Difference] = {}
    for index, group in enumerate(groups):
        rest = total - group
        test = difference(rest, group)
        if test and min(group.n, rest.n) >= FEWEST_FOR_A_VERDICT:
            tests[index] = test
    verdicts = [Verdict.TOO_FEW if group.n else Verdict.NO_ANSWERS for group in groups]
    together = holm([test.p for test in tests.values()])
    for (index, test), p in zip(tests.items(), together, strict=True):
        if p >= SIGNIFICANT:
            verdicts[index] = Verdict.SAME
        else:
            verdicts[index] = Verdict.UP if test.z > 0 else Verdict.DOWN
    return verdicts
