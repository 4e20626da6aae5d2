"""The public form: who may complain how, what a refusal keeps, and what programs meet."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from complaints.cases.files import FILES
from complaints.cases.models import TRACKING, Complaint
from complaints.cases.services import Complainant
from complaints.cases.workflow import State
from complaints.intake.files import PUBLIC
from complaints.intake.tests.test_tracking import FORM, page_of
from complaints.intake.traps import stamp, too_fast
from complaints.messages.models import Message
from complaints.tests.factories import (
    investigated,
    make_complaint,
)
from crm.shared.files.models import StoredFile
from crm.shared.files.services import add_files
from crm.shared.files.tests.samples import png
from crm.shared.formats import long_day
from crm.shared.mail.models import OutboxMail
from crm.shared.mail.worker import Worker
from crm.shared.tokens import token_for
from customers.contacts.models import Contact
from customers.tests.factories import ContactFactory

pytestmark = pytest.mark.django_db
PNG = png()


def filled(**change):
    """Return a form a person took a minute to fill in."""
    return {
        "text": "The wrong anodes were in all boilers.",
        "way": "email",
        "email": "karin@waterland.test",
        "name": "Karin Vos",
        "lang": "nl",
        "shown": stamp(timezone.now() - timedelta(minutes=1)),
        **change,
    }


def test_the_form_opens_without_account_and_writes_nothing(client):
    response = client.get(FORM)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "same-origin"
    assert not Complaint.objects.exists()


def test_the_form_asks_six_things_at_most(client):
    """What happened, what would help, files, how to answer, the address of that way, the name."""
    html = client.get(FORM).content.decode()
    open_part = html[: html.index("<details")]
    seen = re.findall(r'<(?:input|textarea|select)[^>]*name="(\w+)"', open_part)
    hidden = {"csrfmiddlewaretoken", "lang", "shown", "website"}
    one_of = {"email", "phone", "address"}
    asked = set(seen) - hidden
    assert one_of < asked
    assert len(asked - one_of) + 1 == 6


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
    client.post(FORM, filled(email=" karin@waterland.test "))
    assert Complaint.objects.get().account == contact.account


@pytest.mark.parametrize(
    ("way", "given", "expected"),
    [
        ("none", {}, Complainant(name="Karin Vos", is_anonymous=True)),
        ("phone", {"phone": "06-12345678"}, Complainant(name="Karin Vos", phone="06-12345678")),
        (
            "letter",
            {"address": "Kade 1, 1500 AB Zaandam"},
            Complainant(name="Karin Vos", address="Kade 1, 1500 AB Zaandam"),
        ),
    ],
)
def test_telephone_letter_or_nothing_are_ways_too_and_only_the_chosen_one_counts(
    client, way, given, expected
):
    """The e-mail address that was typed before another way was chosen is not used."""
    assert client.post(FORM, filled(way=way, **given)).status_code == 302
    complaint = Complaint.objects.get()
    assert complaint.is_anonymous == expected.is_anonymous
    assert complaint.complainant_phone == expected.phone
    assert complaint.complainant_address == expected.address
    assert complaint.complainant_email == ""
    assert not OutboxMail.objects.exists()


def test_somebody_complains_on_behalf_of_another(client):
    client.post(FORM, filled(on_behalf_of="Jan Vos", reference="SO-7"))
    complaint = Complaint.objects.get()
    assert (complaint.on_behalf_of, complaint.reference) == ("Jan Vos", "SO-7")
    assert "Jan Vos" in client.get(page_of(complaint)).content.decode()


def test_the_days_on_the_form_are_those_of_the_clocks_of_the_complaint(client):
    """The visitor reads before sending by when we reply; the complaint then has the same days."""
    html = client.get(FORM, {"lang": "en"}).content.decode()
    client.post(FORM, filled())
    complaint = Complaint.objects.get()
    with translation.override("en"):
        for due in (complaint.cycles.get().acknowledge_due_at, complaint.decision_due_at):
            assert long_day(due) in html


def test_the_thanks_name_number_days_and_link(client):
    response = client.post(FORM, filled(lang="en"))
    complaint, page = Complaint.objects.get(), client.get(response.url).content.decode()
    assert complaint.number in page
    assert page_of(complaint) in page
    assert "karin@waterland.test" in page
    with translation.override("en"):
        assert long_day(complaint.decision_due_at) in page


def test_the_other_language_keeps_every_word_and_sends_nothing(client):
    answer = client.post(FORM, filled(switch="en", name="Karin Vos", way="phone"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert '<html lang="en"' in page
    for word in ("wrong anodes", "Karin Vos", "karin@waterland.test"):
        assert word in page
    assert not Complaint.objects.exists()


# -- files ------------------------------------------------------------------------------------------


def upload(name="foto.png", content=PNG):
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def fetched(response):
    """Return what was downloaded."""
    return b"".join(response.streaming_content)


def test_files_come_along_and_only_this_link_fetches_them(client, now):
    response = client.post(FORM, filled(files=[upload(), upload("brief.txt", b"Hallo")]))
    assert response.status_code == 302
    complaint, stranger = Complaint.objects.get(), make_complaint(now=now)
    first = StoredFile.objects.get(name="foto.png")
    page = client.get(page_of(complaint)).content.decode()
    assert "foto.png" in page
    assert "brief.txt" in page
    token = token_for(complaint, TRACKING)
    sent = client.get(reverse("intake:file", args=[token, first.pk]))
    assert sent["Content-Disposition"].startswith("attachment")
    assert sent["X-Content-Type-Options"] == "nosniff"
    assert fetched(sent) == PNG
    other = reverse("intake:file", args=[token_for(stranger, TRACKING), first.pk])
    assert client.get(other).status_code == 404
    assert client.get(first.get_absolute_url()).status_code == 302  # to the log-in


def test_a_file_of_the_desk_is_not_the_customers(client, now):
    complaint = investigated(now=now)
    [file] = add_files(FILES, complaint, [upload()], by=complaint.handler, now=now)
    [ours] = add_files(PUBLIC, complaint, [upload("ons.txt", b"x")], by=complaint.handler, now=now)
    page = client.get(page_of(complaint)).content.decode()
    assert "foto.png" not in page
    assert "ons.txt" in page
    token = token_for(complaint, TRACKING)
    client.force_login(complaint.handler)
    desk = client.get(complaint.get_absolute_url()).content.decode()
    for one in (file, ours):
        assert one.get_absolute_url() in desk
    client.logout()
    assert client.get(reverse("intake:file", args=[token, file.pk])).status_code == 404
    assert fetched(client.get(reverse("intake:file", args=[token, ours.pk]))) == b"x"
    assert client.get(reverse("intake:file", args=[token, 2**63])).status_code == 404


@pytest.mark.parametrize(
    ("name", "content"),
    [("kwaad.svg", b"<svg/>"), ("page.html", b"<html>"), ("foto.png", b"MZ..."), ("leeg.txt", b"")],
)
def test_a_refused_file_keeps_the_words_and_says_which(client, name, content):
    answer = client.post(FORM, filled(files=[upload("goed.txt", b"x"), upload(name, content)]))
    page = answer.content.decode()
    assert answer.status_code == 422
    for word in ("wrong anodes", "goed.txt", name):
        assert word in page
    assert not Complaint.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_reply_brings_files_with_or_without_words(client, now):
    complaint = investigated(now=now)
    assert client.post(page_of(complaint), {"body": "", "files": [upload()]}).status_code == 302
    assert "foto.png" in Message.objects.get(direction="in").body
    bad = client.post(page_of(complaint), {"body": "My words", "files": [upload("x.exe", b"MZ")]})
    assert (bad.status_code, "My words" in bad.content.decode()) == (422, True)
    assert Message.objects.filter(direction="in").count() == 1


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ({"text": "   "}, "Karin Vos"),
        ({"email": "k.vos@waterland"}, "k.vos@waterland"),
        ({"way": "phone", "phone": "abc"}, "abc"),
        ({"way": "letter"}, "Karin Vos"),
        ({"way": "pigeon"}, "Karin Vos"),
        ({"email": ""}, "wrong anodes"),
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


def test_forms_are_protected_against_forged_requests():
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(FORM, filled()).status_code == 403
