"""The complaint iceberg: what a company hears of its unhappy customers, and what stays under water.

Source: the complaints iceberg of Dutch sales textbooks (after TARP, 1979, "Consumer complaint handling in America"),
here counted from own data: every customer once, in the highest layer that holds them. Pure: sets and counts only.
"""

import math
from collections.abc import Collection, Hashable, Sequence
from fractions import Fraction
from typing import TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

T = TypeVar("T", bound=Hashable)


class Layer(TextChoices):
    """The layers from the top down; only the first stands above the water."""

    RECORDED = "recorded", _("Complained")
    TOLD = "told", _("Told a colleague, not recorded")
    SURVEY = "survey", _("Said it only in a survey")
    PROMISE = "promise", _("Promise broken, said nothing")
    LEFT = "left", _("Left without complaining")


LAYERS = tuple(Layer)


def net(layers: Sequence[Collection[T]]) -> list[set[T]]:
    """Return each layer without those who stand in a higher one."""
    seen: set[T] = set()
    found = []
    for layer in layers:
        found.append(set(layer) - seen)
        seen |= set(layer)
    return found


def boundaries(counts: Sequence[int]) -> list[float]:
    """Return how far down each layer ends, as a share of the height of a triangle with its apex up.

    The area above a line at h is h² of the whole, so the line stands at √(cumulative share). Empty without anybody.
    """
    total = sum(counts)
    if not total:
        return []
    found, so_far = [], 0
    for count in counts:
        so_far += count
        found.append(math.sqrt(so_far / total))
    return found


def textbook(
    recorded: int, silent_percent: int, capture: Fraction = Fraction(1)
) -> Fraction | None:
    """Estimate all dissatisfied customers: recorded ÷ (capture × (1 − silent)).

    `silent_percent` is the share that never complains, in percent; `capture` the share of spoken complaints that is
    recorded. None when everybody is silent. *40 recorded, 50 % silent → 80.*
    """
    heard = capture * Fraction(100 - silent_percent, 100)
    return Fraction(recorded) / heard if heard > 0 else None
