"""The decision-making unit: how much it supports us, and what is missing (`domain.md` §3).

Pure: counts, days and `today` are passed in; the numbers from books are settings.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction


def support(votes: Iterable[tuple[int | None, int | None]]) -> Fraction | None:
    """Return Σ influence × stance ÷ Σ influence, from −2 to +2, unrounded.

    Each vote is (influence, stance); who lacks one of them is left out: unknown is not neutral.
    None when nobody is left. *(5,+1)(4,−1)(2,+2)(3,0) → 5 ÷ 14 = +0.36.*
    """
    known = [(i, s) for i, s in votes if i is not None and s is not None]
    weight = sum(influence for influence, _stance in known)
    return Fraction(sum(i * s for i, s in known), weight) if weight else None


def counts_from(today: date, days: int) -> date:
    """Return the first day that still counts: that many days ago counts, a day more does not."""
    return today - timedelta(days=days)


def is_silent(spoken_on: date | None, *, today: date, days: int) -> bool:
    """Say whether somebody was not spoken to for more than so many days, or never."""
    return spoken_on is None or spoken_on < counts_from(today, days)


class Gap(StrEnum):
    """What is missing in our contact with the people who decide."""

    NO_DECIDER = "no_decider"
    NO_BUYER = "no_buyer"
    SILENT_DECIDER = "silent_decider"
    SINGLE_THREAD = "single_thread"


@dataclass(frozen=True)
class Facts:
    """Counts of those who are there, and of the contact moments of the window.

    `busiest` is how many of the `moments` were with the one person most spoken to; `whom_to_see` the
    decider we did not speak to for longest, if one is silent.
    """

    deciders: int
    silent_deciders: int
    buyers: int
    moments: int
    busiest: int
    whom_to_see: int | None = None


def is_single_thread(*, moments: int, busiest: int, share: int) -> bool:
    """Say whether one person has at least `share` % of the contact moments."""
    return moments > 0 and busiest * 100 >= share * moments


def gaps(facts: Facts, *, share: int) -> list[Gap]:
    """Return what is missing, the gravest first."""
    found = {
        Gap.NO_DECIDER: not facts.deciders,
        Gap.SILENT_DECIDER: facts.silent_deciders > 0,
        Gap.NO_BUYER: not facts.buyers,
        Gap.SINGLE_THREAD: is_single_thread(
            moments=facts.moments, busiest=facts.busiest, share=share
        ),
    }
    return [gap for gap, there in found.items() if there]
