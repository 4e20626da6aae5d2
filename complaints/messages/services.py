"""Messages to and from the customer, and internal notes.

A move that needs a message is *requested*: message and move are stored together and the mail waits
30 seconds for an undo. The worker makes the move in the transaction that records the mail server's
acceptance, stamped with that moment; a refusal leaves the state and makes a task.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from complaints.cases.events import EventKind
from complaints.cases.history import log
from complaints.cases.models import Complaint
from complaints.cases.stamps import derive
from complaints.cases.transitions import (
    Locked,
    act_of,
    acting_as,
    check,
    lock,
    stamp_heard,
    transition,
)
from complaints.cases.workflow import ENDED, RULES, By, How, Move, State
from complaints.errors import ComplaintError
from complaints.ladder.ladder import MANAGER
from complaints.ladder.services import recipients
from complaints.letters.checks import refuse_unfinished
from complaints.messages.countdown import UNDO
from complaints.messages.models import Direction, Message, MessageKind, Status, Via
from complaints.replies.models import ReplyChoice
from crm.shared.localtime import local_date
from crm.shared.mail import services as outbox
from customers.activities.models import TaskOrigin
from customers.activities.services import add_task

MAIL_PURPOSE = "complaints.message"

BEING_SENT = gettext_lazy(
    "A message about this complaint is being sent. Undo it first, or wait a moment."
)
KIND_OF_MOVE = {
    Move.ACKNOWLEDGE: MessageKind.ACKNOWLEDGEMENT,
    Move.ASK: MessageKind.QUESTION,
    Move.ANSWER: MessageKind.ANSWER,
}


def _queue(message: Message, *, now: datetime, wait: timedelta = UNDO) -> Message:
    complaint = message.complaint
    mail = outbox.queue(
        MAIL_PURPOSE,
        object_id=message.pk,
        to=complaint.reach_email,
        language=complaint.language,
        now=now,
        not_before=now + wait,
        unique_key=f"{MAIL_PURPOSE}:{message.pk}",
    )
    message.mail_id = mail.pk
    message.save(update_fields=["mail_id"])
    return message


@transaction.atomic
def request_move(
    complaint: Complaint,
    move: Move,
    *,
    body: str,
    how: str,
    by: Any,
    now: datetime,
    subject: str = "",
    at: datetime | None = None,
    resume_on: date | None = None,
    version: int | None = None,
) -> Message:
    """Acknowledge, ask or answer: store message and move together.

    By mail the move waits for the mail server; a recorded call or letter (`at` says when, default
    now) and "no address" make it at once. Raises ComplaintError when a guard refuses, when there is
    no e-mail address, or when another message with a move is still being sent.
    """
    move, role, locked = Move(move), acting_as(by), lock(complaint, version=version)
    fresh = locked.complaint
    if not RULES[move].needs_message:
        raise ValueError(f"{move} needs no message.")
    if not body.strip() and how != How.NO_ADDRESS:
        raise ComplaintError(_("Write down what you tell the customer."), field="body")
    refuse_unfinished(fresh, subject, body, now=now)
    if how == How.MAIL and not fresh.reach_email:
        raise ComplaintError(
            _("There is no e-mail address. Record a call or a letter, or add an address."),
            field="how",
        )
    message = Message(
        complaint=fresh,
        cycle=fresh.cycle,
        direction=Direction.OUT,
        kind=KIND_OF_MOVE[move],
        via=how,
        subject=subject.strip() if how == How.MAIL else "",
        body=body.strip(),
        author=by,
        created_at=now,
        requested_move=move,
        requested_as=role.value,
        resume_on=resume_on,
    )
    if how == How.MAIL:
        act = act_of(move, by=role, user=by, now=now, how=how, resume_on=resume_on)
        check(locked, move, act)
        return _request(message, now)
    if fresh.messages.filter(status=Status.QUEUED).exclude(requested_move="").exists():
        raise ComplaintError(BEING_SENT)
    transition(
        fresh,
        move,
        by=role,
        user=by,
        now=now,
        at=at,
        how=how,
        resume_on=resume_on,
        heard=how != How.NO_ADDRESS,
        locked=locked,
    )
    message.status, message.sent_at = Status.RECORDED, at or now
    message.save()
    return message


def _request(message: Message, now: datetime) -> Message:
    """Store and queue a message that carries a move; only one is on its way at a time."""
    message.status = Status.QUEUED
    try:
        with transaction.atomic():
            message.save()
    except IntegrityError as error:
        raise ComplaintError(BEING_SENT) from error
    return _queue(message, now=now)


@transaction.atomic
def send_update(
    complaint: Complaint, *, body: str, by: Any, now: datetime, subject: str = ""
) -> Message:
    """Send the customer a message that moves nothing; it starts the next update term again."""
    acting_as(by)
    fresh = lock(complaint).complaint
    if not body.strip():
        raise ComplaintError(_("Write a message first."), field="body")
    refuse_unfinished(fresh, subject, body, now=now)
    if not fresh.reach_email:
        raise ComplaintError(
            _("There is no e-mail address. Record a call or a letter, or add an address."),
            field="body",
        )
    if fresh.complained_about_id == by.pk:
        raise ComplaintError(_("You cannot handle a complaint about yourself."))
    message = Message.objects.create(
        complaint=fresh,
        cycle=fresh.cycle,
        direction=Direction.OUT,
        kind=MessageKind.UPDATE,
        via=Via.MAIL,
        status=Status.QUEUED,
        subject=subject.strip(),
        body=body.strip(),
        author=by,
        created_at=now,
    )
    return _queue(message, now=now)


@transaction.atomic
def send_receipt(complaint: Complaint, *, now: datetime) -> Message | None:
    """Confirm a complaint from the public form by mail, with its number and tracking link.

    This is no acknowledgement: a person still gives that. Without address nothing is sent.
    """
    if not complaint.reach_email:
        return None
    message = Message.objects.create(
        complaint=complaint,
        cycle=complaint.cycle,
        direction=Direction.OUT,
        kind=MessageKind.RECEIPT,
        via=Via.MAIL,
        status=Status.QUEUED,
        created_at=now,
    )
    return _queue(message, now=now, wait=timedelta(0))


@transaction.atomic
def undo(message: Message, *, by: Any, now: datetime) -> Message:
    """Take back a message that is not on its way yet, and the move it asked for."""
    acting_as(by)
    changed = Message.objects.filter(pk=message.pk, status=Status.QUEUED).update(
        status=Status.CANCELLED
    )
    if not changed:
        raise ComplaintError(_("This message is on its way already."))
    if message.mail_id and not outbox.cancel_pk(message.mail_id):
        raise ComplaintError(_("This message is on its way already."))
    log(message.complaint, EventKind.MESSAGE_UNDONE, now=now, user=by, message=message.pk)
    message.refresh_from_db()
    return message


def heard_from_us(locked: Locked, at: datetime) -> None:
    """Start the next update term: the customer heard from us."""
    complaint, cycle = locked.complaint, locked.cycle
    stamp_heard(complaint, cycle, at)
    Complaint.objects.filter(pk=complaint.pk).update(
        last_outbound_at=complaint.last_outbound_at,
        version=F("version") + 1,
        **derive(complaint, cycle),
    )
    cycle.save()


@transaction.atomic
def message_accepted(message: Message, *, at: datetime) -> None:
    """Record that the mail server took a message over, and make the move that waited for it.

    The message is out whatever happens next: a move that is no longer possible is written down and
    becomes a task.
    """
    if (
        not Message.objects.filter(pk=message.pk)
        .exclude(status=Status.SENT)
        .update(status=Status.SENT, sent_at=at)
    ):
        return
    locked = lock(message.complaint)
    complaint = locked.complaint
    log(
        complaint,
        EventKind.MESSAGE_SENT,
        now=at,
        user=message.author,
        seals=message,
        message=message.pk,
        what=message.kind,
    )
    if message.kind == MessageKind.RECEIPT:
        return
    if message.requested_move:
        try:
            with transaction.atomic():
                transition(
                    complaint,
                    Move(message.requested_move),
                    by=By(message.requested_as),
                    user=message.author,
                    now=at,
                    how=How.MAIL,
                    resume_on=message.resume_on,
                    heard=True,
                )
            return
        except ComplaintError as error:
            log(
                complaint,
                EventKind.MOVE_LAPSED,
                now=at,
                user=message.author,
                text=str(error),
                message=message.pk,
                move=message.requested_move,
            )
            make_task(
                complaint,
                message,
                gettext_lazy("%(number)s: look again, the step was not possible"),
                at,
            )
    if complaint.state not in ENDED:
        heard_from_us(locked, at)


@transaction.atomic
def message_refused(message: Message, *, error: str, at: datetime) -> None:
    """Record that a message could not be delivered: the state stays, somebody gets a task."""
    changed = Message.objects.filter(pk=message.pk, status=Status.QUEUED).update(
        status=Status.REFUSED
    )
    if not changed:
        return
    complaint = lock(message.complaint).complaint
    log(
        complaint,
        EventKind.MESSAGE_REFUSED,
        now=at,
        text=error[:500],
        message=message.pk,
        what=message.kind,
    )
    make_task(complaint, message, gettext_lazy("%(number)s: the message was not delivered"), at)


def _looks_after(complaint: Complaint, message: Message, at: datetime) -> Any:
    """Return who gets a task about a message: who wrote it or handles it, else a manager.

    Nobody who left or is complained about; of a confidential complaint the desk alone knows.
    """
    ways = [message.author, complaint.handler]
    if not complaint.is_confidential:
        ways += [complaint.recorded_by, complaint.account.owner if complaint.account else None]
    for one in ways:
        if one is not None and one.is_active and one.pk != complaint.complained_about_id:
            return one
    return next(iter(recipients(complaint, MANAGER, at)), None)


def make_task(complaint: Complaint, message: Message, title: Any, at: datetime) -> None:
    """Give whoever wrote or handles it a task about a message; the same message gives one task.

    The lazy `title` is said in that colleague's language, for a customer's page may set off the task.
    """
    assignee = _looks_after(complaint, message, at)
    with override(assignee.language if assignee else get_language()):
        words = title % {"number": complaint.number}
    add_task(
        complaint.task_account,
        title=str(words),
        due_on=local_date(at),
        assignee=assignee,
        origin=TaskOrigin.COMPLAINT,
        origin_key=f"complaint-message:{message.pk}:",
        origin_ref=complaint.number,
        url=complaint.get_absolute_url(),
        now=at,
    )


@transaction.atomic
def customer_replied(
    complaint: Complaint,
    *,
    body: str,
    now: datetime,
    via: str = Via.PAGE,
    at: datetime | None = None,
) -> Message:
    """Store what the customer wrote; a complaint that waited for it goes on by itself.

    `at` is when it reached us (a mail that lay in the mailbox), default now. What came before our
    question is no reply to it. A reply to an ended complaint does not reopen it: it waits for a
    colleague's choice, with a task.
    """
    fresh, at = lock(complaint).complaint, at or now
    if not body.strip():
        raise ComplaintError(_("Write a message first."), field="body")
    message = Message.objects.create(
        complaint=fresh,
        cycle=fresh.cycle,
        direction=Direction.IN,
        kind=MessageKind.REPLY,
        via=via,
        status=Status.RECEIVED,
        body=body.strip(),
        created_at=at,
    )
    Complaint.objects.filter(pk=fresh.pk).update(
        last_inbound_at=max(filter(None, [fresh.last_inbound_at, at])), version=F("version") + 1
    )
    fresh.refresh_from_db()
    log(
        fresh,
        EventKind.REPLIED,
        now=now,
        at=at,
        by_customer=True,
        seals=message,
        message=message.pk,
    )
    if fresh.state == State.WAITING:
        if not fresh.pauses.filter(ended_at__isnull=True, started_at__gt=at).exists():
            transition(fresh, Move.RESUME, by=By.CUSTOMER, now=now, at=at)
    elif fresh.state in ENDED:
        ReplyChoice.objects.create(complaint=fresh, message=message)
        make_task(fresh, message, gettext_lazy("%(number)s: the customer wrote after the end"), now)
    return message
