"""The tracking page: its link, what a customer does there, and what customers never see."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from complaints.cases.models import TRACKING, Complaint
from complaints.cases.services import edit_facts
from complaints.cases.workflow import How, Move, State
from complaints.errors import ComplaintError
from complaints.intake.links import renew_link, revoke_link
from complaints.links.merging import merge
from complaints.messages.models import Message, Note, Status
from complaints.messages.services import request_move, send_update
from complaints.messages.spoken import add_note
from complaints.tests.factories import (
    answered,
    closed,
    handler,
    investigated,
    make_complaint,
    manager,
    move,
)
from crm.shared.mail.worker import Worker
from crm.shared.throttles.models import Throttle
from crm.shared.tokens import token_for
from customers.tests.factories import AccountFactory

pytestmark = pytest.mark.django_db
FORM = "/k/"
MARKER = "ZEBRA-7Q-ONLY-FOR-COLLEAGUES"


def page_of(complaint, name="track"):
    """Return an address of the tracking page."""
    return reverse(f"intake:{name}", args=[token_for(complaint, TRACKING)])


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


def test_a_colleague_stops_a_link_and_makes_a_new_one(client, now):
    complaint, one = investigated(now=now), handler()
    old = page_of(complaint)
    revoke_link(complaint, by=one, now=now)
    gone = client.get(old)
    assert gone.status_code == 410
    assert complaint.number in gone.content.decode()
    fresh = renew_link(complaint, by=one, now=now)
    assert client.get(old).status_code == 404
    assert client.get(page_of(fresh)).status_code == 200
    with pytest.raises(ComplaintError):
        revoke_link(revoke_link(fresh, by=one, now=now), by=one, now=now)


def test_the_desk_sees_the_link_and_what_it_can_do_with_it(client, now):
    complaint = investigated(now=now)
    client.force_login(complaint.handler)
    address = reverse("complaints:tracking", args=[complaint.number])
    assert page_of(complaint) in client.get(address).content.decode()
    typed = {"version": complaint.version, "do": "revoke"}
    assert client.post(address, typed).status_code == 302
    complaint.refresh_from_db()
    assert complaint.token_revoked_at is not None
    assert "/k/" not in client.get(address).content.decode()
    assert client.post(address, {**typed, "do": "renew"}).status_code == 302
    complaint.refresh_from_db()
    assert complaint.token_revoked_at is None


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


@pytest.mark.parametrize(("channel", "is_shown"), [("email", True), ("form", False)])
def test_a_merged_link_shows_the_other_complaint_only_to_who_proved_an_address(
    client, now, channel, is_shown
):
    """Anybody gets a link who types another person's address in the public form."""
    account, desk = AccountFactory(), handler()
    target = investigated(account=account, by=desk, text="The pallet was for my sister.")
    source = investigated(account=account, channel=channel, by=desk)
    address = page_of(source)
    merge(source, target, reason="The same pallet.", by=desk, now=now)
    answer = client.get(address)
    assert answer.status_code == 200
    assert ("for my sister" in answer.content.decode()) is is_shown
    assert client.post(address, {"body": "Please tell me more."}).status_code == (
        302 if is_shown else 200
    )
    assert Message.objects.filter(complaint=target, direction="in").exists() is is_shown
