"""The terms a complaint is handled under, as they stood when it was received."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from crm.shared.organisation.worktime import WorkCalendar

# A snapshot keeps the closed days of this period around the receipt; every term ends well inside it.
SNAPSHOT_BACK = timedelta(days=31)
SNAPSHOT_AHEAD = timedelta(days=731)

DEFAULT_DECISION_DAYS = {
    1: Decimal(10),
    2: Decimal(5),
    3: Decimal(3),
    4: Decimal(1),
}
NORMAL = 2


@dataclass(frozen=True)
class Policy:
    """Holds the terms (in working days), the length of a working day and the calendar."""

    calendar: WorkCalendar
    hours_per_day: Decimal = Decimal(8)
    acknowledge_days: Decimal = Decimal(1)
    decision_days: Mapping[int, Decimal] = None  # type: ignore[assignment]
    update_days: Decimal = Decimal(5)
    legal_term: str = (
        "none"  # which law's term stands beside these, as the settings said at receipt
    )

    def __post_init__(self) -> None:
        """Fill in the default decision terms."""
        if self.decision_days is None:
            object.__setattr__(self, "decision_days", dict(DEFAULT_DECISION_DAYS))

    def working_days(self, days: Decimal) -> timedelta:
        """Return a number of working days as working time."""
        return timedelta(seconds=float(days * self.hours_per_day * 3600))

    def decision_target(self, severity: int | None) -> timedelta:
        """Return the working time allowed for the decision; before assessment as for *normal*."""
        return self.working_days(self.decision_days[severity or NORMAL])

    def snapshot(self, at: datetime) -> dict[str, Any]:
        """Return the policy as plain JSON, with the closed days around a moment."""
        legal = {} if self.legal_term == "none" else {"legal_term": self.legal_term}
        return legal | {
            "hours_per_day": str(self.hours_per_day),
            "acknowledge_days": str(self.acknowledge_days),
            "decision_days": {str(level): str(days) for level, days in self.decision_days.items()},
            "update_days": str(self.update_days),
            "calendar": self.calendar.snapshot(
                # Whole years, so that complaints of one year share one snapshot.
                since=(at - SNAPSHOT_BACK).date().replace(month=1, day=1),
                until=(at + SNAPSHOT_AHEAD).date().replace(month=12, day=31),
            ),
        }

    @classmethod
    def from_snapshot(cls, content: Mapping[str, Any]) -> "Policy":
        """Return the policy a snapshot was made of."""
        return cls(
            calendar=WorkCalendar.from_snapshot(content["calendar"]),
            hours_per_day=Decimal(content["hours_per_day"]),
            acknowledge_days=Decimal(content["acknowledge_days"]),
            decision_days={int(k): Decimal(v) for k, v in content["decision_days"].items()},
            update_days=Decimal(content["update_days"]),
            legal_term=content.get("legal_term", "none"),
        )
