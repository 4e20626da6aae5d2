"""What we do about an answer: one follow-up each, with an owner and a due moment."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.shared.appendonly import AppendOnly
from crm.shared.constraints import choice_check
from customers.accounts.events import SilenceReason
from surveys.answers.models import Answer
from surveys.followups.querysets import FollowUpQuerySet


class FollowUpState(models.TextChoices):
    """Name where a follow-up stands."""

    OPEN = "open", _("Open")
    CONTACTED = "contacted", _("Contacted")
    RESOLVED = "resolved", _("Resolved")
    NO_ACTION = "no_action", _("No action")


class FollowUp(models.Model):
    """Give an answer to somebody to act on; an answer has one at most."""

    answer = models.OneToOneField(Answer, on_delete=models.PROTECT, related_name="followup")
    account = models.ForeignKey(
        "customers.Account", on_delete=models.PROTECT, related_name="survey_followups"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="survey_followups",
        verbose_name=_("owner"),
    )
    due_at = models.DateTimeField(_("due"))
    state = models.CharField(
        _("state"), max_length=9, choices=FollowUpState.choices, default=FollowUpState.OPEN
    )
    created_at = models.DateTimeField(_("created"))
    contacted_at = models.DateTimeField(_("contacted"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("owner reminded"), null=True, blank=True)
    escalated_at = models.DateTimeField(_("manager told"), null=True, blank=True)
    silence_reason = models.CharField(
        _("why they did not complain"), max_length=16, choices=SilenceReason.choices, blank=True
    )
    note = models.TextField(_("what did we do"), blank=True)
    complaint_number = models.CharField(_("complaint"), max_length=20, blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        constraints = [
            choice_check("state", FollowUpState),
            models.CheckConstraint(
                condition=models.Q(silence_reason__in=["", *SilenceReason.values]),
                name="surveys_followup_silence_choice",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_at", "id"], name="surveys_followup_queue"),
            models.Index(fields=["owner", "state", "due_at"], name="surveys_followup_owner"),
            models.Index(fields=["account", "state"], name="surveys_followup_account"),
            models.Index(
                fields=["due_at", "id"],
                condition=models.Q(state="open", escalated_at=None),
                name="surveys_followup_ladder",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.state}"

    def get_absolute_url(self) -> str:
        """Give the address of the answer it belongs to."""
        return reverse("answers:detail", args=[self.answer_id])


class FollowUpEvent(AppendOnly):
    """Record each step of a follow-up; never edited."""

    followup = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField(_("at"))
    state_before = models.CharField(_("state before"), max_length=9, choices=FollowUpState.choices)
    state_after = models.CharField(_("state after"), max_length=9, choices=FollowUpState.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
    )

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("step of a follow-up")
        verbose_name_plural = _("steps of follow-ups")
        constraints = [
            choice_check("state_before", FollowUpState),
            choice_check("state_after", FollowUpState),
        ]

    def __str__(self) -> str:
        return f"{self.state_before} → {self.state_after}"


class ThankYou(models.Model):
    """Thank a customer by mail for an answer: one text, sent once."""

    answer = models.OneToOneField(Answer, on_delete=models.PROTECT, related_name="thank_you")
    text = models.TextField(_("text"), max_length=2000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    written_at = models.DateTimeField(_("written"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    failed = models.BooleanField(_("not sent"), default=False)

    class Meta:
        verbose_name = _("thank-you mail")
        verbose_name_plural = _("thank-you mails")

    def __str__(self) -> str:
        return self.text[:60]
