"""The error of customers: a refusal with a sentence fit for a user."""

from crm.shared.errors import Refusal


class CustomerError(Refusal):
    """Refuses an act in customers."""
