"""Decides who may still change what was written down."""

from datetime import datetime, timedelta

EDIT_DAYS = 30


def may_edit(
    *, author_id: int | None, created_at: datetime, user_id: int, is_manager: bool, now: datetime
) -> bool:
    """Say whether a statement may be changed: by its author or a manager, for 30 days."""
    if now - created_at > timedelta(days=EDIT_DAYS):
        return False
    return is_manager or author_id == user_id


def may_edit_moment(
    *,
    author_id: int | None,
    created_at: datetime,
    user_id: int,
    is_manager: bool,
    days: int,
    now: datetime,
) -> bool:
    """Say whether a contact moment may be changed: by its author for some days, by a manager always."""
    if is_manager:
        return True
    return author_id == user_id and now - created_at <= timedelta(days=days)
