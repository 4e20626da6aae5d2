"""The rates of each group beside the rest: which group really loses more, and which only seems to.

Pure. A difference is marked only when the exact test, corrected for looking at every group, shows one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crm.insight.cycle.paths import Path, by_group, flow_of
from crm.shared.statistics.intervals import Estimate, wilson
from crm.shared.statistics.order import holm
from crm.shared.statistics.tables import fisher
from customers.figures.cycle import Flow

FEWEST, ENOUGH = 5, 30  # no rate below the first, "indicative" and untested below the second
LEVEL = 0.05


@dataclass(frozen=True)
class Row:
    """A group with its figures; `churn` and `win_back` in percent with interval, None under five accounts.

    `p` is the corrected p of its churn against all others, None where nothing was tested.
    """

    key: Any
    name: str
    flow: Flow
    churn: Estimate | None
    win_back: Estimate | None
    p: float | None = None

    @property
    def is_indicative(self) -> bool:
        """Say whether the rate stands on few accounts."""
        return self.churn is not None and self.flow.start < ENOUGH

    @property
    def differs(self) -> bool:
        """Say whether the group demonstrably loses another share than the rest."""
        return self.p is not None and self.p < LEVEL


def _rate(hits: int, n: int) -> Estimate | None:
    found = wilson(hits, n) if n >= FEWEST else None
    return found.scaled(100) if found else None


def rows(paths: list[Path], names: Mapping[Any, str], nobody: str) -> list[Row]:
    """Return the groups, the largest first; ties by name. `nobody` names accounts without such a group."""
    flows = {key: flow_of(group) for key, group in by_group(paths).items()}
    whole = flow_of(paths)
    tested = [k for k, flow in flows.items() if min(flow.start, whole.start - flow.start) >= ENOUGH]
    raw = [
        fisher(f.lost, f.start, whole.lost - f.lost, whole.start - f.start) or 1.0
        for f in (flows[key] for key in tested)
    ]
    p_values = dict(zip(tested, holm(raw), strict=True))
    found = [
        Row(
            key,
            str(names.get(key) or nobody) if key not in (None, "") else nobody,
            flow,
            _rate(flow.lost, flow.start),
            _rate(flow.won_back_cohort, flow.former_start),
            p_values.get(key),
        )
        for key, flow in flows.items()
    ]
    return sorted(found, key=lambda row: (-row.flow.start, -row.flow.end, row.name))
