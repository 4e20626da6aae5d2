"""Passwords: forgotten ones come back by mail, changed ones end every other session."""

import re
from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.test import Client
from django.urls import reverse

from crm.shared.audit.models import AuditEntry
from crm.shared.mail.models import OutboxMail
from crm.shared.mail.worker import Worker
from crm.shared.people.resets import may_ask
from crm.shared.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
OLD, NEW = "een goed lang wachtwoord", "nog een veel langer wachtwoord"


@pytest.fixture
def sanne():
    user = UserFactory(username="sanne", email="sanne@kring.test", language="nl")
    user.set_password(OLD)
    user.save()
    return user


def ask(client, email):
    return client.post(reverse("people:password_reset"), {"email": email})


def link_from(text):
    return re.search(r"https://kring\.test(/\S+)", text)[1]


def test_a_link_comes_by_mail_and_works_once(client, sanne):
    answer = ask(client, "Sanne@kring.test")
    assert answer["Location"] == reverse("people:password_reset_sent")
    Worker().send_due()
    (message,) = outbox.outbox
    assert message.to == ["sanne@kring.test"]
    assert "sanne" in message.body
    link = link_from(message.body)
    page = client.get(link, follow=True)
    form_url = page.redirect_chain[-1][0]
    assert "set-password" in form_url, "the token leaves the address before the page is shown"
    done = client.post(form_url, {"new_password1": NEW, "new_password2": NEW})
    assert done["Location"] == reverse("people:password_reset_complete")
    sanne.refresh_from_db()
    assert sanne.check_password(NEW)
    assert AuditEntry.objects.filter(verb="password", object_id=sanne.pk).exists()
    again = Client().get(link, follow=True)
    assert not again.context["validlink"]


def test_the_link_is_nowhere_in_the_database(client, sanne):
    ask(client, sanne.email)
    row = OutboxMail.objects.values().get()
    assert "/accounts/" not in str(row)


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client, sanne):
    known, unknown = ask(client, "sanne@kring.test"), ask(client, "nobody@kring.test")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert OutboxMail.objects.count() == 1


def test_a_colleague_who_left_gets_no_mail(client, sanne):
    ask(client, sanne.email)
    sanne.is_active = False
    sanne.save()
    Worker().send_due()
    assert outbox.outbox == []
    ask(client, sanne.email)
    assert OutboxMail.objects.count() == 1


def test_the_sixth_request_within_an_hour_is_refused_for_known_and_unknown(client, sanne, now):
    for email in ("sanne@kring.test", "nobody@kring.test"):
        for number in range(5):
            assert may_ask(email, f"10.0.0.{number}", now)
        assert not may_ask(email, "10.0.0.9", now)
        assert may_ask(email, "10.0.0.9", now + timedelta(hours=1))


def test_too_many_requests_from_one_place_get_429_with_a_sentence(client, sanne):
    for number in range(5):
        assert ask(client, f"a{number}@kring.test").status_code == 302
    answer = ask(client, "sanne@kring.test")
    assert answer.status_code == 429
    assert b"five times" in answer.content
    assert not OutboxMail.objects.exists()


@pytest.mark.parametrize("email", ["", "no address", "a" * 300 + "@x.nl", "x\x00@kring.test"])
def test_no_address_is_422(client, email):
    assert ask(client, email).status_code == 422


def test_a_wrong_link_says_so(client, sanne):
    for args in (("x", "y"), ("MQ", "set-password"), ("🙂", "é")):
        answer = client.get(reverse("people:password_reset_confirm", args=args))
        assert answer.status_code == 200
        assert b"no longer works" in answer.content


def test_changing_the_password_ends_the_other_sessions_only(client, sanne):
    other = Client()
    for browser in (client, other):
        browser.force_login(sanne, backend="crm.shared.people.backends.NameOrEmailBackend")
    data = {"old_password": OLD, "new_password1": NEW, "new_password2": NEW}
    assert client.post(reverse("people:password_change"), data).status_code == 302
    assert client.get(reverse("people:profile")).status_code == 200
    assert other.get(reverse("people:profile")).status_code == 302


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"old_password": "wrong"}, "old_password"),
        ({"new_password2": "something else"}, "new_password2"),
        ({"new_password1": "short", "new_password2": "short"}, "new_password2"),
        ({"new_password1": "passwordpassword", "new_password2": "password1234"}, "new_password2"),
    ],
)
def test_a_weak_or_mistyped_password_is_refused(client, sanne, data, field):
    client.force_login(sanne)
    full = {"old_password": OLD, "new_password1": NEW, "new_password2": NEW, **data}
    answer = client.post(reverse("people:password_change"), full)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    sanne.refresh_from_db()
    assert sanne.check_password(OLD)
