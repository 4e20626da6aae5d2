"""What was said: messages to and from the customer, and internal notes, in different tables.

No note ever leaves the house: nothing that builds a mail or a public page reads `Note`.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.cases.chain import new_salt
from complaints.cases.models import Complaint
from complaints.cases.workflow import By, Move
from crm.shared.constraints import choice_check


class Direction(models.TextChoices):
    """Names who speaks."""

    OUT = "out", _("From us")
    IN = "in", _("From the customer")


class MessageKind(models.TextChoices):
    """Names what a message is for."""

    RECEIPT = "receipt", _("Confirmation of receipt with tracking link")
    ACKNOWLEDGEMENT = "acknowledgement", _("Acknowledgement")
    QUESTION = "question", _("Question")
    UPDATE = "update", _("Message")
    ANSWER = "answer", _("Answer")
    REPLY = "reply", _("Reply of the customer")


class Via(models.TextChoices):
    """Names the way a message took."""

    MAIL = "mail", pgettext_lazy("via", "by e-mail")
    CALL = "call", pgettext_lazy("via", "by telephone")
    LETTER = "letter", pgettext_lazy("via", "by letter")
    PAGE = "page", pgettext_lazy("via", "on the tracking page")
    NO_ADDRESS = "no_address", pgettext_lazy("via", "no address")


class Status(models.TextChoices):
    """Names how far a message is."""

    QUEUED = "queued", _("Being sent")
    SENT = "sent", pgettext_lazy("message", "Sent")
    RECORDED = "recorded", pgettext_lazy("message", "Recorded")
    REFUSED = "refused", _("Not delivered")
    CANCELLED = "cancelled", pgettext_lazy("message", "Undone")
    RECEIVED = "received", pgettext_lazy("message", "Received")


class Message(models.Model):
    """A message to or from the customer; it may carry the move that its acceptance completes."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="messages")
    cycle = models.PositiveSmallIntegerField()
    direction = models.CharField(max_length=3, choices=Direction.choices)
    kind = models.CharField(max_length=15, choices=MessageKind.choices)
    via = models.CharField(max_length=10, choices=Via.choices)
    status = models.CharField(max_length=9, choices=Status.choices)
    subject = models.CharField(_("subject line"), max_length=150, blank=True)
    body = models.TextField(_("text"), max_length=10_000, blank=True)
    salt = models.CharField(max_length=32, blank=True, default=new_salt, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(_("written at"))
    sent_at = models.DateTimeField(_("sent at"), null=True)
    came_back_at = models.DateTimeField(_("came back at"), null=True)
    mail_id = models.BigIntegerField(null=True)
    requested_move = models.CharField(max_length=11, choices=Move.choices, blank=True)
    requested_as = models.CharField(max_length=8, blank=True)
    resume_on = models.DateField(null=True)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            choice_check("direction", Direction),
            choice_check("kind", MessageKind),
            choice_check("via", Via),
            choice_check("status", Status),
            models.CheckConstraint(
                condition=Q(requested_as__in=["", *(by.value for by in By)]),
                name="complaints_message_requested_as_choice",
            ),
            models.UniqueConstraint(
                fields=["complaint"],
                condition=Q(status=Status.QUEUED) & ~Q(requested_move=""),
                name="complaints_message_one_requested_move",
            ),
        ]
        indexes = [models.Index(fields=["complaint", "created_at"], name="complaints_message_of")]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.kind}"

    @property
    def at(self):
        """Return the moment the message counts for."""
        return self.sent_at or self.created_at

    @property
    def is_queued(self) -> bool:
        """Tell whether the message is still being sent."""
        return self.status == Status.QUEUED


class Note(models.Model):
    """An internal note; no customer ever reads it."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    body = models.TextField(_("text"), max_length=10_000)
    created_at = models.DateTimeField(_("written at"))

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("internal note")
        verbose_name_plural = _("internal notes")
        indexes = [models.Index(fields=["complaint", "created_at"], name="complaints_note_of")]

    def __str__(self) -> str:
        return f"{self.complaint_id}"
