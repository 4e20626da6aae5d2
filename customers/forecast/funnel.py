"""How far deals come and how long they stay: conversion per step and time in stage (pure)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from itertools import groupby, pairwise
from statistics import median
from typing import Any

from crm.shared.numbers import percentage

DAY = 86_400


@dataclass
class Step:
    """One stage: how many decided deals reached it, how many went on, how long they stood there."""

    stage: Any
    reached: int = 0
    went_on: int = 0
    stays: list[float] = field(default_factory=list)
    url: str = ""

    @property
    def conversion(self) -> Decimal | None:
        """Return the share of those who reached it that went on, in percent; None when nobody did."""
        return percentage(self.went_on, self.reached)

    @property
    def days(self) -> float | None:
        """Return the median number of days in this stage; None without a stay."""
        return median(self.stays) if self.stays else None


Move = tuple[int, int, str, datetime]  # deal, stage, state after it, when


def funnel(moves: Iterable[Move], stages: Sequence[Any]) -> list[Step]:
    """Return the steps of decided deals, whose moves stand in order per deal.

    A deal reached a stage when it stood in it or a later one, or was won; it went on when it reached
    the next one (the last stage: when it was won). Open deals do not belong in: they may still go on.
    """
    steps = [Step(stage) for stage in stages]
    place = {stage.pk: i for i, stage in enumerate(stages)}
    for _deal, group in groupby(moves, key=lambda move: move[0]):
        way = list(group)
        won = way[-1][2] == "won"
        furthest = max((place[m[1]] for m in way if m[2] == "open" and m[1] in place), default=-1)
        for i, step in enumerate(steps):
            step.reached += won or furthest >= i
            step.went_on += won or furthest > i
        for one, two in pairwise(way):
            if one[2] == "open" and one[1] in place:
                stay = (two[3] - one[3]).total_seconds() / DAY
                steps[place[one[1]]].stays.append(stay)
    return steps
