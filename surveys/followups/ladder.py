"""Decide when a follow-up that nobody took is said again, and to whom."""

from datetime import datetime
from enum import StrEnum


class Step(StrEnum):
    """Name the steps of the ladder."""

    NOTHING = "nothing"
    OWNER = "owner"
    MANAGER = "manager"


def step(
    due_at: datetime,
    manager_at: datetime,
    now: datetime,
    *,
    reminded: bool,
    escalated: bool,
) -> Step:
    """Tell what an open follow-up asks for: past its term the owner once, a business day later the manager."""
    if now >= manager_at and not escalated:
        return Step.MANAGER
    if now >= due_at and not reminded and not escalated:
        return Step.OWNER
    return Step.NOTHING
