"""Decide which steps a follow-up may take and who acts on it."""

from datetime import date

from crm.shared.people.models import Team, User

MOVES: dict[str, frozenset[str]] = {
    "open": frozenset({"contacted", "resolved", "no_action"}),
    "contacted": frozenset({"resolved", "no_action"}),
    "resolved": frozenset(),
    "no_action": frozenset(),
}
NEEDS_NOTE = frozenset({"resolved", "no_action"})


def may_move(old: str, new: str) -> bool:
    """Tell whether a follow-up may go from one state to another."""
    return new in MOVES[old]


def who_acts(owner: User | None, team: Team | None, today: date) -> User | None:
    """Give the owner; when away or gone the deputy, else the team's manager, else the owner still."""

    def present(user: User | None) -> bool:
        return user is not None and user.is_active and not user.is_absent(today)

    team = team or (owner.team if owner else None)
    for candidate in (owner, owner.deputy if owner else None, team.manager if team else None):
        if present(candidate):
            return candidate
    return owner if owner and owner.is_active else None
