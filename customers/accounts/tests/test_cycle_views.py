"""The pages of the moves on the cycle."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.shared.organisation.models import Organisation
from crm.shared.tests.factories import UserFactory
from customers.accounts.events import PlannedEnd
from customers.activities.models import Task
from customers.deals.models import Deal, DealStage
from customers.promises.models import Promise
from customers.tests.factories import AccountFactory, CustomerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def seller(client):
    user = UserFactory()
    client.force_login(user)
    return user


@pytest.fixture
def customer(seller):
    return CustomerFactory(owner=seller, last_score=3, last_scored_at=timezone.now())


def url(name, account):
    return reverse(f"customers:{name}", args=[account.pk])


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


def leaving(**changes):
    return {"on": today(), "initiator": "customer", "reason": "price", "note": "Kept"} | changes


def test_what_is_open_is_shown_before_ending(client, customer):
    stage = DealStage.objects.first()
    now = timezone.now()
    Deal.objects.create(
        account=customer, title="Ten boilers", stage=stage, probability=10, amount=5000,
        opened_on=today(), stage_since=now, created_at=now, updated_at=now,
    )  # fmt: skip
    Promise.objects.create(
        account=customer, text="Send the quote", promised_on=today(), due_on=today(),
        counts_on=today(), owner=customer.owner, created_at=now,
    )  # fmt: skip
    page = client.get(url("end", customer)).content.decode()
    assert "Ten boilers" in page and "Send the quote" in page
    assert "out of 10, detractor" in page


def test_ending_makes_a_potential_customer_of_the_next_cycle(client, customer):
    response = client.post(url("end", customer), leaving(competitor="Bouwmaat"))
    assert response["Location"] == customer.get_absolute_url()
    customer.refresh_from_db()
    assert (customer.stage, customer.is_former, customer.cycle) == ("potential", True, 2)
    assert Task.objects.filter(account=customer, assignee=customer.owner).count() == 1
    assert customer.lifecycle_events.get(kind="ended").text.competitor == "Bouwmaat"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"initiator": ""}, "initiator"),
        ({"reason": ""}, "reason"),
        ({"on": ""}, "on"),
        ({"on": "1899-01-01"}, "on"),
        ({"on": "2025-01-01"}, "on"),
        ({"on": "10000-01-01"}, "on"),
        ({"silence_reason": "x"}, "silence_reason"),
        ({"note": "x" * 2001}, "note"),
    ],
)
def test_an_end_without_its_facts_keeps_what_was_typed(client, customer, changes, field):
    response = client.post(url("end", customer), leaving(competitor="Bouwmaat") | changes)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert "Bouwmaat" in response.content.decode()
    customer.refresh_from_db()
    assert customer.stage == "customer"


def test_ending_twice_is_refused_with_a_sentence(client, customer):
    client.post(url("end", customer), leaving())
    response = client.post(url("end", customer), leaving())
    assert response.status_code == 422
    assert "Only the relationship with a customer" in response.content.decode()


def test_an_end_in_the_future_is_planned_shown_and_taken_back(client, customer):
    client.post(url("end", customer), leaving(on=today(30)))
    customer.refresh_from_db()
    assert customer.stage == "customer"
    page = client.get(url("end", customer))
    assert page.context["planned"].reason == "price"
    assert page.context["form"].initial["on"] == today(30)
    assert client.get(url("cancel_end", customer)).status_code == 405
    client.post(url("cancel_end", customer))
    assert not PlannedEnd.objects.exists()


def test_a_first_purchase_and_a_win_back_by_hand(client, seller):
    fresh = AccountFactory(owner=seller)
    former = AccountFactory(owner=seller, is_former=True, ended_on=today(-10))
    assert client.post(url("become_customer", fresh), {"on": today()}).status_code == 302
    response = client.post(url("win_back", former), {"on": today(-11)})
    assert response.status_code == 422
    assert client.post(url("win_back", former), {"on": today()}).status_code == 302
    for account, kind in ((fresh, "first_purchase"), (former, "won_back")):
        account.refresh_from_db()
        assert account.stage == "customer"
        assert account.lifecycle_events.last().kind == kind
    assert client.post(url("win_back", former), {"on": today()}).status_code == 422


def test_who_rests_cannot_be_won_back_by_hand(client, seller):
    Organisation.objects.update_or_create(pk=1, defaults={"winback_rest_days": 30})
    account = AccountFactory(owner=seller, stage="former")
    response = client.post(url("win_back", account), {"on": today()})
    assert response.status_code == 422
    assert "still rests" in response.content.decode()


def test_only_a_manager_corrects(client, customer):
    assert client.post(url("correct", customer), {"to": "potential"}).status_code == 403
    client.force_login(UserFactory(role="manager"))
    values = {"to": "potential", "on": today(), "reason": "Order was a test"}
    assert client.post(url("correct", customer), values | {"reason": ""}).status_code == 422
    assert client.post(url("correct", customer), values | {"to": "customer"}).status_code == 422
    assert client.post(url("correct", customer), values | {"on": today(1)}).status_code == 422
    assert client.post(url("correct", customer), values).status_code == 302
    customer.refresh_from_db()
    assert customer.stage == "potential"
