"""Deals in the trade's words."""

from typing import Self

from crm.shared.querysets import OfAccountQuerySet


class DealQuerySet(OfAccountQuerySet):
    """Asks for deals."""

    def open(self) -> Self:
        """Keep running deals."""
        return self.filter(state="open")

    def won(self) -> Self:
        """Keep won deals."""
        return self.filter(state="won")

    def lost(self) -> Self:
        """Keep lost deals."""
        return self.filter(state="lost")
