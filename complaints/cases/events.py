"""What can happen to a complaint, and its append-only history."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.cases.chain import new_salt
from complaints.cases.models import Complaint
from complaints.cases.workflow import Move, State
from crm.shared.appendonly import AppendOnly
from crm.shared.constraints import choice_check


class EventKind(models.TextChoices):
    """Names what a row of the history tells; the moves carry their own names."""

    RECEIVED = "received", pgettext_lazy("complaint", "Received")
    IMPORTED = "imported", pgettext_lazy("complaint", "Imported")
    ACKNOWLEDGE = Move.ACKNOWLEDGE.value, _("Receipt acknowledged")
    INVESTIGATE = Move.INVESTIGATE.value, _("Investigation started")
    ASK = Move.ASK.value, _("Waiting for the customer")
    RESUME = Move.RESUME.value, pgettext_lazy("complaint", "Resumed")
    ANSWER = Move.ANSWER.value, pgettext_lazy("complaint", "Answered")
    CLOSE = Move.CLOSE.value, pgettext_lazy("complaint", "Closed")
    REOPEN = Move.REOPEN.value, _("Reopened")
    WITHDRAW = Move.WITHDRAW.value, _("Withdrawn")
    DUPLICATE = Move.DUPLICATE.value, _("Marked as duplicate")
    ASSESSED = "assessed", _("Assessed")
    ASSIGNED = "assigned", _("Handler chosen")
    EDITED = "edited", _("Facts changed")
    LINKED = "linked", _("Linked to an account")
    REDATED = "redated", _("Date of receipt changed")
    DECIDED = "decided", _("Decision recorded")
    APPROVED = "approved", _("Remedies approved")
    APPROVAL_VOIDED = "approval_voided", _("Approval expired by a change")
    REMEDY = "remedy", _("Remedy settled")
    MESSAGE_SENT = "message_sent", _("Message sent")
    MESSAGE_RECORDED = "message_recorded", _("Conversation recorded")
    MESSAGE_REFUSED = "message_refused", _("Message not delivered")
    MESSAGE_UNDONE = "message_undone", _("Sending undone")
    MOVE_LAPSED = "move_lapsed", _("Message sent, step no longer possible")
    REPLIED = "replied", _("Customer replied")
    PRIORITISED = "prioritised", _("Priority set by hand")
    RELATED = "related", _("Link with another case changed")
    MERGED = "merged", _("Merged")
    UNMERGED = "unmerged", _("Merge undone")
    CONFIDENTIAL = "confidential", _("Confidentiality changed")
    INVESTIGATION = "investigation", _("Investigation file changed")
    ESCALATED = "escalated", _("Term warned about")
    CALL_PLANNED = "call_planned", _("Call of a manager planned")
    EXTENDED = "extended", _("Legal term extended")


class ComplaintEvent(AppendOnly):
    """One row of a complaint's history, written once. Its free text stands in an erasable row.

    Events of a complaint are numbered and chained by `hash` (`complaints.cases.chain`).
    """

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField(default=0)
    cycle = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=EventKind.choices)
    from_state = models.CharField(max_length=13, choices=State.choices, blank=True)
    to_state = models.CharField(max_length=13, choices=State.choices, blank=True)
    at = models.DateTimeField(_("happened at"))
    recorded_at = models.DateTimeField(_("recorded at"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    by_customer = models.BooleanField(default=False)
    data = models.JSONField(default=dict)
    text_digest = models.CharField(max_length=64, blank=True, default="")
    # Salt and text that are stored apart with a new event; nothing of a stored one.
    free_text: tuple[str, str] | None = None
    hash = models.CharField(max_length=64, default="")

    class Meta:
        ordering = ["recorded_at", "pk"]
        verbose_name = _("complaint event")
        verbose_name_plural = _("complaint events")
        constraints = [
            choice_check("kind", EventKind),
            models.UniqueConstraint(
                fields=["complaint", "number"], name="complaints_event_one_per_number"
            ),
        ]
        indexes = [
            models.Index(fields=["complaint", "recorded_at", "id"], name="complaints_event_order")
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.kind}"

    @property
    def words(self) -> Any:
        """Return the free text of the event, if it has any that was not erased."""
        text = getattr(self, "text", None)
        return text.text if text is not None else ""


class ComplaintEventText(models.Model):
    """The free text of an event (a reason); may be erased while the event stays."""

    event = models.OneToOneField(ComplaintEvent, on_delete=models.PROTECT, related_name="text")
    text = models.TextField(_("text"), max_length=2_000)
    salt = models.CharField(max_length=32, blank=True, default=new_salt, editable=False)

    class Meta:
        verbose_name = _("text of a complaint event")
        verbose_name_plural = _("texts of complaint events")

    def __str__(self) -> str:
        return f"{self.event_id}"
