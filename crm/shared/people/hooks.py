"""What other apps do when a colleague changes; filled by their registrations."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from crm.shared.people.models import User

TeamChange = Callable[[User, datetime], None]
_team_changes: list[TeamChange] = []


def on_team_change(act: TeamChange) -> TeamChange:
    """Have an act run in the transaction in which a colleague moves to another team."""
    if act not in _team_changes:
        _team_changes.append(act)
    return act


@dataclass(frozen=True)
class ProfileSection:
    """A part of the profile page that another app shows: its template, and what that gets as `it`."""

    template: str
    load: Callable[[HttpRequest], Any]


_sections: list[ProfileSection] = []


def add_to_profile(section: ProfileSection) -> None:
    """Show a section on everybody's profile page."""
    if section not in _sections:
        _sections.append(section)


def profile_sections(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the sections of other apps with their content."""
    return [{"template": s.template, "it": s.load(request)} for s in _sections]


def run_team_change(user: User, now: datetime) -> None:
    """Tell every app that a colleague is in another team now."""
    for act in _team_changes:
        act(user, now)
