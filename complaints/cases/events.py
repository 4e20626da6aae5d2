"""What can happen to a complaint: the kinds of its append-only history."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.cases.workflow import Move


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
