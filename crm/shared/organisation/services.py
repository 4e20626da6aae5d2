"""The organisation's settings: read once a request."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from crm.shared.organisation.models import Organisation

_box: ContextVar[dict[str, Organisation] | None] = ContextVar("organisation", default=None)


@contextmanager
def remembered() -> Iterator[None]:
    """Read the organisation at most once inside this block; used around a request or a job."""
    token = _box.set({})
    try:
        yield
    finally:
        _box.reset(token)


def get_organisation() -> Organisation:
    """Return the settings row, or the defaults when it was never saved."""
    box = _box.get()
    if box is not None and "row" in box:
        return box["row"]
    row = Organisation.objects.filter(pk=1).first() or Organisation(pk=1)
    if box is not None:
        box["row"] = row
    return row


def forget() -> None:
    """Drop the remembered row after a change."""
    box = _box.get()
    if box is not None:
        box.clear()
