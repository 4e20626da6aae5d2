"""Surveys, the people invited, and the people not asked, each with the reason."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.shared.constraints import choice_check
from crm.shared.people.models import Language
from crm.shared.tokens import TokenFields
from surveys.campaigns.fatigue import Reason
from surveys.campaigns.querysets import InvitationQuerySet, SkipEntryQuerySet, SurveyQuerySet

ANSWER_TOKEN = "answer"  # noqa: S105 - the purpose of a link, not a secret
UNSUBSCRIBE_TOKEN = "survey-unsubscribe"  # noqa: S105


class SurveyKind(models.TextChoices):
    """Name the two kinds of survey; their figures are never mixed."""

    RELATIONSHIP = "relationship", _("Relationship")
    TRANSACTIONAL = "transactional", _("Transactional")


class SurveyState(models.TextChoices):
    """Name where a survey stands."""

    DRAFT = "draft", _("Draft")
    SENDING = "sending", _("Being sent")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class InvitationState(models.TextChoices):
    """Name where an invitation stands."""

    WAITING = "waiting", _("Waiting to be sent")
    SENT = "sent", _("Sent")
    REFUSED = "refused", _("Refused by the mail server")
    BOUNCED = "bounced", _("Bounced")
    CANCELLED = "cancelled", _("Not sent after all")


class WordingVersion(models.Model):
    """Hold one version of the fixed questions; a change is a new version, marked on every trend."""

    number = models.PositiveSmallIntegerField(_("version"), unique=True)
    valid_from = models.DateField(_("valid from"))
    question_en = models.TextField(_("question (English)"))
    question_nl = models.TextField(_("question (Dutch)"))
    improve_en = models.TextField(_("what to improve (English)"))
    improve_nl = models.TextField(_("what to improve (Dutch)"))
    keep_en = models.TextField(_("what to keep, for a 10 (English)"))
    keep_nl = models.TextField(_("what to keep, for a 10 (Dutch)"))
    lowest_en = models.CharField(_("lowest end (English)"), max_length=60)
    lowest_nl = models.CharField(_("lowest end (Dutch)"), max_length=60)
    highest_en = models.CharField(_("highest end (English)"), max_length=60)
    highest_nl = models.CharField(_("highest end (Dutch)"), max_length=60)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")

    def __str__(self) -> str:
        return f"v{self.number}"

    def text(self, part: str, language: str, organisation: str) -> str:
        """Give one text in a language, with the organisation's name filled in by plain replacement."""
        known = language if language in Language.values else Language.ENGLISH
        return getattr(self, f"{part}_{known}").replace("{organisation}", organisation)


class Survey(models.Model):
    """Ask a group of contacts the one question: one wave of measuring."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    kind = models.CharField(
        _("kind"), max_length=16, choices=SurveyKind.choices, default=SurveyKind.RELATIONSHIP
    )
    wording = models.ForeignKey(
        WordingVersion, on_delete=models.PROTECT, related_name="surveys", verbose_name=_("wording")
    )
    state = models.CharField(
        _("state"), max_length=8, choices=SurveyState.choices, default=SurveyState.DRAFT
    )
    audience = models.JSONField(_("audience"), default=dict, blank=True)
    remind_after_days = models.PositiveSmallIntegerField(
        _("remind after, in days"),
        default=7,
        help_text=_("One reminder for who did not answer; 0 = no reminder."),
    )
    created_at = models.DateTimeField(_("created"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    launched_at = models.DateTimeField(_("launched"), null=True, blank=True)
    closes_on = models.DateField(
        _("closes on"),
        null=True,
        blank=True,
        help_text=_("The last day on which can be answered. Empty: the usual term after sending."),
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    imported = models.BooleanField(_("imported"), default=False)
    # totals, changed in the transaction of their cause
    asked = models.PositiveIntegerField(_("asked"), default=0, editable=False)
    skipped = models.PositiveIntegerField(_("not asked"), default=0, editable=False)
    sent = models.PositiveIntegerField(_("sent"), default=0, editable=False)
    bounced = models.PositiveIntegerField(_("bounced"), default=0, editable=False)
    answered = models.PositiveIntegerField(_("answered"), default=0, editable=False)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")
        constraints = [choice_check("kind", SurveyKind), choice_check("state", SurveyState)]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Give the address of the survey's page."""
        return reverse("surveys:detail", args=[self.pk])


class Invitation(TokenFields):
    """Invite one contact to one survey; the link opens this row and is never stored."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="invitations")
    contact = models.ForeignKey(
        "customers.Contact", on_delete=models.PROTECT, related_name="survey_invitations"
    )
    account = models.ForeignKey(
        "customers.Account", on_delete=models.PROTECT, related_name="survey_invitations"
    )
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    state = models.CharField(
        _("state"),
        max_length=9,
        choices=InvitationState.choices,
        default=InvitationState.WAITING,
    )
    held_reason = models.CharField(
        _("not sent because"), max_length=16, choices=Reason.choices, blank=True
    )
    queued_at = models.DateTimeField(_("handed to the outbox"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    reminder_queued_at = models.DateTimeField(_("reminder asked for"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "contact"], name="surveys_invitation_once_per_survey"
            ),
            choice_check("state", InvitationState),
            choice_check("language", Language),
        ]
        indexes = [
            models.Index(fields=["survey", "state", "id"], name="surveys_invitation_progress"),
            models.Index(fields=["account", "-sent_at"], name="surveys_invitation_account"),
            models.Index(fields=["contact", "-sent_at"], name="surveys_invitation_contact"),
            models.Index(fields=["sent_at"], name="surveys_invitation_sent"),
        ]

    def __str__(self) -> str:
        return f"{self.survey_id}/{self.contact_id}"


class SkipEntry(models.Model):
    """Remember who was not asked, why, and from when they may be: nobody is dropped silently."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="skips")
    contact = models.ForeignKey(
        "customers.Contact", on_delete=models.CASCADE, related_name="survey_skips"
    )
    account = models.ForeignKey(
        "customers.Account", on_delete=models.PROTECT, related_name="survey_skips"
    )
    reason = models.CharField(_("reason"), max_length=16, choices=Reason.choices)
    eligible_from = models.DateTimeField(_("eligible from"), null=True, blank=True)
    noted_at = models.DateTimeField(_("noted"))

    objects = SkipEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("person not asked")
        verbose_name_plural = _("people not asked")
        constraints = [
            models.UniqueConstraint(fields=["survey", "contact"], name="surveys_skipentry_once"),
            choice_check("reason", Reason),
        ]
        indexes = [models.Index(fields=["survey", "reason", "id"], name="surveys_skip_reason")]

    def __str__(self) -> str:
        return f"{self.survey_id}/{self.contact_id}: {self.reason}"


class UnsubscribeLink(TokenFields):
    """Give a contact one link, for ever, to stop all surveys."""

    contact = models.OneToOneField(
        "customers.Contact", on_delete=models.CASCADE, related_name="survey_unsubscribe"
    )
    unsubscribed_at = models.DateTimeField(_("unsubscribed"), null=True, blank=True)

    class Meta:
        verbose_name = _("unsubscribe link")
        verbose_name_plural = _("unsubscribe links")

    def __str__(self) -> str:
        return str(self.contact_id)
