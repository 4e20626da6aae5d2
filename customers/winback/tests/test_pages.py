"""The ending page and the win-back list."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.shared.tests.factories import TeamFactory, UserFactory
from customers.accounts.services import update_facts
from customers.deals.models import Deal
from customers.tests.factories import (
    AccountFactory,
    CustomerFactory,
    DealFactory,
    OrderFactory,
    WinBackFactory,
)
from customers.winback.models import WinBack

pytestmark = pytest.mark.django_db


@pytest.fixture
def sanne(client):
    """Return a signed-in account manager."""
    user = UserFactory(team=TeamFactory())
    client.force_login(user)
    return user


def leaving(**changes):
    return {"on": timezone.localdate(), "initiator": "customer", "reason": "price"} | changes


def test_the_page_asks_about_open_deals_only_when_there_are_some(client, sanne):
    account = CustomerFactory(owner=sanne)
    url = reverse("customers:end", args=[account.pk])
    form = client.get(url).context["form"]
    assert "lose_deals" not in form.fields and "withdraw_promises" not in form.fields
    DealFactory(account=account, title="Ten boilers")
    update_facts(account.pk, now=timezone.now(), open_deals=1)
    page = client.get(url)
    assert "lose_deals" in page.context["form"].fields
    assert "Ten boilers" in page.content.decode()


def test_ending_by_the_page_loses_the_deals_and_plans_the_way_back(client, sanne):
    account = CustomerFactory(owner=sanne)
    DealFactory(account=account)
    update_facts(account.pk, now=timezone.now(), open_deals=1)
    day = timezone.localdate() + timedelta(days=30)
    sent = leaving(lose_deals="price", win_back_on=day, win_back_owner=sanne.pk)
    answer = client.post(reverse("customers:end", args=[account.pk]), sent)
    assert answer.status_code == 302
    assert Deal.objects.get().state == "lost"
    account.refresh_from_db()
    assert account.next_step_on == day


def test_the_proposed_day_is_that_of_the_settings(client, sanne):
    account = CustomerFactory(owner=sanne)
    form = client.get(reverse("customers:end", args=[account.pk])).context["form"]
    assert form.initial["win_back_on"] == timezone.localdate() + timedelta(days=5)
    assert form.initial["win_back_owner"] == sanne.pk


def test_a_win_back_in_the_past_is_refused_and_nothing_is_lost(client, sanne):
    account = CustomerFactory(owner=sanne)
    sent = leaving(win_back_on="2020-01-01", note="Kept")
    answer = client.post(reverse("customers:end", args=[account.pk]), sent)
    assert answer.status_code == 422
    assert "Choose today or later." in answer.content.decode()
    assert "Kept" in answer.content.decode()


def one(owner, **values):
    return WinBackFactory(account=AccountFactory(owner=owner, is_former=True), **values)


def names(answer):
    return [row.obj.account.name for row in answer.context["page"].rows]


def test_the_list_shows_reason_chance_revenue_and_next_step(client, sanne):
    """Bought 100 and 50 in the 12 months before 1-11-2026, 7 before that and 9 after."""
    win_back = one(sanne, chance=4)
    for day, amount in (
        (date(2026, 11, 1), 100),
        (date(2025, 11, 2), 50),
        (date(2025, 11, 1), 7),
        (date(2026, 11, 2), 9),
    ):
        OrderFactory(account=win_back.account, ordered_on=day, amount=amount)
    answer = client.get(reverse("winback:list"))
    (row,) = answer.context["page"].rows
    assert row.obj.revenue == Decimal(150)
    text = answer.content.decode()
    for words in ("Price", "4/5 good", "€\xa0150", "Nothing planned"):
        assert words in text


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 2), ("reason=service", 1), ("chance=3", 1), ("state=won", 1), ("state=alone", 1),
        ("state=all", 4), ("initiator=supplier", 0), ("since=2026-10-15", 1), ("unplanned=1", 2),
    ],
)  # fmt: skip
def test_the_filters(client, sanne, query, count):
    one(sanne, chance=5)
    one(sanne, reason="service", left_on=date(2026, 10, 1))
    one(sanne, won_on=date(2026, 11, 10))
    alone = one(sanne, initiator="supplier")
    type(alone.account).objects.filter(pk=alone.account_id).update(do_not_pursue=True)
    answer = client.get(f"{reverse('winback:list')}?{query}")
    assert len(names(answer)) == count


def test_a_stranger_sees_none_and_cannot_judge(client, sanne):
    win_back = one(UserFactory(team=TeamFactory()))
    assert names(client.get(reverse("winback:list"))) == []
    assert client.get(win_back.get_absolute_url()).status_code == 404


def test_the_list_costs_the_same_when_rows_double(client, sanne):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("winback:list"))
        return len(asked)

    one(sanne)
    queries()
    first = queries()
    for _number in range(5):
        one(sanne)
    assert queries() == first <= 8


def test_the_list_can_be_taken_along_as_csv(client, sanne):
    win_back = one(sanne, chance=2, note="=1+1")
    answer = client.get(f"{reverse('winback:list')}?format=csv")
    text = b"".join(answer.streaming_content).decode()
    assert win_back.account.name in text and "'=1+1" in text


def test_judging_the_chance(client, sanne):
    win_back = one(sanne)
    url = win_back.get_absolute_url()
    answer = client.post(url, {"chance": "4", "note": "Contract ends", "version": 1})
    assert answer.status_code == 302
    win_back.refresh_from_db()
    assert (win_back.chance, win_back.note, win_back.assessed_by) == (4, "Contract ends", sanne)
    assert client.post(url, {"chance": "9", "version": 2}).status_code == 422


def test_the_second_to_judge_sees_both_versions(client, sanne):
    win_back = one(sanne)
    url = win_back.get_absolute_url()
    client.post(url, {"chance": "4", "note": "Contract ends", "version": 1})
    answer = client.post(url, {"chance": "2", "note": "Angry", "version": 1})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Contract ends" in text and "Angry" in text
    assert WinBack.objects.get().chance == 4
