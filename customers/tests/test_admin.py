"""Accounts and contacts in the Django admin: lists, search and pages open; nothing is changed past a service."""

import pytest
from django.urls import reverse

from crm.shared.tests.factories import UserFactory
from customers.accounts.events import LifecycleEvent, LifecycleEventText, PlannedEnd
from customers.accounts.models import Sector
from customers.contacts.models import Consent
from customers.tests.factories import NOW, TODAY, AccountFactory, ContactFactory

pytestmark = pytest.mark.django_db
SHOWN = ["account", "lifecycleevent", "lifecycleeventtext", "plannedend", "contact", "consent"]


@pytest.fixture
def rows(client):
    client.force_login(UserFactory(role="administrator", is_staff=True, is_superuser=True))
    contact = ContactFactory(account=AccountFactory(is_former=True))
    account, event = contact.account, LifecycleEvent.objects.get(kind="ended")
    return {
        "account": account,
        "contact": contact,
        "lifecycleevent": event,
        "lifecycleeventtext": LifecycleEventText.objects.create(event=event, note="x"),
        "plannedend": PlannedEnd.objects.create(
            account=account, ends_on=TODAY, initiator="customer", reason="price", planned_at=NOW
        ),
        "consent": Consent.objects.create(
            contact=contact,
            channel="email",
            state="opt_in",
            given_on=TODAY,
            source="x",
            recorded_at=NOW,
        ),
    }


@pytest.mark.parametrize("model", SHOWN)
def test_a_record_is_listed_found_and_shown_but_not_changed(client, rows, model):
    listed = reverse(f"admin:customers_{model}_changelist")
    assert client.get(listed).status_code == 200
    assert client.get(f"{listed}?q=wat").status_code == 200
    page = reverse(f"admin:customers_{model}_change", args=[rows[model].pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {}).status_code == 403
    assert client.get(reverse(f"admin:customers_{model}_add")).status_code == 403


def test_sectors_are_changed_in_the_admin(client, rows):
    assert client.post(reverse("admin:customers_sector_add"), {"name": "Bouw"}).status_code == 302
    assert Sector.objects.get().name == "Bouw"
