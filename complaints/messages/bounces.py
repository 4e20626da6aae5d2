"""What follows when a message that the mail server took comes back after all."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from complaints.cases.events import EventKind
from complaints.cases.history import log
from complaints.cases.models import Complaint
from complaints.cases.transitions import lock, transition
from complaints.cases.workflow import By, Move, State
from complaints.messages.models import Message, MessageKind
from complaints.messages.services import make_task
from customers.contacts.models import Contact


def _waits_for(complaint: Complaint, question: Message) -> bool:
    """Tell whether the complaint waits for this question, not for one that was asked later."""
    asked_at = Message.objects.filter(pk=question.pk).values("sent_at")
    return complaint.pauses.filter(ended_at__isnull=True, started_at__in=asked_at).exists()


@transaction.atomic
def message_came_back(message: Message, *, hard: bool, why: str, at: datetime) -> None:
    """Record that a message the mail server took came back: the customer never read it.

    The stamps of what was sent stay; the page says that nothing arrived, and somebody gets one task
    to reach the customer otherwise. A question that came back asked nothing: work goes on. A hard
    bounce marks the contact's address.
    """
    rows = Message.objects.filter(pk=message.pk, came_back_at__isnull=True)
    if not rows.update(came_back_at=at):
        return
    complaint = lock(message.complaint).complaint
    log(
        complaint,
        EventKind.MESSAGE_REFUSED,
        now=at,
        text=why[:500],
        message=message.pk,
        what=message.kind,
        came_back=True,
    )
    asked = message.kind == MessageKind.QUESTION and complaint.state == State.WAITING
    if asked and _waits_for(complaint, message):
        transition(complaint, Move.RESUME, by=By.SYSTEM, now=at)
    if hard and complaint.contact is not None:
        Contact.objects.filter(
            pk=complaint.contact_id, email=complaint.reach_email, bounced_at=None
        ).update(bounced_at=at)
    if complaint.is_open or message.kind == MessageKind.ANSWER:
        make_task(complaint, message, _("%(number)s: our mail came back, reach the customer"), at)
