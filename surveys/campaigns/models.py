"""Surveys, the people invited, and the people not asked, each with the reason."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.shared.constraints import choice_check, range_check
from crm.shared.localtime import local_date
from crm.shared.people.models import Language
from crm.shared.querysets import OfAccountQuerySet
from crm.shared.tokens import TokenFields
from surveys.audience.fatigue import Reason
from surveys.campaigns.querysets import InvitationQuerySet, SkipEntryQuerySet, SurveyQuerySet

ANSWER_TOKEN = "answer"  # noqa: S105 - the purpose of a link, not a secret


class SurveyKind(models.TextChoices):
    """Name the two kinds of survey; their figures are never mixed."""

    RELATIONSHIP = "relationship", _("Relationship")
    TRANSACTIONAL = "transactional", _("Transactional")


class SurveyMode(models.TextChoices):
    """Name what is known of who answers.

    Only *identified* answers become an `Answer`. Confidential and anonymous ones stand in
    `surveys.sealed`, so that nothing of them reaches an account page, a list or an export.
    """

    IDENTIFIED = "identified", _("Identified")
    CONFIDENTIAL = "confidential", _("Confidential")
    ANONYMOUS = "anonymous", _("Anonymous")


class Trigger(models.TextChoices):
    """Name what makes a transactional survey ask somebody; empty = sent by hand."""

    ORDER = "order", _("After an order or delivery")
    COMPLAINT = "complaint", _("After a complaint is closed")
    ONBOARDING = "onboarding", _("After somebody became a customer")
    RENEWAL = "renewal", _("Before the renewal date")


class WavesPerYear(models.IntegerChoices):
    """Name how often a relationship survey comes back."""

    ONCE = 0, _("Only this once")
    YEARLY = 1, _("Once a year")
    HALF_YEARLY = 2, _("Twice a year")
    QUARTERLY = 4, _("Four times a year")


class SurveyState(models.TextChoices):
    """Name where a survey stands."""

    DRAFT = "draft", _("Draft")
    PLANNED = "planned", _("Planned")
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
    mode = models.CharField(
        _("who answers"),
        max_length=12,
        choices=SurveyMode.choices,
        default=SurveyMode.IDENTIFIED,
    )
    named_contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("named contact"),
        help_text=_("The one colleague who reads confidential answers and follows them up."),
    )
    audience = models.JSONField(_("audience"), default=dict, blank=True)
    trigger = models.CharField(_("trigger"), max_length=10, choices=Trigger.choices, blank=True)
    delay_days = models.PositiveSmallIntegerField(_("days after (or before)"), default=0)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    per_year = models.PositiveSmallIntegerField(
        _("comes back"), choices=WavesPerYear.choices, default=WavesPerYear.ONCE
    )
    wave = models.PositiveSmallIntegerField(_("wave"), default=1, editable=False)
    series = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="waves"
    )
    spread_days = models.PositiveSmallIntegerField(
        _("spread over working days"),
        default=0,
        help_text=_("A trickle every day instead of all at once; 0 = at once."),
    )
    sample_percent = models.PositiveSmallIntegerField(_("sample, in %"), default=100)
    sample_seed = models.PositiveIntegerField(_("seed of the sample"), default=1)
    account_cap = models.PositiveSmallIntegerField(
        _("people per account, at most"), null=True, blank=True
    )
    daily_cap = models.PositiveIntegerField(_("mails a day, at most"), null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(_("reminders"), default=1)
    remind_after_days = models.PositiveSmallIntegerField(
        _("remind after, in days"),
        default=7,
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
    paused_at = models.DateTimeField(_("paused"), null=True, blank=True)
    imported = models.BooleanField(_("imported"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)
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
        constraints = [
            choice_check("kind", SurveyKind),
            choice_check("state", SurveyState),
            choice_check("mode", SurveyMode),
            choice_check("per_year", WavesPerYear),
            range_check("sample_percent", 1, 100),
            range_check("reminders", 0, 2),
            models.CheckConstraint(
                condition=models.Q(trigger__in=["", *Trigger.values]),
                name="surveys_survey_trigger_choice",
            ),
            models.CheckConstraint(
                condition=~models.Q(mode="confidential") | models.Q(named_contact__isnull=False),
                name="surveys_survey_named_contact",
            ),
            models.UniqueConstraint(fields=["series", "wave"], name="surveys_survey_wave_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Give the address of the survey's page."""
        return reverse("surveys:detail", args=[self.pk])

    @property
    def is_identified(self) -> bool:
        """Tell whether answers may be read with the name of who gave them."""
        return self.mode == SurveyMode.IDENTIFIED


