"""The desk's pages: who may open what, what they show, what a refusal keeps, how many queries."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from complaints.cases.models import Complaint
from complaints.cases.services import Complainant
from complaints.cases.workflow import State
from complaints.decisions.services import Proposal
from complaints.learning.models import Category, Cause
from complaints.messages.models import Message, Status
from complaints.messages.services import send_update
from complaints.tests.factories import (
    acknowledged,
    decided,
    handler,
    investigated,
    make_complaint,
    manager,
)
from crm.shared.tests.factories import UserFactory
from customers.tests.factories import AccountFactory, ContactFactory

pytestmark = pytest.mark.django_db
FORMS = [
    "assess", "edit", "link", "priority", "withdraw", "duplicate", "acknowledge", "ask",
    "answer", "message", "conversation", "note", "decide", "redate", "reopen",
]  # fmt: skip
PRESSES = ["resume", "close", "approve"]
MANAGER_ONLY = {"redate", "reopen"}


def url(name, complaint, *args):
    """Return an address of a complaint."""
    return reverse(f"complaints:{name}", args=[complaint.number, *args])


def as_(client, user):
    """Log a user in and return the client."""
    client.force_login(user)
    return client


# -- who may open what ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "sees"),
    [("complaint_handler", True), ("manager", True), ("administrator", True), ("", False)],
)
def test_the_desk_sees_every_complaint_and_nobody_without_a_role(client, now, role, sees):
    complaint = make_complaint(now=now)
    response = as_(client, UserFactory(role=role)).get(complaint.get_absolute_url())
    assert response.status_code == (200 if sees else 404)


def test_sales_read_complaints_of_visible_accounts_and_get_404_for_others(client, now):
    seller = UserFactory()
    own = make_complaint(now=now, account=AccountFactory(owner=seller))
    other, unlinked = (
        make_complaint(now=now),
        make_complaint(now=now, complainant=Complainant(email="a@b.test")),
    )
    as_(client, seller)
    assert client.get(own.get_absolute_url()).status_code == 200
    for hidden in (other, unlinked):
        assert client.get(hidden.get_absolute_url()).status_code == 404
    page = client.get(reverse("complaints:list"))
    assert own.number in page.content.decode()
    assert other.number not in page.content.decode()


def test_a_confidential_complaint_is_hidden_from_sales_and_from_the_accused(client, now):
    seller, accused = UserFactory(), handler()
    account = AccountFactory(owner=seller)
    complaint = make_complaint(
        now=now, account=account, is_confidential=True, complained_about=accused
    )
    for user in (seller, accused):
        assert as_(client, user).get(complaint.get_absolute_url()).status_code == 404
    assert as_(client, handler()).get(complaint.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("name", FORMS)
def test_every_form_is_for_the_desk_only(client, now, name):
    seller = UserFactory()
    complaint = make_complaint(now=now, account=AccountFactory(owner=seller))
    version = complaint.version
    client.logout()
    assert client.get(url(name, complaint)).status_code == 302
    as_(client, seller)
    for call in (client.get, client.post):
        assert call(url(name, complaint)).status_code == 403
    assert as_(client, UserFactory(role="")).post(url(name, complaint)).status_code == 404
    expected = 403 if name in MANAGER_ONLY else 200
    assert as_(client, handler()).get(url(name, complaint)).status_code == expected
    assert as_(client, manager()).get(url(name, complaint)).status_code == 200
    assert Complaint.objects.get(pk=complaint.pk).version == version


@pytest.mark.parametrize("name", PRESSES)
def test_buttons_take_posts_from_the_desk_only(client, now, name):
    seller = UserFactory()
    complaint = make_complaint(now=now, account=AccountFactory(owner=seller))
    as_(client, seller)
    assert client.post(url(name, complaint)).status_code == 403
    as_(client, handler())
    assert client.get(url(name, complaint)).status_code == 405
    response = client.post(url(name, complaint), follow=True)
    assert response.status_code == 200
    assert Complaint.objects.get(pk=complaint.pk).state == State.RECEIVED


def test_the_accused_reads_but_cannot_work(client, now):
    accused = handler()
    complaint = investigated(now=now, complained_about=accused)
    as_(client, accused)
    page = client.get(complaint.get_absolute_url())
    assert page.status_code == 200
    assert url("decide", complaint) not in page.content.decode()
    assert client.post(url("withdraw", complaint), {"reason": "x"}).status_code == 403


def test_an_unknown_number_is_not_found_and_small_letters_are_fine(client, now):
    complaint = make_complaint(now=now)
    as_(client, handler())
    assert client.get(reverse("complaints:detail", args=["KL-1999-0001"])).status_code == 404
    address = reverse("complaints:detail", args=[complaint.number.lower()])
    assert client.get(address).status_code == 200


# -- the way of a complaint through the pages ------------------------------------------------------


def test_a_complaint_goes_from_receipt_to_closing_through_forms_without_javascript(client):
    account, boss = AccountFactory(), manager()
    as_(client, boss)
    received = timezone.localtime() - timedelta(hours=1)
    response = client.post(
        reverse("complaints:create"),
        {
            "account": account.name,
            "text": "Fourteen boilers with the wrong anodes.",
            "channel": "phone",
            "received_at": received.strftime("%Y-%m-%dT%H:%M"),
            "complainant_email": "karin@waterland.test",
            "complainant_name": "Karin Vos",
        },
    )
    complaint = Complaint.objects.get()
    assert response.url == complaint.get_absolute_url()

    def post(name, data=None, *args):
        complaint.refresh_from_db()
        answer = client.post(
            url(name, complaint, *args), {"version": complaint.version, **(data or {})}
        )
        assert answer.status_code == 302, answer.content.decode()[:3000]
        complaint.refresh_from_db()
        return complaint.state

    told = {"how": "call", "body": "We heard you."}
    assert post("acknowledge", told) == State.ACKNOWLEDGED
    category = Category.objects.get(key="delivery-wrong")
    assessment = {"category": category.pk, "severity": "3", "handler": boss.pk}
    assert post("assess", assessment) == State.INVESTIGATING
    assert post(
        "decide",
        {
            "outcome": "justified",
            "reasons": "The label was wrong.",
            "cause": Cause.objects.get(key="method-label").pk,
            "remedy-TOTAL_FORMS": "1",
            "remedy-INITIAL_FORMS": "0",
            "remedy-0-kind": "refund",
            "remedy-0-cost": "100",
            "remedy-0-due_on": "2030-01-01",
        },
    )
    assert post("answer", {"how": "letter", "body": "You are right."}) == State.ANSWERED
    assert post("settle", {"status": "delivered"}, complaint.remedies.get().pk) == State.ANSWERED
    assert post("close") == State.CLOSED
    assert post("reopen", {"reason": "Came back."}) == State.INVESTIGATING
    assert complaint.cycle == 2


def test_an_acknowledgement_by_mail_offers_undo(client, now):
    complaint, one = make_complaint(now=now), handler()
    as_(client, one)
    data = {"version": complaint.version, "how": "mail", "body": "We heard you."}
    page = client.post(url("acknowledge", complaint), data, follow=True).content.decode()
    message = Message.objects.get()
    assert url("undo", complaint, message.pk) in page
    assert "is being sent" in page
    client.post(url("undo", complaint, message.pk))
    message.refresh_from_db()
    assert message.status == Status.CANCELLED


def test_undo_of_another_complaints_message_is_not_found(client, now):
    first, second, one = make_complaint(now=now), make_complaint(now=now), handler()
    message = send_update(first, body="x", by=one, now=now)
    as_(client, one)
    assert client.post(url("undo", second, message.pk)).status_code == 404
    message.refresh_from_db()
    assert message.is_queued


# -- bad input -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "kept"),
    [
        ("acknowledge", {"how": "fax", "body": "My own words"}, "My own words"),
        ("assess", {"category": "999999", "severity": "9", "handler": "x"}, "Severity"),
        ("ask", {"body": "Which one?", "how": "mail", "resume_on": "2001-01-01"}, "Which one?"),
        ("withdraw", {"reason": ""}, "Reason"),
        ("duplicate", {"original": "KL-1-1"}, "KL-1-1"),
        ("duplicate", {"original": "\x00"}, "Number"),
        ("message", {"body": ""}, "Message"),
        ("note", {"body": "\x00"}, "note"),
        ("link", {"account": "999999999999999999999"}, "999999999999999999999"),
        ("priority", {"value": "4", "reason": ""}, "Reason"),
        ("conversation", {"via": "call", "at": "0001-01-01T00:00", "body": "My words"}, "My words"),
        ("decide", {"outcome": "maybe", "reasons": "My reasons"}, "My reasons"),
    ],
)
def test_a_refused_form_answers_422_and_keeps_what_was_typed(client, now, name, data, kept):
    maker = investigated if name in {"ask", "decide"} else make_complaint
    complaint = maker(now=now)
    as_(client, manager())
    response = client.post(url(name, complaint), {"version": complaint.version, **data})
    assert response.status_code == 422
    assert kept in response.content.decode()
    assert not complaint.messages.filter(status=Status.QUEUED).exists()


def test_a_refused_recording_keeps_what_was_typed(client):
    as_(client, UserFactory())
    data = {"text": "My long story", "channel": "phone", "received_at": "2999-01-01T10:00"}
    response = client.post(reverse("complaints:create"), data)
    assert response.status_code == 422
    assert "My long story" in response.content.decode()
    assert not Complaint.objects.exists()


def test_a_complaint_for_an_account_one_may_not_see_is_not_recorded(client, now):
    account = AccountFactory()
    as_(client, UserFactory())
    data = {"account": f"#{account.pk}", "text": "x", "channel": "phone"}
    assert client.post(reverse("complaints:create"), data).status_code == 422
    assert not Complaint.objects.exists()
    assert client.get(reverse("complaints:create"), {"account": account.pk}).status_code == 404


def test_the_form_opened_from_an_account_knows_its_people(client, now):
    contact = ContactFactory()
    as_(client, manager())
    address = reverse("complaints:create") + f"?account={contact.account_id}&contact={contact.pk}"
    page = client.get(address).content.decode()
    assert f'<option value="{contact.pk}" selected>' in page
    assert contact.account.name in page
    data = {
        "account": contact.account.name,
        "contact": contact.pk,
        "text": "Late again",
        "channel": "phone",
        "received_at": timezone.localtime(now).strftime("%Y-%m-%dT%H:%M"),
    }
    assert client.post(address, data).status_code == 302
    assert Complaint.objects.get().contact == contact


def test_a_stale_form_answers_409(client, now):
    complaint = acknowledged(now=now)
    as_(client, manager())
    data = {
        "version": complaint.version - 1,
        "category": Category.objects.get(key="other").pk,
        "severity": "1",
        "handler": handler().pk,
    }
    assert client.post(url("assess", complaint), data).status_code == 409
    assert Complaint.objects.get().severity is None


def test_bad_remedies_keep_the_decision(client, now):
    complaint = investigated(now=now)
    as_(client, manager())
    data = {
        "version": complaint.version,
        "outcome": "justified",
        "reasons": "My reasons",
        "cause": Cause.objects.get(key="method-label").pk,
        "remedy-TOTAL_FORMS": "1",
        "remedy-INITIAL_FORMS": "0",
        "remedy-0-cost": "1e309",
    }
    response = client.post(url("decide", complaint), data)
    assert response.status_code == 422
    assert "My reasons" in response.content.decode()


def test_a_date_typed_before_is_shown_to_a_dutch_reader_as_the_browser_reads_it(client, now):
    due = timezone.localdate() + timedelta(days=3)
    complaint = decided(now=now, remedies=[Proposal("refund", Decimal(10), due)])
    as_(client, manager(language="nl"))
    assert f'value="{due.isoformat()}"' in client.get(url("decide", complaint)).content.decode()


def test_htmx_gets_the_fragment_and_is_sent_back_to_the_page(client, now):
    complaint = make_complaint(now=now)
    as_(client, handler())
    headers = {"HX-Request": "true"}
    fragment = client.get(url("note", complaint), headers=headers)
    assert "<html" not in fragment.content.decode()
    assert "HX-Request" in fragment["Vary"]
    refused = client.post(url("note", complaint), {"body": ""}, headers=headers)
    assert (refused.status_code, "<html" in refused.content.decode()) == (422, False)
    saved = client.post(url("note", complaint), {"body": "Well."}, headers=headers)
    assert saved["HX-Redirect"] == complaint.get_absolute_url()
