"""A link anybody may answer by, on a poster or a packing slip, and what came in by it.

These answers have no person and no response rate, so they stand apart from those of invitations.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.shared.constraints import choice_check, range_check
from crm.shared.people.models import Language
from crm.shared.tokens import TokenFields
from surveys.campaigns.models import Survey
from surveys.openlinks.querysets import OpenLinkQuerySet

OPEN_TOKEN = "survey-open"  # noqa: S105 - the purpose of a link, not a secret


class OpenLink(TokenFields):
    """Hold one public link of a survey with its source, such as the counter or the invoice."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="open_links")
    source = models.CharField(
        _("source"),
        max_length=40,
        help_text=_("Where it hangs or stands: counter, packing slip, invoice."),
    )
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.DUTCH
    )
    created_at = models.DateTimeField(_("created"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = OpenLinkQuerySet.as_manager()

    class Meta:
        ordering = ["source", "pk"]
        verbose_name = _("public link")
        verbose_name_plural = _("public links")
        constraints = [
            models.UniqueConstraint(fields=["survey", "source"], name="surveys_openlink_source"),
            choice_check("language", Language),
        ]

    def __str__(self) -> str:
        return self.source


class OpenAnswer(models.Model):
    """Hold what somebody answered by a public link; nobody knows who."""

    link = models.ForeignKey(OpenLink, on_delete=models.PROTECT, related_name="answers")
    score = models.PositiveSmallIntegerField(_("score"))
    comment = models.TextField(_("comment"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    form_key = models.CharField(max_length=32, unique=True, editable=False)
    confirmed_at = models.DateTimeField(_("answered"))
    updated_at = models.DateTimeField(_("changed"))

    class Meta:
        ordering = ["-confirmed_at", "-pk"]
        verbose_name = _("answer by public link")
        verbose_name_plural = _("answers by public links")
        constraints = [range_check("score", 0, 10), choice_check("language", Language)]
        indexes = [models.Index(fields=["link", "-confirmed_at"], name="surveys_openanswer_link")]

    def __str__(self) -> str:
        return f"{self.score} ({self.confirmed_at:%Y-%m-%d})"
