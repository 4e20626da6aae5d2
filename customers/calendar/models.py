"""The secret address of a colleague's calendar."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.shared.tokens import TokenFields


class CalendarLink(TokenFields):
    """One secret link per colleague for other calendars; renewed or revoked on the profile page."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="calendar_link",
        verbose_name=_("colleague"),
    )
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("calendar link")
        verbose_name_plural = _("calendar links")

    def __str__(self) -> str:
        return f"{self.user}"
