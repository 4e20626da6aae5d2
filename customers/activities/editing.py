"""Decides who may still change a contact moment."""

from datetime import datetime, timedelta

EDIT_DAYS = 30


def may_edit(
    *, author_id: int | None, created_at: datetime, user_id: int, is_manager: bool, now: datetime
) -> bool:
    """Say whether a contact moment may be changed: by its author or a manager, for 30 days."""
    if now - created_at > timedelta(days=EDIT_DAYS):
        return False
    return is_manager or author_id == user_id
