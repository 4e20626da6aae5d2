"""The pages of contacts."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.shared.search.services import reindex
from crm.shared.tests.factories import TeamFactory, UserFactory
from customers.contacts.models import Contact, ContactRole
from customers.tests.factories import AccountFactory, ContactFactory

pytestmark = pytest.mark.django_db
LIST = "/customers/contacts/"


@pytest.fixture
def seller(client):
    user = UserFactory(team=TeamFactory())
    client.force_login(user)
    return user


@pytest.fixture
def contact(seller):
    return ContactFactory(account__owner=seller)


def url(name, contact):
    return reverse(f"contacts:{name}", args=[contact.pk])


def names(response):
    return {row.obj.pk for row in response.context["page"].rows}


def test_the_list_shows_those_of_visible_accounts(client, contact):
    ContactFactory()
    assert names(client.get(LIST)) == {contact.pk}


def test_the_list_takes_at_most_eight_queries(client, seller, django_assert_max_num_queries):
    account = AccountFactory(owner=seller)
    for contact in ContactFactory.create_batch(60, account=account):
        ContactRole.objects.create(contact=contact, role="user")
    client.get(LIST)
    with django_assert_max_num_queries(8):
        client.get(LIST)


def test_each_filter_keeps_what_it_names(client, seller):
    long_ago = timezone.now() - timedelta(days=100)
    found = ContactFactory(
        account__owner=seller,
        last_name="Jansen",
        level="board",
        consent_survey="objected",
        last_contact_at=long_ago,
        mobile="+31612345678",
        email="j@brug.nl",
    )
    ContactRole.objects.create(contact=found, role="decider")
    colleague = UserFactory(team=seller.team)
    ContactFactory(account__owner=colleague, last_contact_at=timezone.now())
    reindex("contact")
    for query in (
        "mine=on",
        f"account={found.account_id}",
        "role=decider",
        "level=board",
        "consent=objected",
        "spoken_older=90",
        "q=jans",
        "q=06-12345678",
        "q=j@brug.nl",
    ):
        assert names(client.get(f"{LIST}?{query}")) == {found.pk}, query


def test_who_left_is_listed_apart(client, contact):
    contact.left_on = "2026-01-01"
    contact.save()
    assert names(client.get(LIST)) == set()
    assert names(client.get(f"{LIST}?present=left")) == {contact.pk}
    assert names(client.get(f"{LIST}?present=all")) == {contact.pk}


def test_adding_a_contact_to_my_account(client, seller):
    account = AccountFactory(owner=seller, name="De Brug")
    page = client.get(f"/customers/contacts/new/?account={account.pk}")
    assert f"De Brug (#{account.pk})" in page.content.decode()
    values = {"account": "De Brug", "last_name": "Vos", "language": "nl", "roles": ["buyer"]}
    response = client.post(
        "/customers/contacts/new/",
        values | {"influence": "4", "stance": "-1", "phone": "0201234567"},
    )
    contact = Contact.objects.get()
    assert response["Location"] == contact.get_absolute_url()
    assert (contact.influence, contact.stance, contact.phone) == (4, -1, "+31201234567")


def test_nobody_adds_to_an_account_they_may_only_read(client, seller):
    account = AccountFactory(owner=UserFactory(team=seller.team), name="Teams")
    response = client.post(
        "/customers/contacts/new/", {"account": "Teams", "last_name": "Vos", "language": "nl"}
    )
    assert response.status_code == 422
    assert not account.contacts.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"last_name": ""}, "last_name"),
        ({"email": "x"}, "email"),
        ({"mobile": "x"}, "mobile"),
        ({"influence": "9"}, "influence"),
        ({"roles": ["king"]}, "roles"),
    ],
)
def test_bad_input_is_refused_and_kept(client, contact, changes, field):
    values = {"last_name": "Vos", "language": "nl", "function": "Buyer", "version": 1} | changes
    response = client.post(url("edit", contact), values)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert 'value="Buyer"' in response.content.decode()


def test_changing_a_contact_and_losing_a_race(client, contact):
    values = {"last_name": "Vos", "language": "nl", "function": "Buyer", "version": 1}
    assert client.post(url("edit", contact), values).status_code == 302
    response = client.post(url("edit", contact), values | {"function": "Director"})
    assert response.status_code == 409
    page = response.content.decode()
    assert "Buyer" in page and 'value="Director"' in page


def test_the_page_tells_who_it_is(client, contact, django_assert_max_num_queries):
    client.get(contact.get_absolute_url())
    with django_assert_max_num_queries(12):
        response = client.get(contact.get_absolute_url())
    assert contact.name in response.content.decode()


def test_consent_is_recorded_from_the_page(client, contact):
    values = {"channel": "survey", "state": "opt_in", "given_on": "2026-01-02", "source": "Fair"}
    assert client.post(url("consent", contact), values).status_code == 302
    contact.refresh_from_db()
    assert contact.consent_survey == "opt_in"
    response = client.post(url("consent", contact), values | {"source": ""})
    assert response.status_code == 422
    response = client.post(url("consent", contact), values | {"given_on": "2999-01-02"})
    assert response.status_code == 422
    assert contact.consents.count() == 1


def test_left_and_back(client, contact):
    assert client.get(url("left", contact)).status_code == 200
    assert client.post(url("left", contact), {"left_on": "2999-01-01"}).status_code == 422
    assert client.post(url("left", contact), {"left_on": "2026-01-01"}).status_code == 302
    contact.refresh_from_db()
    assert contact.left_on
    assert client.post(url("back", contact)).status_code == 302
    contact.refresh_from_db()
    assert contact.left_on is None


def test_back_is_refused_when_the_address_is_taken(client, contact):
    Contact.objects.filter(pk=contact.pk).update(
        left_on="2026-01-01", email="a@x.nl", email_key="a@x.nl"
    )
    ContactFactory(account=contact.account, email="a@x.nl")
    response = client.post(url("back", contact))
    assert response.status_code == 422
    assert "e-mail address already" in response.content.decode()


@pytest.mark.parametrize("name", ["edit", "consent", "left", "back"])
def test_a_stranger_gets_404_and_a_colleague_403(client, seller, name):
    foreign = ContactFactory()
    teams = ContactFactory(account__owner=UserFactory(team=seller.team))
    assert client.post(url(name, foreign)).status_code == 404
    assert client.post(url(name, teams)).status_code == 403
    assert client.get(foreign.get_absolute_url()).status_code == 404
    assert client.get(teams.get_absolute_url()).status_code == 200
