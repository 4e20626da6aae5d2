"""Mail that came in: the raw mail is kept, each once."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.shared.constraints import choice_check


class InboundState(models.TextChoices):
    """Name what became of a mail that came in."""

    NEW = "new", pgettext_lazy("mail", "Not read yet")
    HANDLED = "handled", pgettext_lazy("mail", "Handled")
    IGNORED = "ignored", pgettext_lazy("mail", "Nothing to do")
    FAILED = "failed", pgettext_lazy("mail", "Failed")


class InboundMail(models.Model):
    """One mail of the mailbox, as it came in."""

    message_id = models.CharField(max_length=250, unique=True)
    sender = models.CharField(_("from"), max_length=254, blank=True)
    subject = models.CharField(_("subject"), max_length=500, blank=True)
    raw = models.BinaryField()
    size = models.BigIntegerField(_("size"), default=0)
    is_whole = models.BooleanField(_("taken as a whole"), default=True)
    received_at = models.DateTimeField(_("received at"))
    state = models.CharField(
        _("state"), max_length=7, choices=InboundState.choices, default=InboundState.NEW
    )
    handler = models.CharField(_("handled by"), max_length=60, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.CharField(_("last error"), max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("mail that came in")
        verbose_name_plural = _("mail that came in")
        constraints = [choice_check("state", InboundState)]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(state="new"), name="shared_inbound_new"),
            models.Index(
                fields=["id"], condition=models.Q(state="failed"), name="shared_inbound_failed"
            ),
            models.Index(fields=["sender", "-received_at"], name="shared_inbound_sender"),
        ]

    def __str__(self) -> str:
        return self.subject or self.message_id
