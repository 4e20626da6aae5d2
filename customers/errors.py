"""The errors of customers: refusals with a sentence fit for a user."""

from crm.shared.errors import Conflict, Refusal


class CustomerError(Refusal):
    """Refuses an act in customers."""


class CustomerConflict(CustomerError, Conflict):
    """Says that somebody else was faster; nothing was changed."""
