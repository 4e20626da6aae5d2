"""Tasks that stand for a record elsewhere: doing one goes through that record's own service.

An app that puts its records on people's Home as tasks registers here how such a task is done, so that a tick
never says "done" while the record behind it still waits.
"""

from collections.abc import Callable
from typing import Any

End = Callable[..., object]  # called with the task, by= and now=; closes record and task together
_ends: dict[str, End] = {}


def register(origin: str, end: End) -> None:
    """Say how the tasks of an origin are done."""
    _ends[origin] = end


def of(task: Any) -> End | None:
    """Return how a task is done when a record stands behind it; None for one that a tick finishes."""
    return _ends.get(task.origin) if task.origin_key else None
