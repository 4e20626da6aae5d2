"""The outbox, and the mailbox of demo and development."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.shared.constraints import choice_check
from crm.shared.mail.querysets import OutboxQuerySet
from crm.shared.people.models import Language


class MailState(models.TextChoices):
    """Where a mail stands."""

    QUEUED = "queued", pgettext_lazy("mail", "Waiting")
    SENDING = "sending", pgettext_lazy("mail", "Being sent")
    SENT = "sent", pgettext_lazy("mail", "Sent")
    FAILED = "failed", pgettext_lazy("mail", "Failed")
    CANCELLED = "cancelled", pgettext_lazy("mail", "Not sent")


class OutboxMail(models.Model):
    """One mail to send. It holds no text and no link: those are made at the moment of sending."""

    purpose = models.CharField(_("purpose"), max_length=60)
    object_id = models.BigIntegerField(_("record"))
    to = models.CharField(_("to"), max_length=254)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    state = models.CharField(
        _("state"), max_length=9, choices=MailState.choices, default=MailState.QUEUED
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    not_before = models.DateTimeField(_("not before"), null=True, blank=True)
    next_try_at = models.DateTimeField(_("next try at"))
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    lease = models.CharField(max_length=32, blank=True, editable=False)
    message_id = models.CharField(max_length=120, unique=True)
    unique_key = models.CharField(max_length=120, unique=True, null=True, blank=True)
    last_error = models.CharField(_("last error"), max_length=300, blank=True)
    follow_up_due = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(_("queued at"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("mail in the outbox")
        verbose_name_plural = _("outbox")
        constraints = [
            choice_check("state", MailState),
            choice_check("language", Language),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="shared_outboxmail_sent_at",
            ),
            models.CheckConstraint(
                condition=~Q(state="sending") | Q(lease_until__isnull=False),
                name="shared_outboxmail_lease",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                condition=Q(state__in=["queued", "sending"]),
                name="shared_outbox_due",
            ),
            models.Index(fields=["purpose", "object_id"], name="shared_outbox_record"),
            models.Index(fields=["id"], condition=Q(state="failed"), name="shared_outbox_failed"),
            models.Index(
                fields=["id"], condition=Q(follow_up_due=True), name="shared_outbox_follow_up"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.object_id} {self.state}"


class DeliveredMail(models.Model):
    """A mail that stayed in the house: what MailboxBackend was given instead of a mail server."""

    message_id = models.CharField(max_length=200, blank=True)
    sender = models.CharField(_("from"), max_length=254)
    to = models.CharField(_("to"), max_length=1000)
    subject = models.CharField(_("subject"), max_length=500)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    delivered_at = models.DateTimeField(_("delivered at"))

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("mail in the mailbox")
        verbose_name_plural = _("mailbox")

    def __str__(self) -> str:
        return self.subject
