"""Whether the background work runs: what the settings page shows a manager."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class BackgroundStatus:
    """Counts of mail that waits and failed, and the last run of housekeeping."""

    waiting: int
    failed: int
    last_housekeeping: datetime | None


def background_status(now: datetime) -> BackgroundStatus | None:
    """Return the state of worker and housekeeping."""
    return None
