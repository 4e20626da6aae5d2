"""A group added up: who belongs to it, who may see it, and what it costs."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.dashboard.group.page import MOST, head_of, load, members_of
from crm.shared.tests.factories import TeamFactory, UserFactory
from customers.accounts.models import Account
from customers.tests.factories import ContactFactory, CustomerFactory
from surveys.tests.factories import AnswerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sanne(client):
    """Return a signed-in account manager."""
    user = UserFactory(team=TeamFactory())
    client.force_login(user)
    return user


def company(owner, parent=None, **figures):
    """Make a company of a group."""
    return CustomerFactory(owner=owner, team=owner.team, parent=parent, **figures)


def answer(account, score, days=1):
    """Let somebody of an account answer some days ago."""
    return AnswerFactory(
        contact=ContactFactory(account=account),
        score=score,
        confirmed_at=timezone.now() - timedelta(days=days),
    )


def test_the_group_is_found_from_any_of_its_companies(sanne):
    head = company(sanne)
    child = company(sanne, head)
    grandchild = company(sanne, child)
    company(sanne)
    assert head_of(grandchild) == head
    assert members_of(head.pk) == [head.pk, child.pk, grandchild.pk]


def test_a_circle_ends(sanne):
    """Nobody can make one through the services; a row written by hand must not hang the page."""
    first = company(sanne)
    second = company(sanne, first)
    Account.objects.filter(pk=first.pk).update(parent=second)
    first.refresh_from_db()
    assert set(members_of(head_of(first).pk)) == {first.pk, second.pk}


def test_revenue_complaints_and_deals_are_added_and_answers_pooled(client, sanne):
    """9, 10 | 6, 3, 8 pool to 2 promoters, 1 passive, 2 detractors of 5: (2 − 2) ÷ 5 = 0; last year's 0 is out."""
    head = company(sanne, revenue_12m=Decimal(100), complaints_12m=2, open_deal_amount=Decimal(30))
    child = company(sanne, head, revenue_12m=Decimal(250), complaints_12m=1)
    for account, scores in ((head, (9, 10)), (child, (6, 3, 8))):
        for score in scores:
            answer(account, score)
    answer(child, 0, days=400)
    group = load(child, sanne, now=timezone.now())
    assert (group.total("revenue_12m"), group.total("complaints_12m")) == (350, 3)
    assert (group.total("open_deal_amount"), group.counts.n, group.counts.rounded) == (30, 5, 0)
    page = client.get(reverse("customers:group", args=[child.pk])).content.decode()
    assert head.name in page and "350" in page and page.count("<h1") == 1 and "5 answers" in page


def test_fewer_than_five_answers_give_no_score(client, sanne):
    head = company(sanne)
    answer(head, 10)
    page = client.get(reverse("customers:group", args=[head.pk])).content.decode()
    assert "fewer than 5 give no score" in page and "+100" not in page


def test_companies_out_of_sight_are_neither_shown_nor_counted(client, sanne):
    stranger = UserFactory(team=TeamFactory())
    head = company(stranger, revenue_12m=Decimal(7000), name="Verborgen Holding")
    mine = company(sanne, head, revenue_12m=Decimal(5))
    group = load(mine, sanne, now=timezone.now())
    assert [m.account for m in group.members] == [mine] and group.head is None
    assert (
        "Verborgen"
        not in client.get(reverse("customers:group", args=[mine.pk]))
        .content.decode()
        .split("<main")[1]
    )
    assert client.get(reverse("customers:group", args=[head.pk])).status_code == 404


def test_a_very_large_group_is_capped(sanne, monkeypatch):
    monkeypatch.setattr("crm.dashboard.group.page.MOST", 3)
    head = company(sanne)
    for _n in range(5):
        company(sanne, head)
    group = load(head, sanne, now=timezone.now())
    assert len(group.members) == 3 and group.capped and MOST == 200


def test_the_page_costs_the_same_for_more_companies(client, sanne):
    head = company(sanne)
    url = reverse("customers:group", args=[head.pk])

    def cost():
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    answer(company(sanne, head), 9)
    few = cost()
    for _n in range(5):
        answer(company(sanne, head), 9)
    assert cost() == few <= 12


def test_the_account_page_leads_to_the_group(client, sanne):
    head = company(sanne)
    company(sanne, head)
    page = client.get(head.get_absolute_url()).content.decode()
    assert reverse("customers:group", args=[head.pk]) in page and "1 company below" in page


def test_the_account_page_names_no_company_above_it_that_is_out_of_sight(client, sanne):
    head = company(UserFactory(team=TeamFactory()), name="Verborgen Holding")
    mine = company(sanne, head)
    page = client.get(mine.get_absolute_url()).content.decode()
    assert "Verborgen" not in page and head.get_absolute_url() not in page
    child = company(sanne, mine)
    page = client.get(child.get_absolute_url()).content.decode()
    assert f'<a href="{mine.get_absolute_url()}">{mine.name}</a>' in page
