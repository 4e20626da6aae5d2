"""The complaints a reader meets, each with its steps.

Days are working days from today (0 = today, or the last working day in a weekend; -1 the one before), so that a
clock that is due today is due today whatever the weekday. A step is (what, day, clock, details).
"""

from dataclasses import dataclass, field
from typing import Any

Step = tuple[str, int, str, dict[str, Any]]


def step(what: str, day: int, clock: str, **details: Any) -> Step:
    """Return one step of a complaint."""
    return what, day, clock, details


@dataclass(frozen=True)
class Case:
    """One complaint: who, what, how it came in, and what was done."""

    account: str  # empty: nobody we know
    contact: str
    subject: str
    text: str
    day: int
    clock: str
    steps: tuple[Step, ...] = ()
    wish: str = ""
    channel: str = "phone"
    by: str = "sanne"  # who wrote it down
    reference: str = ""
    about: str = ""  # the employee complained about
    told_on: int | None = None
    told_on_url: str = ""
    language: str = "nl"
    edge: str = ""  # anonymous, unlinked, confidential, mail (came in by mail, by itself)
    priority: tuple[int, str] | None = None
    extra: dict[str, Any] = field(default_factory=dict)


LOW, NORMAL, HIGH, CRITICAL = 1, 2, 3, 4
