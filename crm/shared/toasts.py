"""Toasts: what was just done, with Undo where that is possible."""

from django.contrib import messages
from django.http import HttpRequest

UNDO = "undo:"


def toast(request: HttpRequest, sentence: str, *, undo_url: str = "") -> None:
    """Tell the user what was done; `undo_url` gets a POST when they press Undo."""
    messages.success(request, sentence, extra_tags=f"{UNDO}{undo_url}" if undo_url else "")


def undo_address(extra_tags: str | None) -> str:
    """Return the Undo address of a message, or nothing."""
    for tag in (extra_tags or "").split():
        if tag.startswith(UNDO):
            return tag.removeprefix(UNDO)
    return ""
