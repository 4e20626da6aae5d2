"""The error of complaints: a refusal with a sentence fit for a user."""

from crm.shared.errors import Refusal


class ComplaintError(Refusal):
    """Refuses an act in complaints."""
