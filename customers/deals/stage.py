"""What may happen to a deal, and when it deserves a mark (`domain.md` §5)."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")
OPEN, WON, LOST = "open", "won", "lost"


class Act(StrEnum):
    """What people do with a deal."""

    MOVE = "move"
    WIN = "win"
    LOSE = "lose"
    REOPEN = "reopen"


MOVES: dict[tuple[str, Act], str] = {
    (OPEN, Act.MOVE): OPEN,
    (OPEN, Act.WIN): WON,
    (OPEN, Act.LOSE): LOST,
    (WON, Act.REOPEN): OPEN,
    (LOST, Act.REOPEN): OPEN,
}
PROBABILITY = {WON: 100, LOST: 0}


def target(state: str, act: Act) -> str | None:
    """Return the state an act leads to; None when it is not allowed."""
    return MOVES.get((state, act))


def acts(state: str) -> tuple[Act, ...]:
    """Return what may be done with a deal in a state; the page shows these buttons."""
    return tuple(act for (source, act) in MOVES if source == state)


def kept_or_default(current: T, old_default: T, new_default: T) -> T:
    """Return a deal's value in a new stage: that stage's default, unless somebody had set their own.

    Used for the probability and for how surely a deal counts in the forecast.
    """
    return new_default if current == old_default else current


def quiet_since(
    last_contact_at: datetime | None, opened_at: datetime, now: datetime, quiet_days: int
) -> datetime | None:
    """Return since when nobody spoke with the account, if that is `quiet_days` or longer ago.

    A deal cannot have been quiet before it was opened.
    """
    last = max(last_contact_at, opened_at) if last_contact_at else opened_at
    return last if now - last >= timedelta(days=quiet_days) else None


def is_late(state: str, expected_close: date | None, today: date) -> bool:
    """Say whether an open deal should have been decided already."""
    return state == OPEN and expected_close is not None and expected_close < today
