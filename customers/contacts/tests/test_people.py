"""Reporting lines, second accounts, consent with its source, and what a reader is offered."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crm.shared.tests.factories import TeamFactory, UserFactory
from customers.contacts.models import SecondPost
from customers.contacts.services import (
    add_second_post,
    edit_contact,
    mark_left,
    record_consent,
    remove_second_post,
)
from customers.errors import CustomerError
from customers.tests.factories import AccountFactory, ContactFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 17)


@pytest.fixture
def seller(client):
    user = UserFactory(team=TeamFactory(), language="en")
    client.force_login(user)
    return user


@pytest.fixture
def contact(seller):
    return ContactFactory(account__owner=seller, first_name="Karin")


def report(contact, boss):
    contact.refresh_from_db()
    return edit_contact(contact, by=None, now=NOW, version=contact.version, reports_to=boss)


def test_a_line_that_would_be_a_circle_is_refused():
    account = AccountFactory()
    top, middle, low = ContactFactory.create_batch(3, account=account)
    report(middle, top)
    report(low, middle)
    with pytest.raises(CustomerError) as refusal:
        report(top, low)
    assert refusal.value.field == "reports_to"
    assert "reports to" in str(refusal.value)
    top.refresh_from_db()
    assert top.reports_to is None


def test_nobody_reports_to_somebody_elsewhere():
    with pytest.raises(CustomerError) as refusal:
        report(ContactFactory(), ContactFactory())
    assert refusal.value.field == "reports_to"


def test_the_form_offers_only_people_who_are_there(client, contact):
    boss = ContactFactory(account=contact.account)
    gone = ContactFactory(account=contact.account, left_on=TODAY)
    ContactFactory(account__owner=contact.account.owner)
    form = client.get(reverse("contacts:edit", args=[contact.pk])).context["form"]
    assert set(form.fields["reports_to"].queryset) == {boss}
    assert gone not in form.fields["reports_to"].queryset
    data = {"last_name": "Vos", "language": "nl", "reports_to": boss.pk, "version": 1}
    assert client.post(reverse("contacts:edit", args=[contact.pk]), data).status_code == 302
    text = client.get(boss.get_absolute_url()).content.decode()
    assert "Leads" in text
    data = {"last_name": "Boss", "language": "nl", "reports_to": contact.pk, "version": 1}
    answer = client.post(reverse("contacts:edit", args=[boss.pk]), data)
    assert answer.status_code == 422
    assert "directly or through others" in answer.content.decode()


def test_who_left_keeps_line_and_history(client, contact):
    low = ContactFactory(account=contact.account, reports_to=contact)
    mark_left(contact, on=TODAY, by=contact.account.owner, now=NOW)
    low.refresh_from_db()
    assert low.reports_to == contact
    assert "left 17 Nov 2026" in client.get(low.get_absolute_url()).content.decode()


def test_a_second_account_shows_on_both_pages(client, contact, seller):
    other = AccountFactory(owner=seller, name="De Brug")
    answer = client.post(
        reverse("contacts:second_post", args=[contact.pk]),
        {"account": "De Brug", "function": "Supervisory board"},
    )
    assert answer["Location"] == contact.get_absolute_url()
    assert "Supervisory board" in client.get(contact.get_absolute_url()).content.decode()
    assert contact.name in client.get(reverse("dmu:page", args=[other.pk])).content.decode()
    again = client.post(reverse("contacts:second_post", args=[contact.pk]), {"account": "De Brug"})
    assert again.status_code == 422
    end = reverse("contacts:end_second_post", args=[contact.pk, SecondPost.objects.get().pk])
    assert client.post(end).status_code == 302
    assert not SecondPost.objects.exists()


def test_an_account_out_of_sight_is_neither_offered_nor_shown(client, contact):
    hidden = AccountFactory(name="Geheim BV")
    answer = client.post(
        reverse("contacts:second_post", args=[contact.pk]), {"account": f"#{hidden.pk}"}
    )
    assert answer.status_code == 422
    post = add_second_post(contact, hidden, by=None, now=NOW)
    assert "Geheim BV" not in client.get(contact.get_absolute_url()).content.decode()
    end = reverse("contacts:end_second_post", args=[contact.pk, post.pk])
    assert client.post(end).status_code == 404
    remove_second_post(post, by=None)


def test_their_own_account_is_no_second_one(contact):
    with pytest.raises(CustomerError):
        add_second_post(contact, contact.account, by=None, now=NOW)


def test_consent_shows_since_when_and_how_we_know(client, contact):
    for state, source in (("opt_in", "Form at the fair"), ("objected", "Mail of today")):
        record_consent(
            contact, channel="phone", state=state, on=TODAY, source=source, by=None, now=NOW
        )
    text = client.get(contact.get_absolute_url()).content.decode()
    assert "since 17 Nov 2026: Mail of today" in text
    assert "Form at the fair" in text  # the history


def test_adding_from_a_warning_has_the_role_ticked(client, contact):
    page = client.get(f"/customers/contacts/new/?account={contact.account_id}&role=decider")
    assert page.context["form"]["roles"].value() == ["decider"]


def test_a_reader_is_offered_no_act_that_ends_in_403(client, contact):
    for reader in (
        UserFactory(team=contact.account.team, language="en"),
        UserFactory(role="complaint_handler", language="en"),
    ):
        client.force_login(reader)
        for page in (
            contact.get_absolute_url(),
            f"/customers/contacts/?account={contact.account_id}",
        ):
            main = client.get(page).content.decode().split("<main")[1].split('id="palette"')[0]
            for offer in ("/edit/", "/left/", "/consent/", "/second/", "contacts/new"):
                assert offer not in main, f"{offer} on {page}"


def test_the_new_menu_offers_what_the_role_may_do(client, contact):
    handler = UserFactory(role="complaint_handler")
    for user, offered in ((contact.account.owner, True), (handler, False)):
        client.force_login(user)
        text = client.get("/customers/contacts/").content.decode()
        assert ('href="/customers/contacts/new/"' in text) is offered
        assert ('data-key="nc"' in text) is offered
        assert 'href="/complaints/new/"' in text


def test_the_contact_page_stays_within_its_queries(client, contact, django_assert_max_num_queries):
    for n in range(9):
        ContactFactory(account=contact.account, reports_to=contact)
        add_second_post(
            contact, AccountFactory(owner=contact.account.owner, name=f"B{n}"), by=None, now=NOW
        )
    client.get(contact.get_absolute_url())
    with django_assert_max_num_queries(12):
        client.get(contact.get_absolute_url())


def test_saving_a_contact_takes_at_most_fifteen_statements(client, contact):
    boss = ContactFactory(account=contact.account)
    contact.reports_to = boss
    contact.save()
    data = {"last_name": "Vos", "language": "nl", "reports_to": boss.pk, "version": 1}
    client.get(contact.get_absolute_url())
    with CaptureQueriesContext(connection) as asked:
        assert client.post(reverse("contacts:edit", args=[contact.pk]), data).status_code == 302
    control = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
    assert len([q for q in asked if not q["sql"].startswith(control)]) <= 15
