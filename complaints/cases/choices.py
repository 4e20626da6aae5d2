"""Choices of a complaint that no rule decides about."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.clock.clock import Kind


class Channel(models.TextChoices):
    """Names how a complaint reached us."""

    PHONE = "phone", pgettext_lazy("channel", "Telephone")
    EMAIL = "email", pgettext_lazy("channel", "E-mail")
    FORM = "form", pgettext_lazy("channel", "Form")
    LETTER = "letter", pgettext_lazy("channel", "Letter")
    VISIT = "visit", pgettext_lazy("channel", "Visit")
    SURVEY = "survey", pgettext_lazy("channel", "Survey")
    SOCIAL = "social", pgettext_lazy("channel", "Social media")
    OTHER = "other", pgettext_lazy("channel", "Other")


class NextClock(models.TextChoices):
    """Names the clock that is due first; empty when none runs."""

    ACKNOWLEDGE = Kind.ACKNOWLEDGE.value, _("Acknowledge")
    DECISION = Kind.DECISION.value, _("Decision")
    UPDATE = Kind.UPDATE.value, _("Next update")
    REMEDY = "remedy", _("Remedy")
