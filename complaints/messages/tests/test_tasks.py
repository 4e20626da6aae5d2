"""Who gets the task when a message did not arrive, and what a bounce ends."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from complaints.cases.models import Complaint
from complaints.cases.services import Complainant, assess
from complaints.cases.workflow import How, Move, State
from complaints.learning.models import Category
from complaints.messages.bounces import message_came_back
from complaints.messages.models import Message
from complaints.messages.services import (
    customer_replied,
    message_accepted,
    message_refused,
    request_move,
    send_receipt,
    send_update,
)
from complaints.tests.factories import NOW, handler, investigated, make_complaint, manager
from crm.shared.people.models import User
from customers.activities.models import Task

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_the_receipt_of_a_stranger_that_came_back_is_a_task_of_a_manager():
    """No handler, no account, nobody who wrote it: without an assignee nobody would see the task."""
    boss = manager()
    complaint = make_complaint(complainant=Complainant(email="piet@elders.test"))
    Complaint.objects.filter(pk=complaint.pk).update(recorded_by=None)
    complaint.refresh_from_db()
    message_came_back(send_receipt(complaint, now=NOW), hard=True, why="5.1.1", at=NOW)
    assert Task.objects.get().assignee == boss


def test_a_task_speaks_the_language_of_who_gets_it():
    """An English customer's page sets it off; the Dutch colleague reads Dutch."""
    complaint = make_complaint(by=handler(language="nl"))
    message = send_update(complaint, body="We are on it.", by=complaint.recorded_by, now=NOW)
    with override("en"):
        message_refused(message, error="550", at=NOW)
    assert Task.objects.get().title == f"{complaint.number}: het bericht is niet bezorgd"


def test_the_task_of_a_confidential_complaint_goes_to_the_desk_but_not_who_left_or_it_is_about():
    writer, desk, boss = handler(), handler(), manager()
    complaint = make_complaint(by=writer, is_confidential=True)
    message = send_update(complaint, body="We are on it.", by=writer, now=NOW)
    assess(
        complaint, category=Category.objects.get(key="other"), severity=2, handler=desk,
        complained_about=writer, by=desk, now=NOW,
    )  # fmt: skip
    message_refused(message, error="550", at=NOW)
    assert Task.objects.get().assignee == desk
    User.objects.filter(pk=desk.pk).update(is_active=False)
    again = send_update(complaint, body="Again.", by=desk, now=NOW)
    message_came_back(Message.objects.get(pk=again.pk), hard=False, why="", at=NOW)
    assert set(Task.objects.values_list("assignee", flat=True)) == {desk.pk, boss.pk}


def test_an_old_question_that_comes_back_does_not_end_the_waiting_for_a_new_one():
    complaint = investigated()
    desk, day = complaint.handler, date(2026, 11, 20)
    first = request_move(
        complaint, Move.ASK, body="Which?", how=How.MAIL, resume_on=day, by=desk, now=NOW
    )
    message_accepted(first, at=NOW)
    customer_replied(complaint, body="I do not know.", now=NOW + HOUR)
    request_move(
        complaint, Move.ASK, body="When?", how=How.CALL, resume_on=day, by=desk, now=NOW + 2 * HOUR
    )
    message_came_back(first, hard=False, why="4.4.7", at=NOW + 3 * HOUR)
    assert Complaint.objects.get().state == State.WAITING
