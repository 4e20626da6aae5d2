"""The error of surveys: a refusal with a sentence fit for a user."""

from crm.shared.errors import Refusal


class SurveyError(Refusal):
    """Refuses an act in surveys."""


class LinkExpired(SurveyError):
    """Says that a genuine link has run out."""

    status = 410


class AnswerLocked(SurveyError):
    """Says that an answer can no longer be changed."""

    status = 409


class TooLate(SurveyError):
    """Says that somebody else was faster; nothing was changed."""

    status = 409