class OccasionState(models.TextChoices):
    """Name where an occasion stands."""

    WAITING = "waiting", pgettext_lazy("occasion", "Waiting for its day")
    ASKED = "asked", pgettext_lazy("occasion", "Asked")
    SKIPPED = "skipped", pgettext_lazy("occasion", "Not asked")
    CANCELLED = "cancelled", pgettext_lazy("occasion", "Called off")


class Occasion(models.Model):
    """Note one thing that happened after which a transactional survey asks once: never twice."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="occasions")
    key = models.CharField(_("what happened"), max_length=80)
    account = models.ForeignKey(
        "customers.Account", on_delete=models.PROTECT, related_name="survey_occasions"
    )
    contact = models.ForeignKey(
        "customers.Contact",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="survey_occasions",
    )
    happened_on = models.DateField(_("happened on"))
    due_on = models.DateField(_("ask on"))
    state = models.CharField(
        _("state"), max_length=9, choices=OccasionState.choices, default=OccasionState.WAITING
    )
    reason = models.CharField(_("reason"), max_length=16, choices=Reason.choices, blank=True)
    noted_at = models.DateTimeField(_("noted"))

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["-due_on", "-pk"]
        verbose_name = _("occasion")
        verbose_name_plural = _("occasions")
        constraints = [
            models.UniqueConstraint(fields=["survey", "key"], name="surveys_occasion_once"),
            choice_check("state", OccasionState),
        ]
        indexes = [
            models.Index(
                fields=["due_on", "id"],
                condition=models.Q(state="waiting"),
                name="surveys_occasion_due",
            ),
            models.Index(fields=["survey", "-due_on", "-id"], name="surveys_occasion_survey"),
            models.Index(fields=["key"], name="surveys_occasion_key"),
        ]

    def __str__(self) -> str:
        return self.key


class Invitation(TokenFields):
    """Invite one contact to one survey; the link opens this row and is never stored.

    `answered` is all an invitation to an anonymous survey remembers; `answered_at` stays empty then.
    """

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
    occasion = models.ForeignKey(
        Occasion, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    planned_on = models.DateField(_("planned for"), null=True, blank=True)
    queued_at = models.DateTimeField(_("handed to the outbox"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    reminder_queued_at = models.DateTimeField(_("reminder asked for"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    reminders_sent = models.PositiveSmallIntegerField(_("reminders sent"), default=0)
    bounces = models.PositiveSmallIntegerField(_("times bounced"), default=0)
    bounced_at = models.DateTimeField(_("bounced"), null=True, blank=True)
    answered = models.BooleanField(_("answered"), default=False)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "contact"],
                condition=models.Q(occasion__isnull=True),
                name="surveys_invitation_once_per_survey",
            ),
            models.UniqueConstraint(
                fields=["occasion", "contact"], name="surveys_invitation_once_per_occasion"
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

    @property
    def last_day(self) -> date | None:
        """Give the last day on which this link takes an answer."""
        expires = self.token_expires_at
        return local_date(expires - timedelta(seconds=1)) if expires else None


class SkipEntry(models.Model):
    """Remember who was not asked, why, and from when they may be: nobody is dropped silently."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="skips")
    contact = models.ForeignKey(
        "customers.Contact", on_delete=models.CASCADE, related_name="survey_skips"
    )
    account = models.ForeignKey(
        "customers.Account", on_delete=models.PROTECT, related_name="survey_skips"
    )
    occasion = models.ForeignKey(
        Occasion, on_delete=models.CASCADE, null=True, blank=True, related_name="skips"
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
            models.UniqueConstraint(
                fields=["survey", "contact"],
                condition=models.Q(occasion__isnull=True),
                name="surveys_skipentry_once",
            ),
            models.UniqueConstraint(
                fields=["occasion", "contact"], name="surveys_skipentry_once_per_occasion"
            ),
            choice_check("reason", Reason),
        ]
        indexes = [models.Index(fields=["survey", "reason", "id"], name="surveys_skip_reason")]

    def __str__(self) -> str:
        return f"{self.survey_id}/{self.contact_id}: {self.reason}"
