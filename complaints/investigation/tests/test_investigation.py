"""Hearing both sides, findings, evidence, whys in order, third parties with a reminder."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from complaints.cases.events import ComplaintEvent
from complaints.cases.models import Complaint
from complaints.errors import ComplaintConflict, ComplaintError
from complaints.investigation.fishbone import branches, fishbone, narrow
from complaints.investigation.models import Evidence, Finding, Hearing, ThirdParty, Why
from complaints.investigation.rooms import ROOMS
from complaints.investigation.services import add_row, change_row, move_why, remove_row
from complaints.links.merging import merge, unmerge
from complaints.tests.factories import NOW, closed, handler, investigated, make_complaint
from crm.shared.files.models import StoredFile
from crm.shared.tests.factories import UserFactory
from customers.activities.models import Task
from customers.tests.factories import AccountFactory, OrderFactory, PromiseFactory

pytestmark = pytest.mark.django_db
MARK = "PLANTED-STATEMENT"
FACT = {"text": "The label was of the order above.", "source": "Pick list 14", "weight": "for"}
PARTY = {
    "kind": "carrier", "name": "Snel BV", "role": "", "question": "Who signed?",
    "asked_on": date(2026, 11, 16), "due_on": date(2026, 11, 20), "answered_on": None, "answer": "",
}  # fmt: skip


@pytest.fixture
def case():
    """Return a complaint under investigation and its handler."""
    complaint = investigated()
    return complaint, complaint.handler


def why(complaint, desk, text, group="method", **more):
    """Add a why."""
    return add_row(
        complaint, ROOMS["why"], by=desk, now=NOW,
        values={"text": text, "group": group, "is_root": False, **more},
    )  # fmt: skip


def test_a_row_is_written_changed_and_taken_out_and_the_history_keeps_what_it_said(case):
    complaint, desk = case
    row = add_row(complaint, ROOMS["finding"], values=FACT, by=desk, now=NOW)
    changed = change_row(
        row, ROOMS["finding"], values={**FACT, "source": "CCTV"}, version=1, by=desk, now=NOW
    )
    assert (changed.source, changed.version) == ("CCTV", 2)
    with pytest.raises(ComplaintConflict):
        change_row(row, ROOMS["finding"], values=FACT, version=1, by=desk, now=NOW)
    remove_row(changed, ROOMS["finding"], by=desk, now=NOW)
    assert not Finding.objects.exists()
    told = ComplaintEvent.objects.filter(kind="investigation").order_by("pk")
    assert [(event.data["act"], str(event.words)) for event in told] == [
        ("add", FACT["text"]), ("change", "Pick list 14"), ("remove", FACT["text"]),
    ]  # fmt: skip


def test_an_ended_complaint_and_the_accused_change_nothing(case):
    complaint, desk = case
    accused = handler()
    Complaint.objects.filter(pk=complaint.pk).update(complained_about=accused)
    for one, by in ((complaint, accused), (closed(), desk)):
        with pytest.raises(ComplaintError):
            add_row(one, ROOMS["finding"], values=FACT, by=by, now=NOW)
    assert not Finding.objects.exists()


@pytest.mark.parametrize(
    ("room", "change"),
    [
        ("party", {"due_on": date(2026, 11, 15)}),
        ("party", {"asked_on": date(2026, 11, 18), "due_on": date(2026, 11, 19)}),
        ("party", {"answer": "Piet"}),
        ("party", {"answered_on": date(2026, 11, 15)}),
        ("hearing", {"heard_at": NOW + timedelta(minutes=1)}),
    ],
)
def test_what_cannot_have_happened_is_refused(case, room, change):
    complaint, desk = case
    values = PARTY if room == "party" else {"side": "other", "who": "x", "how": "call", "text": "x"}
    with pytest.raises(ComplaintError):
        add_row(complaint, ROOMS[room], values={**values, **change}, by=desk, now=NOW)


def test_whys_keep_their_order_and_move_one_place_at_a_time(case):
    complaint, desk = case
    rows = [why(complaint, desk, text) for text in "abc"]
    move_why(rows[2], up=True, by=desk, now=NOW)
    move_why(rows[0], up=True, by=desk, now=NOW)  # it is first already
    assert [row.text for row in Why.objects.filter(complaint=complaint)] == ["a", "c", "b"]
    move_why(Why.objects.get(text="b"), up=False, by=desk, now=NOW)
    move_why(Why.objects.get(text="a"), up=False, by=desk, now=NOW)
    assert [row.text for row in Why.objects.filter(complaint=complaint)] == ["c", "a", "b"]


def test_the_drawing_shows_the_same_rows_as_the_chain():
    rows = [
        Why(text="The label <b> was wrong", group="method"),
        Why(text="Nobody checks it, because the check was never part of the work", group="people",
            is_root=True),
    ]  # fmt: skip
    drawn = fishbone(rows, "Wrong anodes in 14 boilers")
    phone = narrow(rows, "Wrong anodes in 14 boilers")
    assert drawn.count('class="branch"') == phone.count('class="branch"') == 8
    assert "2. Nobody checks it, because the check was" in phone
    assert drawn.count("bone empty") == 6
    assert "1. The label &lt;b&gt;" in drawn
    assert 'class="root"' in drawn
    assert [(b.key, [n for n, _row in b.rows]) for b in branches(rows) if b.rows] == [
        ("people", [2]), ("method", [1]),
    ]  # fmt: skip


def test_a_third_party_puts_one_task_on_the_list_that_tells_no_story(case):
    complaint, desk = case
    row = add_row(complaint, ROOMS["party"], values=PARTY, by=desk, now=NOW)
    task = Task.objects.open().get()
    assert (task.assignee, task.due_on, task.account) == (desk, PARTY["due_on"], complaint.account)
    assert "Snel" not in task.title + task.note
    row = change_row(
        row, ROOMS["party"], values={**PARTY, "due_on": date(2026, 11, 23)}, version=1, by=desk,
        now=NOW,
    )  # fmt: skip
    assert Task.objects.open().get().due_on == date(2026, 11, 23)
    answered = {**PARTY, "due_on": date(2026, 11, 23), "answered_on": date(2026, 11, 17)}
    change_row(
        row, ROOMS["party"], values={**answered, "answer": "Piet"}, version=2, by=desk, now=NOW
    )
    assert not Task.objects.open().exists()
    Complaint.objects.filter(pk=complaint.pk).update(is_confidential=True)
    add_row(complaint, ROOMS["party"], values=PARTY, by=desk, now=NOW)
    assert Task.objects.open().get().account is None


def test_evidence_is_of_the_same_account(case):
    complaint, desk = case
    values = {"order": None, "interaction": None, "promise": PromiseFactory(), "note": "Late"}
    with pytest.raises(ComplaintError, match="same account"):
        add_row(complaint, ROOMS["evidence"], values=values, by=desk, now=NOW)
    values["promise"] = PromiseFactory(account=complaint.account)
    add_row(complaint, ROOMS["evidence"], values=values, by=desk, now=NOW)
    assert Evidence.objects.get().promise == values["promise"]


def test_the_pages_write_every_kind_of_row_without_javascript(client):
    now = timezone.now() - timedelta(hours=1)
    complaint = investigated(now=now)
    order = OrderFactory(account=complaint.account)
    client.force_login(complaint.handler)
    today = timezone.localtime(now)
    typed = {
        "hearing": {"side": "colleague", "who": "Warehouse", "how": "talk", "text": MARK,
                    "heard_at": today.strftime("%Y-%m-%dT%H:%M")},
        "finding": FACT,
        "evidence": {"order": order.pk, "note": "Ordered titanium"},
        "why": {"text": "The label was wrong", "group": "method", "is_root": "on"},
        "party": {"kind": "supplier", "name": "Anode BV", "question": "Which batch?",
                  "asked_on": today.date().isoformat(), "due_on": today.date().isoformat()},
    }  # fmt: skip
    for room, data in typed.items():
        address = reverse("complaints:row_add", args=[complaint.number, room])
        assert client.get(address).status_code == 200
        assert client.post(address, {}).status_code == 422
        assert client.post(address, data).status_code == 302
    assert (
        client.get(reverse("complaints:row_add", args=[complaint.number, "nothing"])).status_code
        == 404
    )
    client.post(
        reverse("files:add", args=["complaint", complaint.pk]),
        {"files": SimpleUploadedFile("photo.txt", b"x")},
    )
    page = client.get(reverse("complaints:investigation", args=[complaint.number]))
    case_file = client.get(reverse("complaints:case_file", args=[complaint.number]))
    for answer in (page, case_file):
        for words in (
            MARK,
            FACT["source"],
            "Ordered titanium",
            "Anode BV",
            "photo.txt",
            "k-fishbone",
        ):
            assert words in answer.content.decode()
    row = Hearing.objects.get()
    address = reverse("complaints:row", args=[complaint.number, "hearing", row.pk])
    assert MARK in client.get(address).content.decode()
    stale = client.post(address, {**typed["hearing"], "text": "other", "version": 7})
    assert stale.status_code == 409
    assert "other" in stale.content.decode()
    assert MARK in stale.content.decode()
    client.post(reverse("complaints:row_remove", args=[complaint.number, "hearing", row.pk]))
    assert not Hearing.objects.exists()


def test_only_who_may_handle_it_reads_the_investigation_or_its_files(client):
    now = timezone.now() - timedelta(hours=1)
    seller, accused = UserFactory(), handler()
    complaint = investigated(
        now=now, account=AccountFactory(owner=seller), complained_about=accused
    )
    client.force_login(complaint.handler)
    client.post(
        reverse("files:add", args=["complaint", complaint.pk]),
        {"files": SimpleUploadedFile("photo.txt", b"x")},
    )
    file = StoredFile.objects.get()
    row = add_row(complaint, ROOMS["finding"], values=FACT, by=complaint.handler, now=now)
    remove_row(row, ROOMS["finding"], by=complaint.handler, now=now)
    for user in (seller, accused):
        client.force_login(user)
        for name in ("investigation", "case_file", "versions"):
            answer = client.get(reverse(f"complaints:{name}", args=[complaint.number]))
            assert answer.status_code == 403
        assert client.get(file.get_absolute_url()).status_code == 404
        page = client.get(complaint.get_absolute_url()).content.decode()
        assert FACT["text"] not in page
        assert "photo.txt" not in page


@pytest.mark.parametrize(("name", "most"), [("investigation", 12), ("case_file", 19)])
def test_the_pages_cost_the_same_however_much_was_found(client, case, name, most):
    """The case file is a printed page of everything: fourteen tables, read once each."""
    now = timezone.now() - timedelta(hours=1)
    complaint = investigated(now=now)
    desk = complaint.handler
    client.force_login(desk)
    address = reverse(f"complaints:{name}", args=[complaint.number])
    client.get(address)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    alone = cost()
    for text in "abcd":
        why(complaint, desk, text)
        add_row(complaint, ROOMS["finding"], values=FACT, by=desk, now=now)
        add_row(complaint, ROOMS["party"], values=PARTY, by=desk, now=now)
    assert cost() == alone
    assert alone <= most
    assert ThirdParty.objects.count() == 4


def test_a_merge_takes_the_investigation_along(case):
    complaint, desk = case
    add_row(complaint, ROOMS["finding"], values=FACT, by=desk, now=NOW)
    why(complaint, desk, "a")
    target = make_complaint(account=complaint.account)
    row = merge(complaint, target, reason="Same", by=desk, now=NOW)
    assert Finding.objects.get().complaint == target
    unmerge(row, reason="Not", by=desk, now=NOW)
    assert Finding.objects.get().complaint == complaint
