"""Personas and customer profiles: managers write, everybody reads, contacts carry one."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from crm.shared.tests.factories import UserFactory
from customers.accounts.models import Sector
from customers.errors import CustomerConflict, CustomerError, EditConflict
from customers.profiles.models import Profile
from customers.profiles.services import (
    create_profile,
    edit_profile,
    retire_profile,
    revive_profile,
)
from customers.tests.factories import ContactFactory, ProfileFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
LIST = "/settings/profiles/"


@pytest.fixture
def sector():
    return Sector.objects.get_or_create(name="Housing")[0]


@pytest.fixture
def manager(client):
    user = UserFactory(role="manager", language="en")
    client.force_login(user)
    return user


def test_a_segment_has_one_profile_in_use(sector):
    first = create_profile(kind="customer", name="Housing", sector=sector, by=None, now=NOW)
    with pytest.raises(CustomerError) as refusal:
        create_profile(kind="customer", name="Again", sector=sector, by=None, now=NOW)
    assert refusal.value.field == "sector"
    retire_profile(first, by=None, now=NOW)
    create_profile(kind="customer", name="Again", sector=sector, by=None, now=NOW)
    with pytest.raises(CustomerError):
        revive_profile(first, by=None)
    with pytest.raises(CustomerConflict):
        retire_profile(first, by=None, now=NOW)


def test_a_persona_has_no_segment_a_customer_profile_needs_one(sector):
    persona = create_profile(kind="persona", name="Buyer", sector=sector, by=None, now=NOW)
    assert persona.sector is None
    with pytest.raises(CustomerError) as refusal:
        create_profile(kind="customer", name="Housing", by=None, now=NOW)
    assert refusal.value.field == "sector"
    with pytest.raises(CustomerError):
        create_profile(kind="persona", name=" ", by=None, now=NOW)


def test_the_second_editor_is_told():
    profile = ProfileFactory(name="Buyer")
    edit_profile(profile, version=1, by=None, now=NOW, name="Careful buyer")
    with pytest.raises(EditConflict) as conflict:
        edit_profile(profile, version=1, by=None, now=NOW, name="Other")
    assert conflict.value.current.name == "Careful buyer"


def test_a_manager_writes_changes_and_puts_away(client, manager, sector):
    answer = client.post(f"{LIST}new-persona/", {"name": "The planner", "goals": "Calm"})
    profile = Profile.objects.get()
    assert answer["Location"] == profile.get_absolute_url()
    assert client.post(f"{LIST}new-persona/", {"name": ""}).status_code == 422
    client.post(f"{LIST}new-segment/", {"name": "Housing", "sector": sector.pk})
    edit = reverse("profiles:edit", args=[profile.pk])
    client.post(edit, {"name": "The planner", "goals": "No surprises", "version": "1"})
    answer = client.post(edit, {"name": "The planner", "goals": "Speed", "version": "1"})
    assert answer.status_code == 409
    assert "No surprises" in answer.content.decode()
    text = client.get(LIST).content.decode()
    assert "No surprises" in text
    assert text.count("<h1") == 1
    client.post(reverse("profiles:retire", args=[profile.pk]))
    assert "Take back" in client.get(LIST).content.decode()
    client.post(reverse("profiles:retire", args=[profile.pk]), {"back": "1"})
    profile.refresh_from_db()
    assert profile.retired_at is None


def test_sales_reads_and_is_offered_no_change(client):
    ProfileFactory(name="The planner")
    client.force_login(UserFactory(language="en"))
    text = client.get(LIST).content.decode()
    assert "The planner" in text
    assert "/edit/" not in text.split("<main")[1]


def test_a_contact_carries_a_persona_and_keeps_one_put_away(client, manager):
    used, other = ProfileFactory(name="Planner"), ProfileFactory(name="Chooser")
    contact = ContactFactory(persona=used)
    retire_profile(used, by=None, now=NOW)
    form = client.get(reverse("contacts:edit", args=[contact.pk])).context["form"]
    assert set(form.fields["persona"].queryset) == {used, other}
    text = client.get(contact.get_absolute_url()).content.decode()
    assert used.get_absolute_url() in text
    text = client.get(reverse("empathy:contact", args=[contact.pk])).content.decode()
    assert "No surprises" in text


def test_the_page_does_not_ask_more_for_more(client, manager, django_assert_max_num_queries):
    for profile in ProfileFactory.create_batch(12):
        ContactFactory(persona=profile)
    client.get(LIST)
    with django_assert_max_num_queries(8):
        client.get(LIST)


def test_the_count_of_a_persona_opens_exactly_those_people(client):
    """Two present contacts of my account; one who left and one of a stranger are not counted."""
    seller, persona = UserFactory(language="en"), ProfileFactory()
    account = ContactFactory(account__owner=seller, persona=persona).account
    ContactFactory(account=account, persona=persona)
    ContactFactory(account=account, persona=persona, left_on=NOW.date())
    ContactFactory(persona=persona)
    client.force_login(seller)
    assert "2 contacts" in client.get(LIST).content.decode()
    rows = client.get(f"/customers/contacts/?persona={persona.pk}").context["page"].rows
    assert len(rows) == 2


def test_beyond_the_cap_no_count_is_invented(client, manager, monkeypatch):
    monkeypatch.setattr("customers.profiles.people.COUNT_CAP", 2)
    persona = ProfileFactory()
    ContactFactory.create_batch(3, persona=persona)
    text = client.get(LIST).content.decode()
    assert "3 contacts" not in text
    assert f"/customers/contacts/?persona={persona.pk}" in text
