"""How long something lasts when part of it is still going on.

Source: Kaplan and Meier (1958), "Nonparametric estimation from incomplete observations"; the interval follows
Greenwood (1926) on the log(−log) scale (Kalbfleisch and Prentice, 1980), which stays between 0 and 1.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from crm.shared.statistics.distributions import normal_quantile
from crm.shared.statistics.intervals import CONFIDENCE, Estimate


@dataclass(frozen=True, slots=True)
class Step:
    """After `time`: the share still there with its interval, how many were watched up to then, how many went."""

    time: int
    share: Estimate
    at_risk: int
    gone: int


def kaplan_meier(
    lasted: Iterable[tuple[int, bool, int]], confidence: float = CONFIDENCE
) -> list[Step]:
    """Return the share still there after each time at which somebody went.

    `lasted` holds (time, went, how many); whoever did not go was seen until that time only. Times are whole units,
    at least 0; those who went and those lost from sight at the same time count as watched at that time.
    """
    gone: dict[int, int] = {}
    left: dict[int, int] = {}
    for time, is_gone, count in lasted:
        left[time] = left.get(time, 0) + count
        if is_gone:
            gone[time] = gone.get(time, 0) + count
    at_risk, share, spread = sum(left.values()), 1.0, 0.0
    z = normal_quantile((1 + confidence) / 2)
    found = []
    for time in sorted(left):
        went = gone.get(time, 0)
        if went:
            share *= 1 - went / at_risk
            stay = at_risk - went
            spread += went / (at_risk * stay) if stay else math.inf
            found.append(Step(time, _bounds(share, spread, z, at_risk), at_risk, went))
        at_risk -= left[time]
    return found


def _bounds(share: float, spread: float, z: float, n: int) -> Estimate:
    if not 0 < share < 1:
        return Estimate(share, n=n)
    width = z * math.sqrt(spread) / math.log(share)
    return Estimate(share, share ** math.exp(-width), share ** math.exp(width), n)


def share_at(steps: Iterable[Step], time: int) -> Estimate | None:
    """Return the last share at or before a time; None when nobody had gone by then (all of them are there)."""
    found = None
    for step in steps:
        if step.time > time:
            break
        found = step.share
    return found
