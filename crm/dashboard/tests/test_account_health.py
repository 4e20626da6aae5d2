"""The health page: components that add up, the cap as its own line, the course with its table."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.dashboard.account_health.page import reasons, steps
from crm.shared.localtime import local_date
from crm.shared.tests.factories import TeamFactory, UserFactory
from customers.accounts.facts import health_of
from customers.accounts.services import update_facts
from customers.figures.models import HealthPoint
from customers.tests.factories import AccountFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sanne(client):
    """Return a signed-in account manager."""
    user = UserFactory(team=TeamFactory())
    client.force_login(user)
    return user


def note(account, days_ago, total, **values):
    """Note a health of the past."""
    parts = {"nps": 50, "complaints": 100, "engagement": 50, "revenue": 50} | values
    band = "good" if total >= 75 else "attention" if total >= 50 else "at_risk"
    day = local_date(timezone.now()) - timedelta(days=days_ago)
    return HealthPoint.objects.create(account=account, day=day, total=total, band=band, **parts)


def test_the_cap_is_a_line_of_its_own():
    """Promoter 30, no complaints 25, no class 10, revenue all new 25 = 90; held at 74: −16."""
    account = AccountFactory()
    now = timezone.now()
    update_facts(
        account.pk, now=now, last_score=9, unhandled_detractors=1, revenue_12m=Decimal(500)
    )
    account.refresh_from_db()
    lines = reasons(health_of(account, now=now), account)
    assert [(line.name, line.points, line.weight) for line in lines] == [
        ("Contact moments", 10, 20),
        ("Last score", 30, 30),
        ("Complaints", 25, 25),
        ("Revenue", 25, 25),
        ("Held down", -16, 0),
    ]
    assert lines[-1].url == reverse("followups:list") + f"?account={account.pk}"


def test_a_step_names_what_moved():
    account = AccountFactory()
    first = note(account, 60, Decimal("62.5"))
    second = note(account, 30, Decimal("47.5"), nps=0, capped=True)
    newest, oldest = steps([first, second])
    assert (newest.change, newest.why) == ("−15", "Last score ↓, held down at 74")
    assert (oldest.change, oldest.why) == ("–", "")


def test_the_page_shows_components_course_and_table_in_a_fixed_number_of_queries(
    client, sanne, django_assert_max_num_queries
):
    account = AccountFactory(owner=sanne)
    for days in range(1, 40):
        note(account, days, Decimal(days))
    with django_assert_max_num_queries(12):
        page = client.get(reverse("customers:health", args=[account.pk]))
    text = page.content.decode()
    assert page.status_code == 200
    assert "Health of" in text and "<polyline" in text
    assert text.count('<th scope="row" class="w">') == 39
    assert 'aria-current="page"' in text


def test_without_notes_the_page_says_when_they_come(client, sanne):
    account = AccountFactory(owner=sanne)
    page = client.get(reverse("customers:health", args=[account.pk]))
    assert "Kring notes health every night" in page.content.decode()


def test_the_account_page_draws_the_course_without_another_query(client, sanne):
    account = AccountFactory(owner=sanne)
    note(account, 90, Decimal(40))
    note(account, 20, Decimal(70))
    update_facts(account.pk, now=timezone.now())
    text = client.get(account.get_absolute_url()).content.decode()
    assert reverse("customers:health", args=[account.pk]) in text
    assert "<polyline" in text
    assert "<small>/30</small>" in text


def test_a_stranger_does_not_find_it(client, sanne):
    account = AccountFactory()
    assert client.get(reverse("customers:health", args=[account.pk])).status_code == 404
