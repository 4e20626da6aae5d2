"""How long a message can still be undone, drawn so that it counts without JavaScript."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from math import ceil
from typing import Any

UNDO = timedelta(seconds=30)
ROUND = 62.8  # length of the ring: 2 π · 10


def countdown(created_at: datetime, now: datetime) -> Mapping[str, Any]:
    """Return the whole seconds left (0 when it leaves now), when it leaves, and the ring's numbers."""
    leaves_at = created_at + UNDO
    left = max(0, min(ceil((leaves_at - now).total_seconds()), ceil(UNDO.total_seconds())))
    gone = ROUND * (1 - left / UNDO.total_seconds())
    return {
        "left": left,
        "leaves_at": leaves_at,
        "gone": f"{gone:.1f}",
        "round": f"{ROUND:.1f}",
        "ticks": [(left - passed, passed) for passed in range(left + 1)],
    }
