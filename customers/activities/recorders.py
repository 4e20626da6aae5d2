"""What the composer records for other floors: each registers its own, `complaints` the complaint."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Recorded:
    """Says what was recorded, and where it stands."""

    sentence: str
    url: str


Recorder = Callable[..., Recorded]
_recorders: dict[str, Recorder] = {}


def register(kind: str, recorder: Recorder) -> None:
    """Let a composer kind be saved by `recorder(account, text=, contacts=, by=, now=)`.

    It refuses with a `Refusal`.
    """
    _recorders[kind] = recorder


def offered(kind: str) -> bool:
    """Say whether somebody records this kind."""
    return kind in _recorders


def record_line(kind: str, account: Any, **said: Any) -> Recorded:
    """Record a line; KeyError when nobody registered the kind."""
    return _recorders[kind](account, **said)
