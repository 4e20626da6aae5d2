"""The link with which a contact stops all surveys."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.shared.tokens import TokenFields

UNSUBSCRIBE_TOKEN = "survey-unsubscribe"  # noqa: S105 - the purpose of a link, not a secret


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
