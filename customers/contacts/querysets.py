"""Contacts in the trade's words."""

from typing import Self

from crm.shared.querysets import OfAccountQuerySet
from customers.accounts.naming import email_key


class ContactQuerySet(OfAccountQuerySet):
    """Asks for people."""

    def present(self) -> Self:
        """Leave out who left the organisation."""
        return self.filter(left_on__isnull=True)

    def at_address(self, email: str) -> Self:
        """Keep people present at a living account who have this e-mail address."""
        return self.present().filter(email_key=email_key(email), account__deleted_at__isnull=True)
