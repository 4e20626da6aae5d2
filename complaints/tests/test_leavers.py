"""Complaints and actions of a colleague who has left: changing something else leaves them in that name."""

import pytest
from django.urls import reverse

from complaints.tests.factories import handler, investigated, planned_action
from crm.shared.tests.factories import UserFactory
from customers.tests.pages import sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    user = handler()
    client.force_login(user)
    return user


@pytest.fixture
def left():
    return UserFactory(is_active=False)


def save_untouched(client, address):
    answer = client.post(address, sent(client.get(address).context["form"]))
    assert answer.status_code == 302, answer.context["form"].errors


def test_assessing_anew_keeps_the_employee_complained_about(client, desk, left):
    complaint = investigated(by=desk, complained_about=left)
    save_untouched(client, reverse("complaints:assess", args=[complaint.number]))
    complaint.refresh_from_db()
    assert complaint.complained_about == left


def test_changing_an_action_keeps_its_owner(client, desk, left):
    action = planned_action(by=desk, owner=left)
    save_untouched(client, reverse("actions:edit", args=[action.pk]))
    action.refresh_from_db()
    assert action.owner == left


def test_the_actions_of_who_left_are_found_by_owner(client, desk, left):
    planned_action(by=desk, owner=left, title="Print one label")
    planned_action(by=desk, owner=desk, title="Count the pallets")
    html = client.get(reverse("actions:list"), {"owner": left.pk}).content.decode()
    assert "Print one label" in html
    assert "Count the pallets" not in html
