"""The error of surveys: a refusal with a sentence fit for a user."""

from crm.shared.errors import Refusal


class SurveyError(Refusal):
    """Refuses an act in surveys."""
