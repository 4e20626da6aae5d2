"""The page of one complaint: every state, the warning, the pauses, and what it costs."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from complaints.cases.models import Complaint
from complaints.cases.page import pauses_in
from complaints.cases.workflow import How, Move, State
from complaints.decisions.services import Proposal
from complaints.messages.services import request_move, send_update
from complaints.messages.spoken import add_note
from complaints.tests.factories import (
    acknowledged,
    answered,
    closed,
    decided,
    handler,
    investigated,
    make_complaint,
    manager,
    move,
)

pytestmark = pytest.mark.django_db


def test_the_page_costs_at_most_twelve_queries_however_long_the_story(
    client, now, django_assert_max_num_queries
):
    boss = manager()
    remedies = [Proposal("refund", Decimal(10), timezone.localdate())]
    first = decided(now=now, remedies=remedies)
    complaint = decided(now=now, account=first.account, contact=first.contact, remedies=remedies)
    tomorrow = timezone.localdate() + timedelta(days=1)
    request_move(complaint, Move.ASK, body="?", how=How.CALL, resume_on=tomorrow, by=boss, now=now)
    client.force_login(boss)
    client.get(complaint.get_absolute_url())  # the first request of a session writes its age
    for _round in range(2):
        for _one in range(4):
            add_note(complaint, body="Note", by=boss, now=now)
            send_update(complaint, body="Word", by=boss, now=now)
        with django_assert_max_num_queries(12):
            assert client.get(complaint.get_absolute_url()).status_code == 200


def test_every_state_has_a_page(client, now):
    client.force_login(manager())
    for maker in (make_complaint, acknowledged, investigated, decided, answered, closed):
        complaint = maker(now=now)
        page = client.get(complaint.get_absolute_url())
        assert page.status_code == 200
        assert page.content.decode().count("<h1") == 1


def test_a_second_complaint_within_a_year_warns(client, now):
    first = make_complaint(now=now - timedelta(days=40))
    second = make_complaint(now=now, account=first.account)
    client.force_login(handler())
    assert "a manager calls" in client.get(second.get_absolute_url()).content.decode()
    assert "a manager calls" not in client.get(first.get_absolute_url()).content.decode()


def test_the_page_reads_the_same_pauses_from_the_history_as_the_clock_keeps(now):
    complaint = investigated(now=now)
    tomorrow = timezone.localdate() + timedelta(days=1)
    for _round in range(2):
        request_move(
            complaint,
            Move.ASK,
            body="Which?",
            how=How.CALL,
            resume_on=tomorrow,
            by=complaint.handler,
            now=now,
        )
        kept = [one.interval for one in complaint.pauses.all()]
        assert pauses_in(complaint.events.all(), 1, now) == kept
        move(complaint, Move.RESUME, by=complaint.handler, now=now + timedelta(seconds=9))
        kept = [one.interval for one in complaint.pauses.all()]
        assert pauses_in(complaint.events.all(), 1, now) == kept
        now += timedelta(minutes=1)


def test_waiting_shows_until_when(client, now):
    complaint = investigated(now=now)
    tomorrow = timezone.localdate() + timedelta(days=1)
    request_move(
        complaint,
        Move.ASK,
        body="Which?",
        how=How.CALL,
        resume_on=tomorrow,
        by=complaint.handler,
        now=now,
    )
    client.force_login(complaint.handler)
    page = client.get(complaint.get_absolute_url()).content.decode()
    assert "With customer" in page
    assert client.post(reverse("complaints:resume", args=[complaint.number])).status_code == 302
    assert Complaint.objects.get().state == State.INVESTIGATING
