"""The priority of a complaint: computed, never typed; only a reasoned override replaces it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from complaints.cases.severity import Severity
from complaints.clock.clock import SOON

HIGHEST = 4


@dataclass(frozen=True)
class Priority:
    """Holds a priority from 1 to 4 with the sum behind it."""

    value: int
    terms: tuple[tuple[str, int], ...]
    overridden: bool = False


def priority_of(
    *,
    severity: int | None,
    repeat: bool,
    clock_share: float,
    key_account: bool,
    override: int | None = None,
) -> Priority:
    """Add up the priority: severity, a second complaint, a clock from 75 %, a key account; ≤ 4.

    Before the assessment the severity counts as *normal*. `clock_share` is the largest used share
    of a running clock. Source: domain.md §7.
    """
    level = severity or Severity.NORMAL
    terms: list[tuple[Any, int]] = [(_("Severity"), int(level))]
    if repeat:
        terms.append((_("Second complaint in 12 months"), 1))
    if clock_share >= SOON:
        terms.append((_("Three quarters of a term used"), 1))
    if key_account:
        terms.append((_("Key account"), 1))
    total = min(HIGHEST, sum(points for _label, points in terms))
    if override:
        return Priority(override, tuple(terms), overridden=True)
    return Priority(total, tuple(terms))
