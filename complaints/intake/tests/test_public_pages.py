"""The public form and the tracking page: people, programs, tokens, and what customers never see."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from complaints.cases.models import TRACKING, Complaint
from complaints.cases.services import Complainant, edit_facts
from complaints.cases.workflow import How, Move, State
from complaints.intake.traps import stamp, too_fast
from complaints.messages.models import Message, Note, Status
from complaints.messages.services import add_note, request_move, send_update
from complaints.tests.factories import (
    answered,
    closed,
    handler,
    investigated,
    make_complaint,
    manager,
    move,
)
from crm.shared.mail.models import OutboxMail
from crm.shared.mail.worker import Worker
from crm.shared.throttles.models import Throttle
from crm.shared.tokens import token_for
from customers.contacts.models import Contact
from customers.tests.factories import ContactFactory

pytestmark = pytest.mark.django_db
FORM = "/k/"
MARKER = "ZEBRA-7Q-ONLY-FOR-COLLEAGUES"


@pytest.fixture
def now():
    """Return the present: pages read the clock themselves."""
    return timezone.now() - timedelta(minutes=5)


def filled(**change):
    """Return a form a person took a minute to fill in."""
    return {
        "text": "The wrong anodes were in all boilers.",
        "reach": "karin@waterland.test",
        "name": "Karin Vos",
        "lang": "nl",
        "shown": stamp(timezone.now() - timedelta(minutes=1)),
        **change,
    }


def page_of(complaint, name="track"):
    """Return an address of the tracking page."""
    return reverse(f"intake:{name}", args=[token_for(complaint, TRACKING)])


# -- the form ---------------------------------------------------------------------------------------


def test_the_form_opens_without_account_and_writes_nothing(client):
    response = client.get(FORM)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "same-origin"
    assert not Complaint.objects.exists()


def test_the_form_asks_six_things_at_most(client):
    html = client.get(FORM).content.decode()
    seen = re.findall(r'<(?:input|textarea|select)[^>]*name="(\w+)"', html)
    hidden = {"csrfmiddlewaretoken", "lang", "shown", "website"}
    assert len(set(seen) - hidden) <= 6


def test_the_form_speaks_the_visitors_language(client):
    dutch = client.get(FORM, headers={"Accept-Language": "nl"}).content.decode()
    assert '<html lang="nl"' in dutch
    english = client.get(FORM, {"lang": "en"}, headers={"Accept-Language": "nl"}).content.decode()
    assert '<html lang="en"' in english


def test_a_complaint_of_a_stranger_waits_unlinked_and_is_confirmed_by_mail(client):
    response = client.post(FORM, filled())
    complaint = Complaint.objects.get()
    assert (complaint.account, complaint.language, complaint.channel) == (None, "nl", "form")
    assert complaint.complainant_name == "Karin Vos"
    thanks = client.get(response.url).content.decode()
    assert complaint.number in thanks
    Worker().send_due()
    assert complaint.number in mail.outbox[0].subject
    assert page_of(complaint) in mail.outbox[0].body
    assert mail.outbox[0].body.count("https://kring.test/k/") == 1
    complaint.refresh_from_db()
    assert complaint.state == State.RECEIVED  # a person still acknowledges it


def test_a_known_address_puts_the_complaint_under_its_account(client):
    contact = ContactFactory()
    Contact.objects.filter(pk=contact.pk).update(
        email="Karin@Waterland.test", email_key="karin@waterland.test"
    )
    client.post(FORM, filled(reach=" karin@waterland.test "))
    assert Complaint.objects.get().account == contact.account


@pytest.mark.parametrize(
    ("reach", "expected"),
    [
        ("", Complainant(name="Karin Vos", is_anonymous=True)),
        ("06-12345678", Complainant(name="Karin Vos", phone="06-12345678")),
        (
            "Kade 1, 1500 AB Zaandam",
            Complainant(name="Karin Vos", address="Kade 1, 1500 AB Zaandam"),
        ),
    ],
)
def test_mail_telephone_letter_or_nothing_are_all_ways(client, reach, expected):
    assert client.post(FORM, filled(reach=reach)).status_code == 302
    complaint = Complaint.objects.get()
    assert complaint.is_anonymous == expected.is_anonymous
    assert complaint.complainant_phone == expected.phone
    assert complaint.complainant_address == expected.address
    assert not OutboxMail.objects.exists()


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ({"text": "   "}, "Karin Vos"),
        ({"reach": "k.vos@waterland"}, "k.vos@waterland"),
        ({"text": "x" * 10_001}, "Karin Vos"),
        ({"text": "a\x00b"}, "Karin Vos"),
        ({"website": "http://spam.test"}, "wrong anodes"),
        ({"shown": ""}, "wrong anodes"),
        ({"shown": "forged"}, "wrong anodes"),
        ({"lang": "xx"}, "wrong anodes"),
    ],
)
def test_a_refused_form_keeps_every_word(client, change, kept):
    response = client.post(FORM, filled(**change))
    assert response.status_code == 422
    assert kept in response.content.decode()
    assert not Complaint.objects.exists()


def test_programs_are_too_fast_and_people_are_not(now):
    assert too_fast(stamp(now), now + timedelta(seconds=1))
    assert not too_fast(stamp(timezone.now()), timezone.now() + timedelta(seconds=4))


def test_five_forms_a_minute_then_wait_with_every_word_kept(client):
    for _one in range(5):
        assert client.post(FORM, filled()).status_code == 302
    response = client.post(FORM, filled(text="My sixth story"))
    assert response.status_code == 429
    assert "My sixth story" in response.content.decode()
    assert Complaint.objects.count() == 5


# -- the tracking page -------------------------------------------------------------------------------


@pytest.mark.parametrize("token", ["x", "A" * 27, "é" * 27, "A" * 300])
def test_an_unknown_link_is_a_neutral_404(client, token):
    make_complaint()
    for name in ("track", "withdraw", "reopen", "thanks"):
        assert client.get(reverse(f"intake:{name}", args=[token])).status_code == 404


def test_a_truncated_link_is_unknown_too(client, now):
    assert client.get(page_of(make_complaint(now=now))[:-2] + "/").status_code == 404


def test_an_expired_or_revoked_link_is_gone_and_offers_a_way(client, now):
    complaint = make_complaint(now=now)
    address = page_of(complaint)
    for change in ({"token_expires_at": now}, {"token_revoked_at": now}):
        Complaint.objects.filter(pk=complaint.pk).update(
            token_expires_at=None, token_revoked_at=None
        )
        Complaint.objects.filter(pk=complaint.pk).update(**change)
        response = client.get(address)
        assert response.status_code == 410
        assert FORM in response.content.decode()
        assert client.post(address, {"body": "x"}).status_code == 410
    assert not Message.objects.exists()


def test_seventy_guesses_meet_429(client):
    codes = {client.get(reverse("intake:track", args=["A" * 27])).status_code for _n in range(70)}
    assert codes == {404, 429}


def test_reading_writes_nothing_but_the_throttle(client, now):
    complaint = make_complaint(now=now)
    before = Complaint.objects.values().get()
    for name in ("track", "thanks", "withdraw", "reopen"):
        for query in ("", "?reason=x&body=x", "?lang=en"):
            assert client.get(page_of(complaint, name) + query).status_code == 200
    assert Complaint.objects.values().get() == before
    assert complaint.events.count() == 1
    assert Throttle.objects.exists()


def test_the_page_speaks_the_customers_language_and_says_by_when(client, now):
    complaint = make_complaint(now=now, handler=handler())
    html = client.get(page_of(complaint)).content.decode()
    assert '<html lang="nl"' in html
    assert complaint.number in html
    assert complaint.handler.display_name in html
    assert '<html lang="en"' in client.get(page_of(complaint) + "?lang=en").content.decode()


def test_a_customer_replies_and_reads_what_was_sent(client, now):
    complaint = investigated(now=now)
    message = send_update(complaint, body="We are on it.", by=complaint.handler, now=now)
    assert "We are on it." not in client.get(page_of(complaint)).content.decode()
    Message.objects.filter(pk=message.pk).update(status=Status.SENT, sent_at=now)
    assert "We are on it." in client.get(page_of(complaint)).content.decode()
    response = client.post(page_of(complaint), {"body": "Thank you."})
    assert response.status_code == 302
    assert "Thank you." in client.get(page_of(complaint)).content.decode()
    empty = client.post(page_of(complaint), {"body": " "})
    assert empty.status_code == 422


def test_a_customer_withdraws_with_a_reason(client, now):
    complaint = make_complaint(now=now)
    assert client.post(page_of(complaint, "withdraw"), {"reason": ""}).status_code == 422
    assert client.post(page_of(complaint, "withdraw"), {"reason": "Solved."}).status_code == 302
    complaint.refresh_from_db()
    assert complaint.state == State.WITHDRAWN
    again = client.post(page_of(complaint, "withdraw"), {"reason": "Solved."})
    assert again.status_code == 422


def test_a_customer_reopens_a_closed_complaint_once(client, now):
    complaint = closed(now=now)
    assert client.post(page_of(complaint, "reopen"), {"reason": "Broken again"}).status_code == 302
    complaint.refresh_from_db()
    assert (complaint.state, complaint.cycle) == (State.INVESTIGATING, 2)
    again = client.post(page_of(complaint, "reopen"), {"reason": "Broken again"})
    assert (again.status_code, "Broken again" in again.content.decode()) == (422, True)


def test_every_state_has_a_tracking_page_with_one_heading(client, now):
    boss = manager()
    withdrawn = move(make_complaint(now=now), Move.WITHDRAW, by=boss, reason="x", now=now)
    for complaint in (make_complaint(now=now), investigated(now=now), answered(now=now), withdrawn):
        html = client.get(page_of(complaint)).content.decode()
        assert html.count("<h1") == 1


def test_forms_are_protected_against_forged_requests():

    strict = Client(enforce_csrf_checks=True)
    assert strict.post(FORM, filled()).status_code == 403


# -- what customers never see -------------------------------------------------------------------------


def test_no_note_ever_reaches_a_customer(client, now):
    """A marker stands in every note; it is in no mail, no public page, no mail queue."""
    complaint, boss = investigated(now=now), manager()
    add_note(complaint, body=MARKER, by=boss, now=now)
    send_update(complaint, body="We are on it.", by=boss, now=now)
    request_move(
        complaint,
        Move.ASK,
        body="Which?",
        how=How.MAIL,
        resume_on=timezone.localdate() + timedelta(days=2),
        by=boss,
        now=now,
    )
    assert Note.objects.get().body == MARKER
    assert Worker().send_due() == 2
    for sent in mail.outbox:
        assert MARKER not in str(sent.message())
        assert MARKER not in sent.body
    for name in ("track", "thanks", "withdraw", "reopen"):
        assert MARKER not in client.get(page_of(complaint, name)).content.decode()


def test_the_worker_makes_the_move_when_the_server_accepts_the_mail(now):
    """The whole way: requested, sent by the worker, moved, in the complainant's language."""
    complaint, one = make_complaint(now=now), handler()
    request_move(complaint, Move.ACKNOWLEDGE, body="We heard you.", how=How.MAIL, by=one, now=now)
    assert Worker().send_due() == 1
    complaint.refresh_from_db()
    assert complaint.state == State.ACKNOWLEDGED
    sent = mail.outbox[0]
    assert sent.to == [complaint.contact.email]
    assert "We heard you." in sent.body
    assert page_of(complaint) in sent.body
    html = sent.alternatives[0][0]
    assert '<html lang="nl">' in html


def test_a_text_of_a_customer_stays_text_in_the_mail(now):
    complaint, one = make_complaint(now=now), handler()
    edit_facts(
        complaint,
        changes={"complainant_name": "<script>x</script>"},
        by=one,
        now=now,
        version=complaint.version,
    )
    send_update(complaint, body="<b>bold</b> & more", by=one, now=now)
    Worker().send_due()
    assert "<b>bold</b> & more" in mail.outbox[0].body
    assert "&lt;b&gt;" in mail.outbox[0].alternatives[0][0]


def test_an_undone_message_is_not_sent(now):
    complaint, one = make_complaint(now=now), handler()
    message = send_update(complaint, body="Oops", by=one, now=now)
    Message.objects.filter(pk=message.pk).update(status=Status.CANCELLED)
    assert Worker().send_due() == 0
    assert mail.outbox == []


def test_housekeeping_knows_the_jobs_of_complaints(now):
    call_command("housekeeping")
