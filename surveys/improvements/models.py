"""What we do about a theme, and whom we told that we did it."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.shared.constraints import choice_check
from crm.shared.people.models import Language
from surveys.answers.models import Theme
from surveys.improvements.querysets import ImprovementQuerySet


class Improvement(models.Model):
    """Hold one improvement: asked for by a theme, promised by an owner, done, told."""

    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, related_name="improvements", verbose_name=_("theme")
    )
    title = models.CharField(_("what we improve"), max_length=160)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="improvements",
        verbose_name=_("owner"),
    )
    due_on = models.DateField(_("due on"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    told_at = models.DateTimeField(_("told"), null=True, blank=True)
    did_en = models.TextField(_("what we did, for customers (English)"), blank=True)
    did_nl = models.TextField(_("what we did, for customers (Dutch)"), blank=True)
    created_at = models.DateTimeField(_("created"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ImprovementQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("improvement")
        verbose_name_plural = _("improvements")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(title=""), name="surveys_improvement_titled"
            ),
            models.CheckConstraint(
                condition=models.Q(told_at=None) | models.Q(done_on__isnull=False),
                name="surveys_improvement_done_before_told",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], name="surveys_improvement_due"),
            models.Index(fields=["theme", "done_on"], name="surveys_improvement_theme"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Give the address of the improvement's page."""
        return reverse("improvements:detail", args=[self.pk])

    def did(self, language: str) -> str:
        """Give what customers read, in their language or else the other."""
        first, second = (
            (self.did_nl, self.did_en) if language == Language.DUTCH else (self.did_en, self.did_nl)
        )
        return first or second


class TellingState(models.TextChoices):
    """Say what became of a mail to a customer who asked for an improvement."""

    WAITING = "waiting", _("Waiting to be sent")
    SENT = "sent", _("Sent")
    SKIPPED = "skipped", _("Not sent after all")
    REFUSED = "refused", _("Refused by the mail server")


class Telling(models.Model):
    """Tell one person, who named the theme, that it is improved."""

    improvement = models.ForeignKey(Improvement, on_delete=models.PROTECT, related_name="tellings")
    contact = models.ForeignKey(
        "customers.Contact", on_delete=models.PROTECT, related_name="improvement_tellings"
    )
    account = models.ForeignKey(
        "customers.Account", on_delete=models.PROTECT, related_name="improvement_tellings"
    )
    score_before = models.PositiveSmallIntegerField(_("score before"))
    state = models.CharField(
        _("state"), max_length=7, choices=TellingState.choices, default=TellingState.WAITING
    )
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("mail about an improvement")
        verbose_name_plural = _("mails about improvements")
        constraints = [
            models.UniqueConstraint(fields=["improvement", "contact"], name="surveys_telling_once"),
            choice_check("state", TellingState),
        ]

    def __str__(self) -> str:
        return f"{self.improvement_id}/{self.contact_id}"
