"""Tasks that stand for a record elsewhere: doing one goes through that record's own service.

An app that puts its records on people's Home as tasks registers here how such a task is done, so that a tick
never says "done" while the record behind it still waits.
"""

from collections.abc import Callable
from typing import Any

End = Callable[..., object]  # called with the task, by= and now=; closes record and task together
_ends: dict[tuple[str, str], End] = {}


def register(origin: str, end: End, *, keys: str = "") -> None:
    """Say how the tasks of an origin are done; with `keys` only those whose key begins so."""
    _ends[origin, keys] = end


def of(task: Any) -> End | None:
    """Return how a task is done when a record stands behind it; None for one that a tick finishes."""
    for (origin, keys), end in _ends.items():
        if task.origin == origin and task.origin_key and task.origin_key.startswith(keys):
            return end
    return None
