"""Answers that no list, account page or export ever shows: those of confidential and anonymous surveys."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.shared.constraints import choice_check, range_check
from crm.shared.people.models import Language
from surveys.campaigns.models import Invitation, Survey
from surveys.sealed.querysets import ConfidentialAnswerQuerySet


class Handling(models.TextChoices):
    """Name what the named contact did about a confidential answer."""

    OPEN = "open", pgettext_lazy("follow-up", "Open")
    CONTACTED = "contacted", pgettext_lazy("follow-up", "Contacted")
    DONE = "done", pgettext_lazy("follow-up", "Done")


class ConfidentialAnswer(models.Model):
    """Hold an answer that only the survey's named contact reads; all others see counts of five and up."""

    survey = models.ForeignKey(
        Survey, on_delete=models.PROTECT, related_name="confidential_answers"
    )
    invitation = models.OneToOneField(
        Invitation, on_delete=models.PROTECT, related_name="confidential_answer"
    )
    score = models.PositiveSmallIntegerField(_("score"))
    comment = models.TextField(_("comment"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    confirmed_at = models.DateTimeField(_("answered"))
    updated_at = models.DateTimeField(_("changed"))
    locked_at = models.DateTimeField(_("can be changed until"))
    team = models.ForeignKey(
        "shared.Team", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    sector = models.ForeignKey(
        "customers.Sector", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    account_class = models.CharField(_("class then"), max_length=1, blank=True)
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    handling = models.CharField(
        _("state"), max_length=9, choices=Handling.choices, default=Handling.OPEN
    )
    note = models.TextField(_("what did we do"), blank=True)
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True)

    objects = ConfidentialAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["-confirmed_at", "-pk"]
        verbose_name = _("confidential answer")
        verbose_name_plural = _("confidential answers")
        constraints = [
            range_check("score", 0, 10),
            choice_check("language", Language),
            choice_check("handling", Handling),
        ]
        indexes = [
            models.Index(
                fields=["survey", "-confirmed_at", "-id"], name="surveys_confidential_survey"
            )
        ]

    def __str__(self) -> str:
        return f"{self.survey_id}: {self.score}"


class ConfidentialChange(models.Model):
    """Keep what a confidential answer was before it was changed; only the named contact reads it."""

    answer = models.ForeignKey(ConfidentialAnswer, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField(_("at"))
    score_before = models.PositiveSmallIntegerField(_("score before"))
    score_after = models.PositiveSmallIntegerField(_("score after"))
    comment_before = models.TextField(_("comment"), blank=True)  # empty: the score was changed

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("change of an answer")
        verbose_name_plural = _("changes of answers")
        constraints = [range_check("score_before", 0, 10), range_check("score_after", 0, 10)]

    def __str__(self) -> str:
        return str(self.answer_id)


class AnonymousAnswer(models.Model):
    """Hold an answer without any way back to a person: no contact, account, invitation or moment.

    Keys are drawn at random and rows read in their order, so that the order of coming in is not kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="anonymous_answers")
    score = models.PositiveSmallIntegerField(_("score"))
    comment = models.TextField(_("comment"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    month = models.DateField(_("month"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("anonymous answer")
        verbose_name_plural = _("anonymous answers")
        constraints = [range_check("score", 0, 10), choice_check("language", Language)]

    def __str__(self) -> str:
        return str(self.survey_id)
