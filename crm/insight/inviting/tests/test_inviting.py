"""Inviting people to tell us: who is asked, who is not and why, what leaves the house, and once in 90 days."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from complaints.cases.models import Complaint
from complaints.tests.factories import make_complaint
from crm.insight.iceberg.complaining import record_words
from crm.insight.iceberg.layers import Layer
from crm.insight.inviting.mail import PURPOSE, build
from crm.insight.inviting.models import Invite
from crm.insight.inviting.rule import Person, why_not
from crm.insight.inviting.services import invite
from crm.insight.period import Slice
from crm.shared.errors import Refusal
from crm.shared.localtime import local_date
from crm.shared.mail.models import OutboxMail
from crm.shared.mail.purposes import Later, Skip
from crm.shared.tests.factories import TeamFactory, UserFactory
from customers.activities.models import Interaction
from customers.contacts.models import Contact
from customers.tests.factories import ContactFactory, CustomerFactory, InteractionFactory
from surveys.tests.factories import AnswerFactory

pytestmark = pytest.mark.django_db
FREE = Person(True, False, False, False, False, None)


@pytest.fixture
def boss(client):
    """Return a signed-in manager."""
    user = UserFactory(role="manager")
    client.force_login(user)
    return user


@pytest.fixture
def open_now(monkeypatch):
    """Let mails leave at any hour."""
    monkeypatch.setattr("crm.insight.inviting.mail.next_opening", lambda now, calendar: now)


def asked(**person) -> Contact:
    """Make a customer with one person who has an address."""
    values = {"email": "karin@example.nl", "account": CustomerFactory()} | person
    return ContactFactory(**values)


def the_mail(made: Invite) -> OutboxMail:
    """Return the mail of an invitation."""
    return OutboxMail.objects.get(purpose="tell_us", object_id=made.pk)


@pytest.mark.parametrize(
    ("change", "reason"),
    [({}, None), ({"left": True, "objected": True}, "left"), ({"has_address": False}, "no_contact"),
     ({"objected": True}, "objected"), ({"bounced": True}, "bounced"), ({"open_complaint": True}, "open_complaint")],
)  # fmt: skip
def test_the_weightiest_reason_is_given(change, reason):
    person = replace(FREE, **change)
    assert why_not(person, now=timezone.now(), rest_days=90) == reason


def test_ninety_days_later_somebody_may_be_asked_again():
    now = timezone.now()
    for days, reason in ((89, "resting"), (90, None)):
        person = replace(FREE, last_asked_at=now - timedelta(days=days))
        assert why_not(person, now=now, rest_days=90) == reason


def test_the_person_who_left_the_trace_is_asked_once(boss):
    """Two people of one account: the one with the low score gets the mail; a second press asks nobody."""
    other = asked(email="piet@example.nl")
    sour = asked(account=other.account, language="en")
    AnswerFactory(contact=sour, score=2, confirmed_at=timezone.now())
    ids, now = {other.account_id}, timezone.now()
    batch = invite(Layer.SURVEY, ids, by=boss, now=now)
    made = Invite.objects.get(batch=batch)
    assert (made.contact, made.state) == (sour, "queued")
    assert (the_mail(made).to, the_mail(made).language) == (sour.email, "en")
    again = Invite.objects.get(batch=invite(Layer.SURVEY, ids, by=boss, now=now))
    assert (again.state, again.why_not) == ("skipped", "resting")
    assert OutboxMail.objects.filter(purpose="tell_us").count() == 1


def test_whoever_is_not_asked_is_listed_with_the_reason(client, boss):
    """No contact at all, objected, a complaint open, free: one mail of four."""
    alone, free = CustomerFactory(), asked()
    against, sore = asked(consent_email="objected"), asked()
    make_complaint(account=sore.account, now=timezone.now(), by=boss)
    ids = {alone.pk, free.account_id, against.account_id, sore.account_id}
    answer = client.post(
        reverse("insight:tell_us", args=["promise"]), {"account": list(ids)}, follow=True
    )
    rows = {row.obj.account_id: row.obj.why_not for row in answer.context["page"].rows}
    assert rows == {alone.pk: "no_contact", free.account_id: "", against.account_id: "objected",
                    sore.account_id: "open_complaint"}  # fmt: skip
    assert OutboxMail.objects.filter(purpose="tell_us").count() == 1


def test_the_mail_has_the_form_in_the_persons_language_and_a_way_out(boss, open_now):
    person = asked(language="en")
    made = Invite.objects.get(
        batch=invite(Layer.PROMISE, {person.account_id}, by=boss, now=timezone.now())
    )
    mail = build(the_mail(made), timezone.now())
    assert "/k/?lang=en" in mail.text and "complaints are welcome" in mail.text
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail.headers["List-Unsubscribe"].strip("<>") in mail.text


def test_objecting_meanwhile_stops_the_mail(boss, open_now):
    person = asked()
    made = Invite.objects.get(
        batch=invite(Layer.PROMISE, {person.account_id}, by=boss, now=timezone.now())
    )
    Contact.objects.filter(pk=person.pk).update(consent_survey="objected")
    with pytest.raises(Skip):
        build(the_mail(made), timezone.now())
    made.refresh_from_db()
    assert (made.state, made.why_not) == ("skipped", "objected")
    PURPOSE.on_sent(the_mail(made), timezone.now())
    assert not Interaction.objects.filter(account=person.account).exists()


def test_it_waits_for_opening_hours(boss, monkeypatch):
    person, later = asked(), timezone.now() + timedelta(hours=9)
    made = Invite.objects.get(
        batch=invite(Layer.PROMISE, {person.account_id}, by=boss, now=timezone.now())
    )
    monkeypatch.setattr("crm.insight.inviting.mail.next_opening", lambda now, calendar: later)
    with pytest.raises(Later):
        build(the_mail(made), timezone.now())


def test_what_was_sent_is_a_contact_moment_and_what_was_refused_asked_nobody(boss):
    first, second, now = asked(), asked(email="x@example.nl"), timezone.now()
    batch = invite(Layer.PROMISE, {first.account_id, second.account_id}, by=boss, now=now)
    one, two = Invite.objects.filter(batch=batch).order_by("pk")
    for _twice in range(2):
        PURPOSE.on_sent(SimpleNamespace(object_id=one.pk), now)
    PURPOSE.on_refused(SimpleNamespace(object_id=two.pk), "550", now)
    assert [i.state for i in Invite.objects.order_by("pk")] == ["sent", "refused"]
    assert Interaction.objects.get(account=first.account).contacts.get() == first
    again = Invite.objects.get(batch=invite(Layer.PROMISE, {second.account_id}, by=boss, now=now))
    assert again.state == "queued"


def test_one_foreign_account_and_nobody_is_asked(client):
    sanne = UserFactory(team=TeamFactory())
    mine, foreign = asked(account=CustomerFactory(owner=sanne)), asked()
    with pytest.raises(Refusal):
        invite(Layer.TOLD, {mine.account_id, foreign.account_id}, by=sanne, now=timezone.now())
    assert not Invite.objects.exists()
    batch = invite(
        Layer.TOLD, {foreign.account_id}, by=UserFactory(role="manager"), now=timezone.now()
    )
    client.force_login(sanne)
    assert client.get(reverse("insight:invites_of", args=[batch])).context["page"].count == 0


def year() -> Slice:
    """Return the last twelve months."""
    today = local_date(timezone.now())
    return Slice("12m", today - timedelta(days=364), today)


def test_words_said_become_complaints_received_when_they_were_said(client, boss):
    """One was told to a colleague on the phone, one score has words, one has none: two complaints, one to call."""
    at = timezone.now() - timedelta(days=5)
    told, spoke, silent = asked(), asked(), asked()
    moment = InteractionFactory(account=told.account, happened_at=at, dissatisfied=True,
                                kind="call", summary="The pumps came late again.")  # fmt: skip
    moment.contacts.set([told])
    AnswerFactory(contact=spoke, score=3, confirmed_at=at, comment="Nobody answers the phone.")
    AnswerFactory(contact=silent, score=1, confirmed_at=at, comment=" ")
    address = reverse("insight:layer_complaints", args=["told"])
    page = client.post(address, {"account": [told.account_id]}, follow=True)
    assert "1 complaint recorded." in page.content.decode()
    made = Complaint.objects.get(account=told.account)
    assert (made.text, made.channel, made.received_at, made.contact) == (
        "The pumps came late again.", "phone", at, told,
    )  # fmt: skip
    ids = {spoke.account_id, silent.account_id}
    found = record_words(Layer.SURVEY, ids, year(), by=boss, now=timezone.now())
    assert (found.complaints, found.wordless) == (1, 1)
    assert Complaint.objects.get(account=spoke.account).channel == "survey"


def test_a_layer_without_words_or_an_account_outside_it_records_nothing(boss):
    person = asked()
    for layer in (Layer.PROMISE, Layer.TOLD):
        with pytest.raises(Refusal):
            record_words(layer, {person.account_id}, year(), by=boss, now=timezone.now())
    assert not Complaint.objects.exists()
