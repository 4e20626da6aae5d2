"""Histories are chained: whatever is changed, cut off or moved behind our back is named."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from complaints.cases.chain import START, event_hash, text_digest
from complaints.cases.events import ComplaintEvent, ComplaintEventText
from complaints.cases.history import log
from complaints.cases.models import Complaint
from complaints.cases.verify import breaks
from complaints.cases.workflow import Move
from complaints.messages.models import Message
from complaints.messages.services import customer_replied
from complaints.messages.spoken import record_conversation
from complaints.tests.factories import NOW, closed, investigated, make_complaint, manager, move
from crm.shared.appendonly import rewriting
from crm.shared.figure_runs.models import FigureRun
from crm.shared.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_a_hash_hangs_on_every_part_of_the_event_and_on_the_one_before():
    event = {
        "number": 1,
        "cycle": 1,
        "kind": "received",
        "from_state": "",
        "to_state": "received",
        "at": NOW,
        "recorded_at": NOW,
        "actor_id": 3,
        "by_customer": False,
        "data": {"channel": "phone"},
        "text_digest": "",
    }
    others = {
        "number": 2, "cycle": 2, "kind": "edited", "from_state": "closed", "to_state": "closed",
        "at": NOW + timedelta(microseconds=1), "recorded_at": NOW + timedelta(days=1), "actor_id": 4,
        "by_customer": True, "data": {"channel": "email"}, "text_digest": text_digest("s", "x"),
    }  # fmt: skip
    hashes = {event_hash(START, "KL-2026-0001", {**event, name: v}) for name, v in others.items()}
    hashes |= {event_hash(START, "KL-2026-0001", event), event_hash(START, "KL-2026-0002", event)}
    hashes |= {event_hash("f" * 64, "KL-2026-0001", event)}
    assert len(hashes) == len(others) + 3


def told():
    """Return the complaints and event numbers that are broken."""
    return [(one.complaint, one.event) for one in breaks()]


@pytest.fixture
def complaint():
    """Return a complaint with a long history: moves, a reason, a conversation, a reply, a reopening."""
    one = closed()
    move(one, Move.REOPEN, by=manager(), reason="She called: it came back.")
    record_conversation(one, body="We called.", via="call", at=NOW, by=one.handler, now=NOW)
    customer_replied(one, body="Thank you.", now=NOW)
    one.refresh_from_db()
    return one


def test_every_act_adds_a_link_to_one_chain(complaint):
    numbers = list(complaint.events.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, complaint.history_length + 1))
    assert complaint.events.get(number=complaint.history_length).hash == complaint.history_head
    assert told() == []


TAMPERINGS = {
    "a moment": ("UPDATE complaints_complaintevent SET at = recorded_at, recorded_at = %s WHERE number = 3",
                 [NOW - timedelta(days=1)], 3),
    "a person": ("UPDATE complaints_complaintevent SET actor_id = 999 WHERE number = 2", [], 2),
    "a kind": ("UPDATE complaints_complaintevent SET kind = 'edited' WHERE number = 4", [], 4),
    "a first event": ("UPDATE complaints_complaintevent SET to_state = 'closed' WHERE number = 1", [], 1),
    "a reason": ("UPDATE complaints_complainteventtext SET text = 'He did not call.'", [], 8),
    "what we said": ("UPDATE complaints_message SET body = 'We wrote.' WHERE body = 'We called.'", [], 9),
    "what the customer wrote": ("UPDATE complaints_message SET body = 'Fine.' WHERE direction = 'in'", [], 10),
    "the story": ("UPDATE complaints_complaint SET text = 'All is well.'", [], 1),
    "the state": ("UPDATE complaints_complaint SET state = 'closed'", [], 0),
    "an event taken out": ("DELETE FROM complaints_complaintevent WHERE number = 5", [], 5),
    "the last event cut off": ("DELETE FROM complaints_complaintevent WHERE number = 10", [], 0),
    "all events": ("DELETE FROM complaints_complaintevent", [], 0),
}  # fmt: skip


@pytest.mark.parametrize("what", TAMPERINGS)
def test_whatever_is_tampered_with_is_found_where_it_was(complaint, what):
    """With the triggers off, as who owns the database could do it."""
    sql, values, event = TAMPERINGS[what]
    with rewriting("tampering in a test"), connection.cursor() as cursor:
        if sql.startswith("DELETE"):
            ComplaintEventText.objects.all().delete()
        cursor.execute(sql, values)
    assert told() == [(complaint.number, event)]


def test_an_event_rewritten_with_a_fresh_hash_breaks_the_next_one(complaint):
    event = complaint.events.get(number=3)
    event.actor_id = UserFactory().pk
    before = complaint.events.get(number=2).hash
    with rewriting("tampering in a test"):
        ComplaintEvent.objects.filter(pk=event.pk).update(
            actor=event.actor_id, hash=event_hash(before, complaint.number, vars(event))
        )
    assert told() == [(complaint.number, 4)]


def test_erasing_personal_data_keeps_the_chain_whole(complaint):
    ComplaintEventText.objects.all().delete()
    Message.objects.update(body="", salt="")
    Complaint.objects.update(text="erased", salt="", complainant_name="", subject="erased")
    assert told() == []


def test_a_second_event_with_the_same_number_is_refused_by_the_database(complaint):
    twin = complaint.events.get(number=2)
    twin.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_who_read_the_complaint_long_ago_links_behind_what_came_since():
    complaint = investigated()
    stale = Complaint.objects.get(pk=complaint.pk)
    log(complaint, "edited", now=NOW, fields=["wish"])
    log(stale, "edited", now=NOW, fields=["subject"])
    assert told() == []
    assert stale.history_length == complaint.history_length + 1


def test_the_command_names_the_event_and_the_settings_page_tells(complaint, client):
    make_complaint()
    out = StringIO()
    call_command("verify_complaints", stdout=out)
    assert "2 complaints, every history whole." in out.getvalue()
    with rewriting("tampering in a test"):
        complaint.events.filter(number=3).update(by_customer=True)
    out = StringIO()
    with pytest.raises(CommandError, match="1 histories"):
        call_command("verify_complaints", stdout=out)
    assert f"{complaint.number}, event 3: was changed after it was written" in out.getvalue()
    assert FigureRun.objects.get(name="histories of complaints").differing == 1
    client.force_login(manager())
    page = client.get("/settings/").content.decode()
    assert f"{complaint.number}, event 3" in page
    assert "verify_complaints" in page


def test_checking_reads_a_fixed_number_of_statements(django_assert_num_queries):
    for _n in range(4):
        make_complaint()
    with django_assert_num_queries(5):
        assert list(breaks()) == []
    for _n in range(4):
        make_complaint()
    with django_assert_num_queries(5):
        assert list(breaks()) == []
