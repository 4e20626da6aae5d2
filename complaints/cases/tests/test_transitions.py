"""The one transition function: stamps, history, facts, races, cycles and housekeeping."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from complaints.cases.cycles import Pause
from complaints.cases.housekeeping import refresh_year_counts, resume_waiting
from complaints.cases.models import NO_DUE, Complaint
from complaints.cases.transitions import acting_as, transition
from complaints.cases.workflow import By, How, Move, State
from complaints.decisions.services import Proposal
from complaints.errors import ComplaintError
from complaints.messages.services import request_move
from complaints.tests.factories import (
    NOW,
    acknowledged,
    answered,
    closed,
    handler,
    investigated,
    make_complaint,
    manager,
    move,
)
from crm.shared.organisation.models import Organisation
from crm.shared.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def waiting(*, resume_on=date(2026, 11, 20), **kwargs):
    """Make a complaint that waits for the customer, asked by telephone."""
    complaint = investigated(**kwargs)
    request_move(
        complaint,
        Move.ASK,
        body="Which pallet was it?",
        how=How.CALL,
        resume_on=resume_on,
        by=complaint.handler,
        now=NOW,
    )
    return Complaint.objects.get(pk=complaint.pk)


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("complaint_handler", By.HANDLER),
        ("manager", By.MANAGER),
        ("administrator", By.MANAGER),
        ("sales", None),
    ],
)
def test_roles_act_as_handler_or_manager_or_not_at_all(role, expected):
    user = UserFactory(role=role)
    if expected is None:
        with pytest.raises(PermissionDenied):
            acting_as(user)
    else:
        assert acting_as(user) == expected


def test_a_move_writes_state_stamp_history_and_facts_together():
    complaint = closed()
    cycle = complaint.cycles.get()
    assert complaint.state == State.CLOSED
    assert cycle.acknowledged_at == cycle.answered_at == cycle.ended_at == NOW
    assert (cycle.acknowledged_how, cycle.answered_how) == ("call", "call")
    kinds = [e.kind for e in complaint.events.all() if e.to_state]
    assert kinds == ["received", "acknowledge", "investigate", "answer", "close"]
    complaint.account.refresh_from_db()
    assert complaint.account.open_complaints == 0
    assert complaint.account.last_complaint_closed_at == NOW
    assert complaint.sort_due_at == NO_DUE


def test_a_refused_move_changes_nothing():
    complaint = make_complaint()
    before = Complaint.objects.values().get(pk=complaint.pk)
    with pytest.raises(ComplaintError, match="not possible"):
        move(complaint, Move.CLOSE, by=handler())
    assert Complaint.objects.values().get(pk=complaint.pk) == before
    assert complaint.events.count() == 1


def test_a_move_somebody_just_made_is_refused_the_second_time():
    complaint, boss = closed(), manager()
    move(complaint, Move.REOPEN, by=boss, reason="New facts")
    with pytest.raises(ComplaintError, match="not possible"):
        move(complaint, Move.REOPEN, by=boss, reason="New facts")
    assert Complaint.objects.get(pk=complaint.pk).cycle == 2


def test_a_stale_version_loses_the_race():
    complaint = make_complaint()
    Complaint.objects.filter(pk=complaint.pk).update(version=9)
    with pytest.raises(ComplaintError, match="Somebody else"):
        move(complaint, Move.WITHDRAW, by=handler(), reason="x", version=1)


def test_a_moment_to_come_is_refused():
    with pytest.raises(ComplaintError, match="future"):
        move(make_complaint(), Move.WITHDRAW, by=handler(), reason="x", at=NOW + HOUR)


def test_waiting_pauses_the_decision_and_resumes_by_itself_on_its_date():
    """Waiting from Tuesday 10:00 to Friday leaves the 40 h whole: from Friday 09:00 they end on
    Thursday 26 November at 17:00.
    """
    complaint = waiting()
    assert complaint.state == State.WAITING
    assert complaint.decision_due_at == datetime(2026, 11, 26, 16, 0, tzinfo=UTC)
    assert resume_waiting(NOW + DAY) == 0
    late = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    assert resume_waiting(late) == 1
    assert resume_waiting(late) == 0
    complaint.refresh_from_db()
    assert (complaint.state, complaint.waiting_until) == (State.INVESTIGATING, None)
    pause = complaint.pauses.get()
    assert pause.ended_at == pause.resumes_at == datetime(2026, 11, 19, 23, 0, tzinfo=UTC)
    assert complaint.decision_due_at == datetime(2026, 11, 26, 16, 0, tzinfo=UTC)
    event = complaint.events.last()
    assert (event.kind, event.actor, event.at) == ("resume", None, pause.resumes_at)


def test_resuming_earlier_by_hand_gives_the_rest_of_the_pause_back():
    """Waited on Tuesday 10:00–12:00: two hours out, due Tuesday 24 November 12:00."""
    complaint = waiting()
    moved = move(complaint, Move.RESUME, by=complaint.handler, now=NOW + 2 * HOUR)
    assert moved.decision_due_at == datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
    assert moved.waiting_until is None


@pytest.mark.parametrize(
    ("resume_on", "ok"),
    [
        (date(2026, 11, 17), False),
        (date(2026, 11, 18), True),
        (date(2026, 12, 1), True),
        (date(2026, 12, 2), False),
        (date(2030, 1, 1), False),
    ],
)
def test_waiting_ends_within_ten_working_days(resume_on, ok):
    """From Tuesday 17 November ten working days end on Tuesday 1 December."""
    if ok:
        assert waiting(resume_on=resume_on).state == State.WAITING
    else:
        with pytest.raises(ComplaintError):
            waiting(resume_on=resume_on)
        assert not Pause.objects.exists()


def test_withdrawing_while_waiting_ends_the_pause():
    complaint = waiting()
    move(complaint, Move.WITHDRAW, by=complaint.handler, reason="Solved", now=NOW + HOUR)
    assert complaint.pauses.get().ended_at == NOW + HOUR


def test_reopening_starts_new_clocks_and_leaves_the_first_stamps_alone():
    complaint = closed()
    first = complaint.cycles.values().get(number=1)
    Organisation.objects.update_or_create(pk=1, defaults={"decision_days_normal": 2})
    later = NOW + 7 * DAY
    again = move(complaint, Move.REOPEN, by=manager(), reason="Came back", now=later)
    assert (again.state, again.cycle, again.closed_at) == (State.INVESTIGATING, 2, None)
    assert complaint.cycles.values().get(number=1) == first
    assert again.decision_due_at == later + 2 * DAY
    assert again.next_clock == "decision"
    complaint.account.refresh_from_db()
    assert complaint.account.open_complaints == 1


def test_a_reopened_complaint_needs_a_new_decision():
    complaint = closed()
    again = move(complaint, Move.REOPEN, by=manager(), reason="Came back", now=NOW + DAY)
    with pytest.raises(ComplaintError, match="decision"):
        request_move(again, Move.ANSWER, body="x", how=How.CALL, by=again.handler, now=NOW + DAY)


def test_a_handler_cannot_reopen():
    with pytest.raises(ComplaintError, match="may not"):
        move(closed(), Move.REOPEN, by=handler(), reason="x")


def test_the_customer_reopens_within_thirty_days():
    complaint = closed()
    with pytest.raises(ComplaintError, match="30 days"):
        transition(complaint, Move.REOPEN, by=By.CUSTOMER, now=NOW + 31 * DAY, reason="x")
    again = transition(complaint, Move.REOPEN, by=By.CUSTOMER, now=NOW + 30 * DAY, reason="x")
    assert again.events.last().by_customer
    assert again.token_expires_at is None


def test_a_duplicate_points_at_its_original_and_never_in_a_circle():
    first, second, third = make_complaint(), make_complaint(), make_complaint()
    one = handler()
    move(second, Move.DUPLICATE, by=one, original=first)
    move(third, Move.DUPLICATE, by=one, original=Complaint.objects.get(pk=second.pk))
    with pytest.raises(ComplaintError, match="circle"):
        move(first, Move.DUPLICATE, by=one, original=Complaint.objects.get(pk=third.pk))
    with pytest.raises(ComplaintError, match="itself"):
        move(first, Move.DUPLICATE, by=one, original=first)
    third.refresh_from_db()
    assert third.duplicate_of == second


def test_a_duplicate_does_not_count_twice_in_the_year():
    first = make_complaint()
    second = make_complaint(account=first.account)
    move(second, Move.DUPLICATE, by=handler(), original=first)
    first.account.refresh_from_db()
    assert first.account.complaints_12m == 1


def test_complaints_of_more_than_a_year_ago_stop_counting_by_themselves():
    complaint = make_complaint()
    later = datetime(2027, 11, 18, 9, 0, tzinfo=UTC)
    assert refresh_year_counts(NOW) == 0
    assert refresh_year_counts(later) == 1
    complaint.account.refresh_from_db()
    assert (complaint.account.complaints_12m, complaint.account.open_complaints) == (0, 1)


def test_overdue_and_due_today_follow_the_first_running_clock():
    complaint = make_complaint()  # acknowledge before Wednesday 10:00
    due = complaint.sort_due_at
    asks = Complaint.objects
    assert complaint not in asks.overdue(due)
    assert complaint in asks.overdue(due + timedelta(seconds=1))
    assert complaint in asks.due_today(due - HOUR)
    assert complaint not in asks.due_today(NOW)
    assert complaint in asks.unassigned()


def test_an_answered_complaint_is_due_when_its_first_remedy_is():

    remedies = [Proposal("refund", Decimal(10), date(2026, 11, 24))]
    complaint = answered(remedies=remedies)
    assert complaint.next_clock == "remedy"
    assert complaint.sort_due_at == datetime(2026, 11, 24, 23, 0, tzinfo=UTC)
    with pytest.raises(ComplaintError, match="remedy"):
        move(complaint, Move.CLOSE, by=complaint.handler)


def test_stamps_cannot_lie_before_the_receipt():
    complaint = make_complaint()
    with pytest.raises(ComplaintError, match="before"):
        request_move(
            complaint,
            Move.ACKNOWLEDGE,
            body="x",
            how=How.CALL,
            by=handler(),
            now=NOW,
            at=NOW - HOUR,
        )
    assert not complaint.messages.exists()


def test_acknowledging_twice_is_refused():
    complaint = acknowledged()
    with pytest.raises(ComplaintError, match="not possible"):
        request_move(complaint, Move.ACKNOWLEDGE, body="x", how=How.CALL, by=handler(), now=NOW)
