"""Who did what, when, to which record."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crm.shared.appendonly import AppendOnly


class AuditEntry(AppendOnly):
    """One act: written in the transaction of the act, never edited, for nobody."""

    at = models.DateTimeField(_("at"), default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    verb = models.CharField(_("act"), max_length=40)
    kind = models.CharField(_("kind"), max_length=60)
    object_id = models.BigIntegerField(_("record"), null=True)
    account_id = models.BigIntegerField(_("account"), null=True)
    changed = models.JSONField(_("changed fields"), default=list)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit trail")
        indexes = [
            models.Index(fields=["kind", "object_id", "-at"], name="shared_audit_object"),
            models.Index(fields=["-at", "-id"], name="shared_audit_at"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.kind} {self.object_id}"
