"""Messages, requested moves, replies and notes."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from complaints.cases.models import Complaint
from complaints.cases.services import Complainant, assess
from complaints.cases.workflow import How, Move, State
from complaints.errors import ComplaintConflict, ComplaintError
from complaints.learning.models import Category
from complaints.messages.models import Message, Status
from complaints.messages.services import (
    UNDO,
    customer_replied,
    message_accepted,
    message_refused,
    request_move,
    send_receipt,
    send_update,
    undo,
)
from complaints.messages.spoken import add_note, record_conversation
from complaints.tests.factories import (
    NOW,
    acknowledged,
    closed,
    decided,
    handler,
    investigated,
    make_complaint,
    move,
)
from crm.shared.mail.models import OutboxMail
from crm.shared.tests.factories import UserFactory
from customers.activities.models import Task

pytestmark = pytest.mark.django_db
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def ask_for(complaint, name=Move.ACKNOWLEDGE, *, how=How.MAIL, by=None, **kwargs):
    """Request a move as a handler."""
    kwargs.setdefault("body", "We have received your complaint.")
    return request_move(complaint, name, how=how, by=by or handler(), now=NOW, **kwargs)


def fresh(complaint):
    """Read a complaint again."""
    return Complaint.objects.get(pk=complaint.pk)


def test_a_requested_move_waits_for_the_mail_server():
    """An unsent acknowledgement is no acknowledgement."""
    complaint = make_complaint()
    message = ask_for(complaint)
    assert (message.status, message.requested_move) == (Status.QUEUED, Move.ACKNOWLEDGE)
    assert fresh(complaint).state == State.RECEIVED
    mail = OutboxMail.objects.get(pk=message.mail_id)
    assert mail.not_before == NOW + UNDO
    accepted = NOW + 5 * MINUTE
    message_accepted(message, at=accepted)
    complaint = fresh(complaint)
    assert complaint.state == State.ACKNOWLEDGED
    cycle = complaint.cycles.get()
    assert (cycle.acknowledged_at, cycle.acknowledged_how) == (accepted, How.MAIL)
    assert cycle.last_update_at == accepted
    assert complaint.last_outbound_at == accepted


def test_the_acceptance_of_a_mail_is_recorded_once():
    complaint = make_complaint()
    message = ask_for(complaint)
    message_accepted(message, at=NOW + MINUTE)
    message_accepted(message, at=NOW + HOUR)
    assert fresh(complaint).cycles.get().acknowledged_at == NOW + MINUTE
    assert complaint.events.filter(kind="message_sent").count() == 1


def test_a_refused_mail_leaves_the_state_and_makes_a_task():
    complaint = make_complaint()
    message = ask_for(complaint)
    message_refused(message, error="550 no such mailbox", at=NOW + MINUTE)
    message_refused(message, error="550 no such mailbox", at=NOW + MINUTE)
    assert fresh(complaint).state == State.RECEIVED
    task = Task.objects.get()
    assert complaint.number in task.title
    assert (task.assignee, task.account) == (message.author, complaint.account)
    assert complaint.events.last().words == "550 no such mailbox"
    ask_for(complaint)  # and it can be tried again


def test_undo_takes_message_and_move_back():
    complaint, one = make_complaint(), handler()
    message = ask_for(complaint, by=one)
    undo(message, by=one, now=NOW + timedelta(seconds=10))
    assert Message.objects.get().status == Status.CANCELLED
    with pytest.raises(ComplaintError, match="on its way"):
        undo(message, by=one, now=NOW)
    assert fresh(complaint).state == State.RECEIVED
    ask_for(complaint)


def test_only_one_move_is_on_its_way_at_a_time():
    complaint = make_complaint()
    ask_for(complaint)
    with pytest.raises(ComplaintError, match="being sent"):
        ask_for(complaint)
    assert Message.objects.count() == 1


def test_a_stale_page_cannot_request_a_move():
    complaint = make_complaint()
    with pytest.raises(ComplaintConflict):
        ask_for(complaint, version=complaint.version + 1)


def test_the_decision_stays_as_it_was_while_its_answer_is_being_sent():
    complaint = decided()
    ask_for(complaint, Move.ANSWER, by=complaint.handler)
    with pytest.raises(ComplaintError, match="being sent"):
        assess(
            complaint,
            category=Category.objects.get(key="other"),
            severity=1,
            handler=complaint.handler,
            by=complaint.handler,
            now=NOW,
        )


def test_a_move_that_became_impossible_is_written_down_although_the_mail_is_out():
    complaint = decided()
    message = ask_for(complaint, Move.ANSWER, by=complaint.handler)
    move(complaint, Move.WITHDRAW, by=complaint.handler, reason="Solved by phone")
    Message.objects.filter(pk=message.pk).update(status=Status.QUEUED)  # already on its way
    message_accepted(message, at=NOW + MINUTE)
    complaint = fresh(complaint)
    assert complaint.state == State.WITHDRAWN
    assert complaint.events.last().kind == "move_lapsed"
    assert Task.objects.get().origin_ref == complaint.number


def test_ending_a_complaint_takes_back_a_message_that_still_waits():
    complaint = make_complaint()
    ask_for(complaint)
    move(complaint, Move.WITHDRAW, by=handler(), reason="Solved by phone")
    assert Message.objects.get().status == Status.CANCELLED


def test_a_recorded_call_moves_at_once_at_the_moment_of_the_call():
    complaint = make_complaint(received_at=NOW - HOUR)
    ask_for(complaint, how=How.CALL, at=NOW - 10 * MINUTE)
    cycle = fresh(complaint).cycles.get()
    assert (cycle.acknowledged_at, cycle.acknowledged_how) == (NOW - 10 * MINUTE, How.CALL)
    assert cycle.last_update_at == NOW - 10 * MINUTE


def test_an_anonymous_complaint_is_acknowledged_and_answered_as_no_address():
    complaint = make_complaint(complainant=Complainant(is_anonymous=True))
    with pytest.raises(ComplaintError, match="no e-mail address"):
        ask_for(complaint)
    ask_for(complaint, how=How.NO_ADDRESS, body="")
    cycle = fresh(complaint).cycles.get()
    assert cycle.acknowledged_how == How.NO_ADDRESS
    assert cycle.last_update_at is None


def test_no_address_is_no_excuse_when_there_is_one():
    with pytest.raises(ComplaintError, match="There is an address"):
        ask_for(make_complaint(), how=How.NO_ADDRESS, body="")


def test_a_message_needs_words():
    complaint = make_complaint()
    with pytest.raises(ComplaintError, match="tell the customer"):
        ask_for(complaint, body=" ")
    with pytest.raises(ComplaintError, match="Write a message"):
        send_update(complaint, body=" ", by=handler(), now=NOW)


def test_sales_cannot_speak_for_the_desk():
    complaint, sales = make_complaint(), UserFactory()
    for act in (
        lambda: ask_for(complaint, by=sales),
        lambda: send_update(complaint, body="x", by=sales, now=NOW),
        lambda: add_note(complaint, body="x", by=sales, now=NOW),
        lambda: record_conversation(complaint, body="x", via="call", at=NOW, by=sales, now=NOW),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert not Message.objects.exists()


def test_every_message_starts_the_next_update_term_again():
    """5 working days after the message: Wednesday 18 November 10:00 gives the 25th, 10:00."""
    complaint = investigated(severity=1)
    message = send_update(complaint, body="Still looking.", by=complaint.handler, now=NOW)
    later = NOW + timedelta(days=1)
    message_accepted(message, at=later)
    complaint = fresh(complaint)
    assert complaint.next_clock == "update"
    assert complaint.sort_due_at == later + timedelta(days=7)


def test_a_recorded_conversation_counts_as_an_update():
    complaint = investigated(severity=1)
    record_conversation(
        complaint, body="Called.", via="call", at=NOW, by=complaint.handler, now=NOW + HOUR
    )
    assert fresh(complaint).last_outbound_at == NOW
    for wrong in ({"via": "mail"}, {"at": NOW + 2 * HOUR}, {"body": ""}):
        kwargs = {"body": "x", "via": "call", "at": NOW, **wrong}
        with pytest.raises(ComplaintError):
            record_conversation(complaint, by=complaint.handler, now=NOW, **kwargs)


def test_a_reply_ends_the_waiting():
    complaint = investigated()
    ask_for(
        complaint,
        Move.ASK,
        how=How.CALL,
        by=complaint.handler,
        resume_on=date(2026, 11, 20),
    )
    customer_replied(complaint, body="The green one.", now=NOW + HOUR)
    complaint = fresh(complaint)
    assert (complaint.state, complaint.has_reply_waiting) == (State.INVESTIGATING, True)
    assert complaint in Complaint.objects.with_reply_waiting()
    assert complaint.pauses.get().ended_at == NOW + HOUR
    record_conversation(
        complaint,
        body="Thanks",
        via="call",
        at=NOW + 2 * HOUR,
        by=complaint.handler,
        now=NOW + 2 * HOUR,
    )
    assert fresh(complaint) not in Complaint.objects.with_reply_waiting()


def test_a_thank_you_after_the_end_does_not_reopen_but_somebody_reads_it():
    complaint = closed()
    customer_replied(complaint, body="Thank you.", now=NOW + HOUR)
    assert fresh(complaint).state == State.CLOSED
    assert Task.objects.get().assignee == complaint.handler


def test_waiting_asked_by_mail_starts_when_the_mail_is_accepted():
    complaint = investigated()
    message = ask_for(complaint, Move.ASK, by=complaint.handler, resume_on=date(2026, 11, 20))
    assert fresh(complaint).state == State.INVESTIGATING
    message_accepted(message, at=NOW + HOUR)
    assert fresh(complaint).state == State.WAITING
    assert complaint.pauses.get().started_at == NOW + HOUR


def test_a_question_accepted_after_its_resume_date_does_not_start_waiting():
    complaint = investigated()
    message = ask_for(complaint, Move.ASK, by=complaint.handler, resume_on=date(2026, 11, 18))
    message_accepted(message, at=datetime(2026, 11, 18, 9, tzinfo=NOW.tzinfo))
    assert fresh(complaint).state == State.INVESTIGATING
    assert complaint.events.filter(kind="move_lapsed").exists()


def test_the_receipt_of_the_public_form_is_no_acknowledgement():
    complaint = make_complaint()
    message = send_receipt(complaint, now=NOW)
    message_accepted(message, at=NOW + MINUTE)
    complaint = fresh(complaint)
    assert (complaint.state, complaint.last_outbound_at) == (State.RECEIVED, None)
    assert send_receipt(make_complaint(complainant=Complainant(phone="020")), now=NOW) is None


def test_a_note_needs_words_and_stands_apart():
    complaint = acknowledged()
    with pytest.raises(ComplaintError, match="note"):
        add_note(complaint, body=" ", by=handler(), now=NOW)
    messages = complaint.messages.count()
    assert add_note(complaint, body="Pick list was right.", by=handler(), now=NOW).pk
    assert complaint.messages.count() == messages
