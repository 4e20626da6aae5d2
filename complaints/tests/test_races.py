"""Two people at once: one number each, one move, one message."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections

from complaints.cases.history import log
from complaints.cases.models import Complaint
from complaints.cases.services import Complainant, record_complaint
from complaints.cases.transitions import transition
from complaints.cases.verify import breaks
from complaints.cases.workflow import By, How, Move
from complaints.errors import ComplaintError
from complaints.ladder.services import climb
from complaints.messages.models import Message
from complaints.messages.services import request_move
from complaints.tests.factories import NOW, handler, make_complaint
from crm.shared.mail.models import OutboxMail
from customers.tests.factories import AccountFactory

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 6


def at_once(act):
    """Run an act in several threads at the same moment; return what each gave or was refused."""
    barrier, results = threading.Barrier(CROWD), []

    def run(number):
        try:
            barrier.wait()
            results.append(act(number))
        except ComplaintError as error:
            results.append(error)
        finally:
            connections[connection.alias].close()

    threads = [threading.Thread(target=run, args=[n]) for n in range(CROWD)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_complaints_recorded_at_once_get_different_numbers_without_gaps():
    at_once(
        lambda n: record_complaint(
            text=f"Story {n}",
            channel="form",
            by=None,
            now=NOW,
            complainant=Complainant(email=f"a{n}@b.test"),
        )
    )
    numbers = sorted(Complaint.objects.values_list("number", flat=True))
    assert numbers == [f"KL-2026-{n:04d}" for n in range(1, CROWD + 1)]


def test_of_those_who_make_the_same_move_at_once_one_wins():
    complaint = make_complaint()
    results = at_once(
        lambda n: transition(complaint, Move.WITHDRAW, by=By.CUSTOMER, now=NOW, reason="Solved")
    )
    assert sum(isinstance(one, Complaint) for one in results) == 1
    assert complaint.events.filter(kind="withdraw").count() == 1


def test_of_those_who_acknowledge_at_once_one_message_is_queued():
    complaint, one = make_complaint(), handler()
    results = at_once(
        lambda n: request_move(
            complaint, Move.ACKNOWLEDGE, body="We heard you.", how=How.MAIL, by=one, now=NOW
        )
    )
    assert sum(isinstance(result, Message) for result in results) == 1
    assert Message.objects.count() == 1


def test_who_writes_history_at_once_links_one_behind_the_other():
    complaint = make_complaint()
    stale = [Complaint.objects.get(pk=complaint.pk) for _n in range(CROWD)]
    at_once(lambda n: log(stale[n], "edited", now=NOW, fields=[str(n)]))
    numbers = list(complaint.events.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, CROWD + 2))
    assert list(breaks()) == []


def test_complaints_of_one_account_recorded_at_once_are_all_counted():
    account = AccountFactory()
    at_once(
        lambda n: record_complaint(
            text=f"Story {n}", channel="form", by=None, now=NOW, account=account
        )
    )
    account.refresh_from_db()
    assert (account.open_complaints, account.complaints_12m) == (CROWD, CROWD)


def test_of_workers_who_warn_at_once_each_step_is_told_once():
    one = handler(email="fatima@kring.test")
    complaint = make_complaint(by=one, handler=one)
    at_once(lambda n: climb(NOW + timedelta(hours=6)))
    assert complaint.escalations.count() == 1
    assert OutboxMail.objects.count() == 1
    assert list(breaks()) == []
