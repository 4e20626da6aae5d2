"""Merging two complaints and taking them apart again, without losing or changing a row."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from complaints.cases.events import ComplaintEvent
from complaints.cases.files import FILES
from complaints.cases.models import Complaint
from complaints.cases.page import load
from complaints.cases.verify import breaks
from complaints.cases.workflow import How, Move, State
from complaints.decisions.models import Decision, Remedy
from complaints.decisions.services import Proposal, approve_remedies, save_decision
from complaints.errors import ComplaintConflict, ComplaintError
from complaints.learning.models import Cause
from complaints.links.merging import merge, unmerge
from complaints.links.models import Merge
from complaints.links.moves import ALONG, GROWS, STAYS
from complaints.links.targets import target_of
from complaints.messages.models import Message, Note
from complaints.messages.services import customer_replied, request_move
from complaints.messages.spoken import add_note
from complaints.tests.factories import (
    NOW,
    answered,
    closed,
    decided,
    handler,
    investigated,
    make_complaint,
    manager,
)
from crm.shared.files.models import StoredFile
from crm.shared.files.services import add_files
from customers.accounts.models import Account
from customers.tests.factories import AccountFactory, ContactFactory

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=3)
DUE = date(2026, 11, 24)
WHY = "Karin and her boss wrote about the same pallet."


def columns(model):
    """Name the columns that merging must leave alone: all but those that only ever grow."""
    return [f.attname for f in model._meta.concrete_fields if f.name not in GROWS]


def dump():
    """Return every row of every table of complaints, accounts and files; logs apart."""
    models = [
        m for m in apps.get_app_config("complaints").get_models() if "Event" not in m.__name__
    ]
    return {
        model._meta.label: sorted(
            model._default_manager.values_list(*columns(model)), key=lambda row: str(row[0])
        )
        for model in (*models, Account, StoredFile)
    }


@pytest.fixture
def pair():
    """Return two complaints of one account: one that waits, with everything on it, and an answered one."""
    account, desk = AccountFactory(), handler()
    contact = ContactFactory(account=account, email="karin@waterland.test")
    target = answered(
        account=account,
        contact=contact,
        by=desk,
        remedies=[Proposal("credit", Decimal(100), DUE)],
    )
    source = investigated(account=account, contact=contact, by=desk)
    source = save_decision(
        source,
        outcome="partly",
        reasons="Half of it is ours.",
        cause=Cause.objects.get(key="method-label"),
        remedies=[Proposal("repair", Decimal(40), date(2026, 11, 19)), Proposal("apology", 0, DUE)],
        no_remedy=False,
        by=desk,
        now=NOW,
    )
    add_note(source, body="Look at the pick list.", by=desk, now=NOW)
    customer_replied(source, body="Any news?", now=NOW + timedelta(minutes=5))
    add_files(FILES, source, [SimpleUploadedFile("a.txt", b"photo")], by=desk, now=NOW)
    source.refresh_from_db()
    request_move(
        source,
        Move.ASK,
        body="Which pallet?",
        how=How.CALL,
        by=desk,
        now=NOW + timedelta(minutes=10),
        resume_on=date(2026, 11, 20),
    )
    source.refresh_from_db()
    return source, target, desk


def test_a_merged_complaint_goes_on_inside_the_other_with_all_it_has(pair):
    source, target, desk = pair
    said = Message.objects.filter(complaint=source).count()
    merge(source, target, reason=WHY, by=desk, now=LATER)
    source.refresh_from_db(), target.refresh_from_db()
    assert (source.state, source.duplicate_of) == (State.DUPLICATE, target)
    assert not Message.objects.filter(complaint=source).exists()
    assert Message.objects.filter(complaint=target).count() == said + 2
    assert Note.objects.get().complaint == target
    assert StoredFile.objects.get().owner_id == target.pk
    assert Remedy.objects.filter(complaint=target, cycle=target.cycle).count() == 3
    # The repair of the 19th is now the first thing the target owes: midnight of that day.
    assert target.next_clock == "remedy"
    assert target.sort_due_at.date() == date(2026, 11, 19)
    assert target.last_inbound_at == NOW + timedelta(minutes=5)
    assert target_of(source) == target
    assert target_of(target) == target
    assert Account.objects.get(pk=source.account_id).open_complaints == 1
    told = ComplaintEvent.objects.filter(kind="merged")
    assert {event.data["other"] for event in told} == {source.number, target.number}


def test_unmerging_what_was_merged_changes_no_row_but_the_log(pair):
    source, target, desk = pair
    before, events = dump(), ComplaintEvent.objects.count()
    unmerge(merge(source, target, reason=WHY, by=desk, now=LATER), reason="No.", by=desk, now=LATER)
    assert dump() == before
    assert not list(breaks())  # both histories are whole
    # The step to "duplicate", and on each side that it was merged and that it was undone.
    assert ComplaintEvent.objects.count() == events + 5
    source.refresh_from_db()
    [pause] = source.pauses.all()
    page = load(source, LATER + timedelta(hours=1))
    assert pause.ended_at is None
    assert page.clocks[1].pauses[-1][1] > LATER  # the page sees it wait on, too


def test_merging_twice_and_undoing_in_order_is_the_identity_too(pair):
    source, target, desk = pair
    third = investigated(account=source.account, contact=source.contact, by=desk)
    before = dump()
    first = merge(source, target, reason=WHY, by=desk, now=LATER)
    second = merge(target, third, reason=WHY, by=desk, now=LATER)
    source.refresh_from_db()
    assert target_of(source) == third
    with pytest.raises(ComplaintError, match="undo its own merge first"):
        unmerge(first, reason="Wrong order", by=desk, now=LATER)
    for row in (second, first):
        unmerge(Merge.objects.get(pk=row.pk), reason="Apart", by=desk, now=LATER)
    assert dump() == before


def test_what_is_added_after_the_merge_stays_with_the_target(pair):
    source, target, desk = pair
    row = merge(source, target, reason=WHY, by=desk, now=LATER)
    new = add_note(target, body="Said after the merge.", by=desk, now=LATER)
    customer_replied(target, body="Thanks", now=LATER)
    unmerge(row, reason="Different pallets.", by=desk, now=LATER + timedelta(hours=1))
    new.refresh_from_db(), target.refresh_from_db()
    assert new.complaint == target
    assert target.last_inbound_at == LATER  # not taken back: the customer wrote since
    assert source.notes.count() == 1


def test_remedies_that_come_in_void_the_approval_and_undoing_gives_it_back():
    account, desk, boss = AccountFactory(), handler(), manager()
    target = decided(account=account, by=desk, remedies=[Proposal("credit", Decimal(900), DUE)])
    approve_remedies(target, by=boss, now=NOW)
    source = decided(account=account, by=desk, remedies=[Proposal("credit", Decimal(50), DUE)])
    before = dump()
    row = merge(source, target, reason=WHY, by=desk, now=LATER)
    assert Decision.objects.get(cycle__complaint=target).approved_by is None
    unmerge(row, reason="No.", by=desk, now=LATER)
    assert dump() == before


def test_remedies_nobody_approved_do_not_come_in_after_the_answer():
    """€ 100 was answered; € 700 more is € 800, above the € 750 of a handler."""
    account, desk = AccountFactory(), handler()
    target = answered(account=account, by=desk, remedies=[Proposal("credit", Decimal(100), DUE)])
    source = decided(account=account, by=desk, remedies=[Proposal("credit", Decimal(700), DUE)])
    before = dump()
    with pytest.raises(ComplaintError, match="pass a limit"):
        merge(source, target, reason=WHY, by=desk, now=LATER)
    assert dump() == before


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda s, t: {"is_confidential": True}, "is confidential"),
        (lambda s, t: {"account": None, "complainant_email": "x@y.test"}, "different customers"),
        (lambda s, t: {"complained_about": t.handler}, "handled by the employee"),
        (lambda s, t: {"state": State.WITHDRAWN}, "Only an open complaint"),
    ],
)
def test_what_does_not_belong_together_is_not_merged(change, sentence):
    account, desk = AccountFactory(), handler()
    source, target = make_complaint(account=account), investigated(account=account)
    Complaint.objects.filter(pk=source.pk).update(**change(source, target))
    before = dump()
    with pytest.raises(ComplaintError, match=sentence):
        merge(source, target, reason=WHY, by=desk, now=NOW)
    assert dump() == before


def test_nothing_is_merged_into_itself_or_into_what_ended_or_without_a_reason():
    account, desk = AccountFactory(), handler()
    source, ended = make_complaint(account=account), closed(account=account)
    for target, sentence in ((source, "into itself"), (ended, "not open")):
        with pytest.raises(ComplaintError, match=sentence):
            merge(source, target, reason=WHY, by=desk, now=NOW)
    with pytest.raises(ComplaintError, match="reason"):
        merge(source, make_complaint(account=account), reason=" ", by=desk, now=NOW)


def test_two_complaints_are_not_merged_into_each_other_and_a_stale_page_is_refused():
    account, desk = AccountFactory(), handler()
    one, other = make_complaint(account=account), make_complaint(account=account)
    version = one.version
    merge(one, other, reason=WHY, by=desk, now=NOW)
    with pytest.raises(ComplaintError, match="not open"):
        merge(other, one, reason=WHY, by=desk, now=NOW)
    with pytest.raises(ComplaintConflict):
        merge(one, other, reason=WHY, by=desk, now=NOW, version=version)
    row = Merge.objects.get()
    unmerge(row, reason="No.", by=desk, now=NOW)
    with pytest.raises(ComplaintConflict):
        unmerge(row, reason="Twice.", by=desk, now=NOW)


def test_a_mere_duplicate_leads_no_token_to_another_customers_complaint():
    one, other = make_complaint(), make_complaint()
    Complaint.objects.filter(pk=one.pk).update(state=State.DUPLICATE, duplicate_of=other)
    one.refresh_from_db()
    assert target_of(one) == one


def test_the_accused_of_a_merged_complaint_does_not_handle_the_target_either():
    account, accused, desk = AccountFactory(), handler(), handler()
    source = make_complaint(account=account, complained_about=accused)
    target = make_complaint(account=account)
    with pytest.raises(ComplaintError, match="about yourself"):
        merge(source, target, reason=WHY, by=accused, now=NOW)
    row = merge(source, target, reason=WHY, by=desk, now=NOW)
    target.refresh_from_db()
    assert target.complained_about == accused
    unmerge(row, reason="No.", by=desk, now=NOW)
    target.refresh_from_db()
    assert target.complained_about is None


def test_every_table_that_points_at_a_complaint_goes_along_or_stays():
    pointing = {
        f"{relation.related_model._meta.label}.{relation.field.name}"
        for relation in Complaint._meta.related_objects
    }
    along = {f"{one.label}.{one.column.removesuffix('_id')}" for one in ALONG if not one.kind}
    assert pointing - along - STAYS == set()
    assert (along | STAYS) - pointing == set()
