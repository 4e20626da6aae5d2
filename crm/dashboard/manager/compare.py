"""What may be said about a figure beside that of another period; pure.

A mark (arrow and colour) needs a test: the score its z test on adjusted counts, a share Newcombe's interval, all of one
table together by Holm, and 30 cases on both sides. Counts and money have no test here: their difference is just said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from crm.shared.statistics.order import holm
from crm.shared.statistics.proportions import newcombe_p
from surveys.nps.score import FEWEST_FOR_A_VERDICT, SIGNIFICANT, Counts, difference


class Mark(StrEnum):
    """What a comparison may show."""

    NONE = "none"  # nothing to test, or nothing to compare with
    FEW = "few"
    SAME = "same"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True)
class Share:
    """Holds hits of n; a share that rose is good news in every table of ours."""

    hits: int
    n: int


Tested = Share | Counts | None


def p_of(before: Tested, after: Tested) -> float | None:
    """Return the p of a change; None without a test, under 30 cases on a side, or of different things."""
    if isinstance(before, Counts) and isinstance(after, Counts):
        if min(before.n, after.n) < FEWEST_FOR_A_VERDICT:
            return None
        test = difference(before, after)
        return test.p if test else None
    if isinstance(before, Share) and isinstance(after, Share):
        if min(before.n, after.n) < FEWEST_FOR_A_VERDICT:
            return None
        return newcombe_p(after.hits, after.n, before.hits, before.n)
    return None


def rose(before: Tested, after: Tested) -> bool:
    """Say whether a figure is higher than before."""
    if isinstance(before, Counts) and isinstance(after, Counts):
        return bool(before.nps is not None and after.nps is not None and after.nps > before.nps)
    if isinstance(before, Share) and isinstance(after, Share):
        return after.hits * before.n > before.hits * after.n
    return False


def marks(pairs: Sequence[tuple[Tested, Tested]]) -> list[Mark]:
    """Return the mark of every comparison (before, after) of a table, tested together.

    >>> kept, less = Share(90, 100), Share(60, 100)
    >>> [mark.value for mark in marks([(less, kept), (kept, kept), (Share(1, 2), kept), (None, None)])]
    ['up', 'same', 'few', 'none']
    """
    p_values = [p_of(before, after) for before, after in pairs]
    tested = [p for p in p_values if p is not None]
    together = iter(holm(tested))
    found = []
    for (before, after), p in zip(pairs, p_values, strict=True):
        if before is None or after is None or not before.n or not after.n:
            found.append(Mark.NONE)
        elif p is None:
            found.append(Mark.FEW)
        elif next(together) >= SIGNIFICANT:
            found.append(Mark.SAME)
        else:
            found.append(Mark.UP if rose(before, after) else Mark.DOWN)
    return found
