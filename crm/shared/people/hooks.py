"""What other apps do when a colleague changes; filled by their registrations."""

from collections.abc import Callable
from datetime import datetime

from crm.shared.people.models import User

TeamChange = Callable[[User, datetime], None]
_team_changes: list[TeamChange] = []


def on_team_change(act: TeamChange) -> TeamChange:
    """Have an act run in the transaction in which a colleague moves to another team."""
    if act not in _team_changes:
        _team_changes.append(act)
    return act


def run_team_change(user: User, now: datetime) -> None:
    """Tell every app that a colleague is in another team now."""
    for act in _team_changes:
        act(user, now)
