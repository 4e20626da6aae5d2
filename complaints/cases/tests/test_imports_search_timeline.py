"""Imported history, the search index, and the account's timeline."""

from datetime import timedelta

import pytest

from complaints.cases.imports import import_complaint
from complaints.cases.models import NO_DUE, Complaint
from complaints.cases.timeline import timeline_entries
from complaints.cases.workflow import Move, State
from complaints.errors import ComplaintError
from complaints.reports.measures import MEASURES, Span
from complaints.tests.factories import NOW, answered, closed, handler, make_complaint, manager, move
from crm.shared.search.services import search
from crm.shared.tests.factories import UserFactory
from customers.tests.factories import AccountFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def bring_in(account=None, **change):
    """Import one finished complaint of 2015."""
    values = {
        "account": account or AccountFactory(),
        "source_ref": "250635",
        "text": "Comcast Cable Internet Speeds",
        "state": State.CLOSED,
        "received_at": NOW - 4000 * DAY,
        "now": NOW,
        **change,
    }
    return import_complaint(**values)


def test_finished_history_is_stored_in_its_final_state_by_one_event_outside_the_clocks():
    complaint, new = bring_in()
    assert (new, complaint.state, complaint.is_imported) == (True, State.CLOSED, True)
    assert [event.kind for event in complaint.events.all()] == ["imported"]
    assert complaint.sort_due_at == NO_DUE
    assert complaint.cycles.get().policy is None
    span = Span.year_to(NOW)
    assert not MEASURES["decision_counted"].keep(Complaint.objects.all(), span, 30).exists()
    account = complaint.account
    account.refresh_from_db()
    assert (account.open_complaints, account.complaints_12m) == (0, 0)
    assert complaint.number == "KL-2026-0001"


def test_the_same_row_twice_changes_nothing():
    first, _new = bring_in()
    again, new = bring_in(account=first.account, text="Changed")
    assert (again, new) == (first, False)
    assert Complaint.objects.count() == 1


def test_an_unfinished_complaint_comes_in_open_without_clocks_and_can_be_worked_on():
    complaint, _new = bring_in(state=State.RECEIVED)
    assert complaint in Complaint.objects.open()
    assert complaint not in Complaint.objects.overdue(NOW)
    moved = move(complaint, Move.WITHDRAW, by=handler(), reason="Old")
    assert moved.state == State.WITHDRAWN


def test_an_imported_complaint_can_be_reopened_with_clocks_of_its_own():
    complaint, _new = bring_in()
    again = move(complaint, Move.REOPEN, by=manager(), reason="New facts")
    assert again.next_clock == "decision"


@pytest.mark.parametrize(
    "change",
    [
        {"text": ""},
        {"received_at": NOW + DAY},
        {"state": "waiting"},
        {"state": "duplicate"},
        {"state": "lost"},
        {"closed_at": NOW - 5000 * DAY},
        {"closed_at": NOW + DAY},
    ],
)
def test_an_impossible_row_is_refused_and_leaves_nothing(change):
    with pytest.raises(ComplaintError):
        bring_in(**change)
    assert not Complaint.objects.exists()


def test_in_time_counts_open_and_overdue_as_breached():
    """Answered at once: met. Answered ten days later: breached. Open for ten days: breached.
    Received just now: not counted.
    """
    answered(now=NOW)
    late = NOW - 10 * DAY
    overdue = make_complaint(now=late)
    answered(now=NOW, received_at=late)
    make_complaint(now=NOW)
    rows, span = Complaint.objects.all(), Span.year_to(NOW)
    late = MEASURES["decision_late"].keep(rows, span, 30)
    assert MEASURES["decision_counted"].keep(rows, span, 30).count() == 3
    assert late.count() == 2
    assert overdue in late


def found(user, words):
    """Return the titles a search gives."""
    return [hit.title for group in search(user, words) for hit in group.hits]


def test_a_complaint_is_found_by_number_subject_and_account_by_who_may_see_it():
    complaint = make_complaint(account=AccountFactory(name="Terpstra Totaaltechniek"))
    for words in (complaint.number, "anodes", "Terpstra"):
        assert any(complaint.number in title for title in found(handler(), words)), words
    assert not any(complaint.number in title for title in found(UserFactory(), complaint.number))


def test_the_timeline_shows_the_steps_of_visible_complaints_newest_first():
    complaint = closed()
    make_complaint(account=complaint.account, is_confidential=True)
    entries = timeline_entries([complaint.account_id], before=None, limit=10)
    assert [entry.at for entry in entries] == sorted((e.at for e in entries), reverse=True)
    assert {entry.kind for entry in entries} == {"complaint"}
    assert len(entries) == 4  # received, acknowledged, answered, closed
    assert len({entry.key for entry in entries}) == 4
    assert timeline_entries([complaint.account_id], before=NOW, limit=10) == []
    assert len(timeline_entries([complaint.account_id], before=None, limit=2)) == 2
