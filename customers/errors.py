"""The errors of customers: refusals with a sentence fit for a user."""

from typing import Any

from crm.shared.errors import Conflict, Refusal


class CustomerError(Refusal):
    """Refuses an act in customers."""


class CustomerConflict(CustomerError, Conflict):
    """Says that somebody else was faster; nothing was changed."""


class EditConflict(CustomerConflict):
    """Says that somebody saved the record in between; carries the stored version for comparison.

    `current` is the stored object, `mine` the values that were to be saved and differ from it.
    """

    def __init__(self, sentence: Any, *, current: Any, mine: dict[str, Any]) -> None:
        super().__init__(sentence)
        self.current = current
        self.mine = mine

    @classmethod
    def between(cls, sentence: Any, current: Any, fields: dict[str, Any]) -> "EditConflict":
        """Compare what is stored with what was to be saved."""
        mine = {name: value for name, value in fields.items() if getattr(current, name) != value}
        return cls(sentence, current=current, mine=mine)
