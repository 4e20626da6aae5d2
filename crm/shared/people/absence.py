"""Who does the work of a colleague who is away (`product.md` §2)."""

from datetime import date

from crm.shared.people.models import User


def is_available(user: User | None, today: date) -> bool:
    """Say whether a colleague works here and is not absent on a day."""
    return user is not None and user.is_active and not user.is_absent(today)


def acting_owner(user: User, today: date) -> User:
    """Return who acts for a colleague on a day.

    The colleague when available, else the deputy, else the manager of the team. When none of them
    is available either, the colleague keeps the work, so that it never belongs to nobody.
    """
    if is_available(user, today):
        return user
    deputy = user.deputy
    if deputy is not None and is_available(deputy, today):
        return deputy
    manager = user.team.manager if user.team else None
    if manager is not None and manager.pk != user.pk and is_available(manager, today):
        return manager
    return user
