"""Letters and mails that are written once and sent often: texts in both languages, with versions."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.learning.models import NamedRow
from complaints.letters.querysets import MessageTemplateQuerySet
from crm.shared.constraints import choice_check
from crm.shared.people.models import Language


class LetterPurpose(models.TextChoices):
    """Names what a letter is for."""

    ACKNOWLEDGEMENT = "acknowledgement", _("Acknowledgement")
    QUESTION = "question", _("Question")
    UPDATE = "update", pgettext_lazy("letter", "Update")
    ANSWER = "answer", _("Answer")
    EXTENSION = "extension", pgettext_lazy("letter", "Extension")
    CLOSING = "closing", pgettext_lazy("letter", "Closing")
    REMINDER = "reminder", pgettext_lazy("letter", "Reminder")


class LetterTexts(models.Model):
    """Has what a customer reads, in both languages."""

    subject_nl = models.CharField(_("subject line in Dutch"), max_length=150)
    body_nl = models.TextField(_("text in Dutch"), max_length=8_000)
    subject_en = models.CharField(_("subject line in English"), max_length=150)
    body_en = models.TextField(_("text in English"), max_length=8_000)

    class Meta:
        abstract = True

    def texts(self, language: str) -> tuple[str, str]:
        """Return subject line and text in a language."""
        if language == Language.DUTCH:
            return self.subject_nl, self.body_nl
        return self.subject_en, self.body_en


class MessageTemplate(NamedRow, LetterTexts):
    """One letter; `key` is that of a supplied one, or was made up for one of your own."""

    purpose = models.CharField(_("purpose"), max_length=15, choices=LetterPurpose.choices)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MessageTemplateQuerySet.as_manager()

    class Meta(NamedRow.Meta):
        verbose_name = _("letter template")
        verbose_name_plural = _("letter templates")
        constraints = [
            choice_check("purpose", LetterPurpose),
            models.CheckConstraint(
                condition=~Q(body_nl="") & ~Q(body_en=""),
                name="complaints_messagetemplate_both_languages",
            ),
        ]


class TemplateVersion(LetterTexts):
    """How a template read before it was changed: who changed it and when."""

    template = models.ForeignKey(MessageTemplate, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    replaced_at = models.DateTimeField(_("replaced at"))
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("replaced by"),
    )

    class Meta:
        ordering = ["-number"]
        verbose_name = _("earlier version of a letter")
        verbose_name_plural = _("earlier versions of letters")
        constraints = [
            models.UniqueConstraint(
                fields=["template", "number"], name="complaints_templateversion_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.template_id} {self.number}"
