"""Contacts in the trade's words."""

from typing import Self

from crm.shared.querysets import OfAccountQuerySet


class ContactQuerySet(OfAccountQuerySet):
    """Asks for people."""

    def present(self) -> Self:
        """Leave out who left the organisation."""
        return self.filter(left_on__isnull=True)
