"""Recording, assessing, linking and correcting complaints."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from complaints.cases.events import ComplaintEvent
from complaints.cases.models import NO_DUE, Complaint
from complaints.cases.repeat import plan_call
from complaints.cases.services import (
    Complainant,
    assess,
    change_received_at,
    edit_facts,
    link_account,
    record_complaint,
    set_priority,
    subject_from,
)
from complaints.cases.workflow import State
from complaints.clock.models import PolicySnapshot
from complaints.errors import ComplaintConflict, ComplaintError
from complaints.learning.models import Category
from complaints.tests.factories import NOW, acknowledged, handler, make_complaint, manager
from crm.shared.organisation.models import Organisation
from crm.shared.tests.factories import UserFactory
from customers.tests.factories import AccountFactory, ContactFactory

pytestmark = pytest.mark.django_db
ANNA = Complainant(name="Anna", email="anna@example.test")


def test_recording_writes_number_clocks_history_facts_and_link():
    """Recorded on Tuesday 10:00: acknowledge before Wednesday 10:00, decide (normal) after 5 days."""
    complaint = make_complaint()
    assert complaint.number == "KL-2026-0001"
    assert (complaint.state, complaint.cycle) == (State.RECEIVED, 1)
    assert complaint.next_clock == "acknowledge"
    assert complaint.sort_due_at == datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
    assert complaint.decision_due_at == datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    assert complaint.token_hash
    event = complaint.events.get()
    assert (event.kind, event.to_state, event.data) == (
        "received",
        "received",
        {"channel": "phone"},
    )
    complaint.account.refresh_from_db()
    assert (complaint.account.open_complaints, complaint.account.complaints_12m) == (1, 1)


def test_received_at_is_apart_from_recorded_at_and_starts_the_clocks():
    heard = NOW - timedelta(days=1)
    complaint = make_complaint(received_at=heard)
    assert (complaint.received_at, complaint.recorded_at) == (heard, NOW)
    assert complaint.sort_due_at == NOW


def test_the_number_counts_the_year_in_which_it_was_recorded_in_the_organisations_zone():
    """23:30 UTC on 31 December is 00:30 on 1 January in Amsterdam."""
    make_complaint()
    assert make_complaint().number == "KL-2026-0002"
    late = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert make_complaint(now=late).number == "KL-2027-0001"


@pytest.mark.parametrize(
    ("complainant", "allowed"),
    [
        (Complainant(), False),
        (Complainant(name="Anna"), False),
        (Complainant(email="anna@example.test"), True),
        (Complainant(phone="0201234567"), True),
        (Complainant(address="Kade 1, Zaandam"), True),
        (Complainant(is_anonymous=True), True),
    ],
)
def test_a_complaint_needs_an_account_a_way_to_answer_or_anonymity(complainant, allowed):
    if allowed:
        assert make_complaint(complainant=complainant).account is None
    else:
        with pytest.raises(ComplaintError, match="account"):
            make_complaint(complainant=complainant)
        assert not Complaint.objects.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": "  "}, "text"),
        ({"received_at": NOW + timedelta(minutes=1)}, "received_at"),
    ],
)
def test_recording_refuses_what_cannot_be(change, field):
    with pytest.raises(ComplaintError) as refusal:
        make_complaint(complainant=ANNA, **change)
    assert refusal.value.field == field


def test_a_contact_brings_its_account_and_cannot_come_from_another():
    contact = ContactFactory(language="nl")
    complaint = make_complaint(contact=contact)
    assert (complaint.account, complaint.language) == (contact.account, "nl")
    with pytest.raises(ComplaintError, match="another account"):
        make_complaint(contact=contact, account=AccountFactory())


def test_nobody_handles_a_complaint_about_themselves_from_the_first_moment():
    one = handler()
    with pytest.raises(ComplaintError, match="complained about"):
        make_complaint(handler=one, complained_about=one)


def test_terms_are_snapshotted_at_receipt_and_shared():
    """The complaint recorded before the change keeps its term of one day, the next one gets two."""
    first, second = make_complaint(), make_complaint()
    assert first.policy == second.policy
    Organisation.objects.update_or_create(pk=1, defaults={"acknowledge_days": 2})
    third = make_complaint()
    assert third.policy != first.policy
    assert third.sort_due_at - first.sort_due_at == timedelta(days=1)
    assess(
        first,
        category=Category.objects.get(key="other"),
        severity=1,
        handler=handler(),
        by=handler(),
        now=NOW,
    )
    first.refresh_from_db()
    assert first.sort_due_at == datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
    assert PolicySnapshot.objects.count() == 2


def test_the_subject_is_the_first_line_cut_at_a_word():
    assert subject_from("\n Short delivery \nNine of twelve.") == "Short delivery"
    assert subject_from("word " * 40) == " ".join(["word"] * 15) + " word…"
    assert len(subject_from("x" * 500)) <= 81


def test_assessing_an_acknowledged_complaint_starts_the_investigation():
    """High: 3 working days from Tuesday 10:00 is Friday 10:00."""
    complaint, by = acknowledged(), handler()
    moved = assess(
        complaint,
        category=Category.objects.get(key="delivery-wrong"),
        severity=3,
        handler=by,
        by=by,
        now=NOW,
    )
    assert moved.state == State.INVESTIGATING
    assert moved.decision_due_at == datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    assert [e.kind for e in moved.events.all()][-2:] == ["assessed", "investigate"]


def assess_kwargs(by, **change):
    """Return a whole assessment."""
    category = Category.objects.get(key="other")
    return {"category": category, "severity": 2, "handler": by, "by": by, "now": NOW, **change}


def test_assessment_refuses_the_accused_as_handler_and_as_actor():
    complaint, one, accused = acknowledged(), handler(), handler()
    with pytest.raises(ComplaintError, match="complained about"):
        assess(complaint, **assess_kwargs(one, handler=accused, complained_about=accused))
    with pytest.raises(ComplaintError, match="about yourself"):
        assess(complaint, **assess_kwargs(accused, handler=one, complained_about=accused))


def test_assessment_refuses_a_handler_without_the_role_and_an_actor_without_it():
    complaint, one, sales = acknowledged(), handler(), UserFactory()
    with pytest.raises(ComplaintError, match="handler"):
        assess(complaint, **assess_kwargs(one, handler=sales))
    with pytest.raises(PermissionDenied):
        assess(complaint, **assess_kwargs(sales, handler=one))


def test_two_handlers_at_once_the_second_is_told_and_nothing_is_lost():
    complaint, one = acknowledged(), handler()
    seen = complaint.version
    assess(complaint, **assess_kwargs(one, severity=3, version=seen))
    with pytest.raises(ComplaintConflict):
        assess(complaint, **assess_kwargs(handler(), severity=1, version=seen))
    complaint.refresh_from_db()
    assert (complaint.severity, complaint.handler) == (3, one)


def test_critical_open_complaints_are_counted_on_the_account():
    complaint, one = acknowledged(), handler()
    assess(complaint, **assess_kwargs(one, severity=4))
    complaint.account.refresh_from_db()
    assert complaint.account.open_critical_complaints == 1


def test_editing_facts_logs_names_only_and_refuses_a_stale_version():
    complaint, one = make_complaint(), handler()
    changes = {"wish": "Hours back", "subject": complaint.subject}
    edit_facts(complaint, changes=changes, by=one, now=NOW, version=complaint.version)
    assert complaint.events.last().data == {"fields": ["wish"]}
    with pytest.raises(ComplaintConflict):
        edit_facts(complaint, changes={"wish": "More"}, by=one, now=NOW, version=complaint.version)
    with pytest.raises(ValueError, match="state"):
        edit_facts(complaint, changes={"state": "closed"}, by=one, now=NOW, version=1)


def test_the_last_way_to_reach_the_complainant_is_kept():
    complaint = make_complaint(complainant=ANNA)
    change = {"complainant_email": ""}
    with pytest.raises(ComplaintError, match="way to reach"):
        edit_facts(complaint, changes=change, by=handler(), now=NOW, version=complaint.version)


def test_linking_moves_the_facts_to_the_right_account():
    complaint, account, one = make_complaint(complainant=ANNA), AccountFactory(), handler()
    assert complaint in Complaint.objects.unlinked()
    link_account(complaint, account=account, by=one, now=NOW)
    account.refresh_from_db()
    assert account.open_complaints == 1
    other = AccountFactory()
    link_account(complaint, account=other, by=one, now=NOW)
    account.refresh_from_db()
    other.refresh_from_db()
    assert (account.open_complaints, other.open_complaints) == (0, 1)


def test_its_tasks_go_along_to_the_right_account_and_a_stale_page_is_refused():
    complaint, account, boss = make_complaint(), AccountFactory(), manager()
    wrong, version = complaint.account, complaint.version
    task = plan_call(complaint, by=boss, now=NOW)
    wrong.refresh_from_db()
    assert wrong.next_step_on == task.due_on
    link_account(complaint, account=account, by=boss, now=NOW, version=version)
    for one in (task, wrong, account):
        one.refresh_from_db()
    assert (task.account, task.contact) == (account, None)
    assert (wrong.next_step_on, account.next_step_on) == (None, task.due_on)
    with pytest.raises(ComplaintConflict):
        link_account(complaint, account=wrong, by=handler(), now=NOW, version=version)


def test_only_a_manager_changes_the_date_of_receipt_and_gives_a_reason():
    """Heard a day earlier: the acknowledgement was due a day earlier too."""
    complaint, earlier = make_complaint(), NOW - timedelta(days=1)
    with pytest.raises(ComplaintError, match="manager"):
        change_received_at(complaint, received_at=earlier, reason="x", by=handler(), now=NOW)
    with pytest.raises(ComplaintError, match="reason"):
        change_received_at(complaint, received_at=earlier, reason=" ", by=manager(), now=NOW)
    with pytest.raises(ComplaintError, match="past"):
        later = NOW + timedelta(hours=1)
        change_received_at(complaint, received_at=later, reason="x", by=manager(), now=NOW)
    changed = change_received_at(
        complaint, received_at=earlier, reason="The driver heard it.", by=manager(), now=NOW
    )
    assert changed.sort_due_at == NOW
    assert changed.events.last().words == "The driver heard it."


def test_the_date_of_receipt_cannot_pass_our_first_reaction():
    complaint = acknowledged(received_at=NOW - timedelta(hours=2))
    with pytest.raises(ComplaintError, match="already reacted"):
        change_received_at(
            complaint,
            received_at=NOW + timedelta(minutes=1),
            reason="x",
            by=manager(),
            now=NOW + timedelta(hours=1),
        )


def test_a_priority_by_hand_needs_a_reason_and_can_be_taken_back():
    complaint, one = make_complaint(), handler()
    with pytest.raises(ComplaintError, match="reason"):
        set_priority(complaint, value=4, reason=" ", by=one, now=NOW)
    assert set_priority(complaint, value=4, reason="Press.", by=one, now=NOW).priority_override == 4
    assert set_priority(complaint, value=None, reason="", by=one, now=NOW).priority_override is None


def test_history_cannot_be_rewritten():
    make_complaint()
    for act in (
        lambda: ComplaintEvent.objects.update(kind="closed"),
        lambda: ComplaintEvent.objects.all().delete(),
        lambda: PolicySnapshot.objects.update(digest="x"),
    ):
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            act()


@pytest.mark.parametrize(
    "change",
    [
        {"state": "lost"},
        {"severity": 5},
        {"text": ""},
        {"state": "duplicate"},
        {"state": "investigating"},
        {"priority_override": 3},
        {"next_clock": "coffee"},
    ],
)
def test_the_database_refuses_nonsense(change):
    make_complaint()
    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.update(**change)


def test_a_complaint_of_nobody_is_refused_by_the_database_too():
    make_complaint(complainant=ANNA)
    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.update(complainant_email="")


def test_the_public_form_records_without_a_colleague():
    complaint = record_complaint(
        text="Late again", channel="form", by=None, now=NOW, complainant=ANNA, language="nl"
    )
    assert complaint.events.get().by_customer
    assert complaint.sort_due_at != NO_DUE
