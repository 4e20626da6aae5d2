"""Refusals: errors with a sentence fit for a user."""

from typing import Any


class Refusal(Exception):
    """Says why an act was refused, in words the reader can act on.

    `field` names the form field the sentence belongs to, if any; `status` is the HTTP status.
    """

    status = 422

    def __init__(self, sentence: Any, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field

    def __str__(self) -> str:
        return str(self.sentence)


class Conflict(Refusal):
    """Says that somebody else was faster; nothing was changed."""

    status = 409
