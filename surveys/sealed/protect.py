"""Decide which scores of a confidential survey may be shown, so that no answer can be worked out.

A group is shown when it and all others together each hold five answers or more (or there are no
others). Because every table stands beside its total, the groups held back must together hold five or
more as well: if not, the smallest shown group is held back with them.
"""

from collections.abc import Mapping
from typing import Any

from surveys.nps.score import FEWEST_FOR_A_SCORE


def may_show(n: int, total: int, fewest: int = FEWEST_FOR_A_SCORE) -> bool:
    """Tell whether the score of a group, and of its complement, hides every single answer."""
    rest = total - n
    return n >= fewest and (rest == 0 or rest >= fewest)


def shown_groups(sizes: Mapping[Any, int], fewest: int = FEWEST_FOR_A_SCORE) -> set[Any]:
    """Return the groups of one table whose scores may stand beside the total's."""
    total = sum(sizes.values())
    if total < fewest:
        return set()
    shown = {key for key, n in sizes.items() if may_show(n, total, fewest)}
    while shown:
        held = total - sum(sizes[key] for key in shown)
        if held == 0 or held >= fewest:
            break
        shown.remove(min(shown, key=lambda key: (sizes[key], str(key))))
    return shown
