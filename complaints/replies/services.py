"""Choosing what a reply after the end is: a thank-you, a reason to reopen, or a new complaint."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from complaints.cases.choices import Channel
from complaints.cases.models import Complaint
from complaints.cases.services import Complainant, record_complaint
from complaints.cases.transitions import acting_as, lock, transition
from complaints.cases.workflow import By, Move
from complaints.errors import somebody_was_faster
from complaints.messages.models import Message, Via
from complaints.replies.models import Choice, ReplyChoice
from crm.shared.audit.services import record
from customers.activities.services import complete_tasks_of

REASON_LENGTH = 2_000


@transaction.atomic
def choose(waiting: ReplyChoice, choice: str, *, by: Any, now: datetime) -> Complaint:
    """Say what a reply after the end is and do what follows; returns the complaint to go on with.

    Reopening is what the customer asks: within the period any handler confirms it, later a manager
    decides. Raises ComplaintConflict when a colleague chose already, ComplaintError when the move is
    not possible.
    """
    role, choice = acting_as(by), Choice(choice)
    fresh = lock(waiting.complaint).complaint
    message = waiting.message
    if not ReplyChoice.objects.filter(pk=waiting.pk, choice="").update(
        choice=choice, chosen_by=by, chosen_at=now
    ):
        somebody_was_faster()
    result = fresh
    if choice == Choice.REOPENED:
        result = transition(
            fresh,
            Move.REOPEN,
            by=By.MANAGER if role == By.MANAGER else By.CUSTOMER,
            user=by,
            now=now,
            reason=message.body[:REASON_LENGTH],
        )
    elif choice == Choice.NEW:
        result = _new_complaint(fresh, message, by=by, now=now)
        ReplyChoice.objects.filter(pk=waiting.pk).update(made=result)
    record(f"reply.{choice.value}", fresh, by=by)
    complete_tasks_of(f"complaint-message:{message.pk}:", by=by, now=now)
    return result


def _new_complaint(complaint: Complaint, message: Message, *, by: Any, now: datetime) -> Complaint:
    """Record a reply as a complaint of its own, received when it was written."""
    return record_complaint(
        text=message.body,
        subject=_("After %(number)s: %(subject)s")[:150]
        % {"number": complaint.number, "subject": complaint.subject[:100]},
        channel=Channel.EMAIL if message.via == Via.MAIL else Channel.FORM,
        by=by,
        now=now,
        received_at=message.created_at,
        account=complaint.account,
        contact=complaint.contact,
        complainant=Complainant(
            name=complaint.complainant_name,
            email=complaint.complainant_email,
            phone=complaint.complainant_phone,
            address=complaint.complainant_address,
            on_behalf_of=complaint.on_behalf_of,
            is_anonymous=complaint.is_anonymous,
        ),
        reference=complaint.number,
        language=complaint.language,
        is_confidential=complaint.is_confidential,
        complained_about=complaint.complained_about,
    )
