"""Tests that every page of sales opens, for whom, and with how many queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from customers.tests.factories import (
    AccountFactory,
    ContactFactory,
    DealFactory,
    InteractionFactory,
    OrderFactory,
    PromiseFactory,
    TaskFactory,
)
from customers.tests.pages import people, seller  # noqa: F401

LISTS = [
    "tasks:list",
    "promises:list",
    "activities:list",
    "deals:list",
    "deals:table",
    "orders:list",
]
BUDGET = {"deals:list": 12}


def fill(people, count=3):  # noqa: F811
    """Make some of everything at the seller's account."""
    now = timezone.now()
    made = {}
    for n in range(count):
        account = people.account
        contact = ContactFactory(account=account)
        interaction = InteractionFactory(account=account, happened_at=now, created_at=now)
        interaction.contacts.add(contact)
        made = {
            "interaction": interaction,
            "task": TaskFactory(account=account, due_on=people.today + timedelta(n - 1)),
            "promise": PromiseFactory(
                account=account, contact=contact, promised_on=people.today, owner=people.seller
            ),
            "deal": DealFactory(account=account, expected_close=people.today - timedelta(1)),
            "won": DealFactory(account=account, state="won", closed_on=people.today),
            "lost": DealFactory(account=account, state="lost", closed_on=people.today),
            "order": OrderFactory(account=account, ordered_on=people.today),
        }
    return made


def pages(made):
    """Return the addresses of records, with what GET answers a seller."""
    return {
        "activities:edit": made["interaction"].pk,
        "activities:composer": made["interaction"].account_id,
        "tasks:edit": made["task"].pk,
        "promises:detail": made["promise"].pk,
        "promises:edit": made["promise"].pk,
        "deals:detail": made["deal"].pk,
        "deals:edit": made["deal"].pk,
        "deals:win": made["deal"].pk,
        "deals:lose": made["deal"].pk,
        "orders:edit": made["order"].pk,
    }


READABLE = {"promises:detail", "deals:detail"}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_list_opens_empty_and_full(people, seller, name, language):  # noqa: F811
    people.seller.language = language
    people.seller.save()
    assert seller.get(reverse(name)).status_code == 200
    fill(people)
    answer = seller.get(reverse(name))
    assert answer.status_code == 200
    assert answer.content.decode().count("<h1") == 1
    part = seller.get(reverse(name), headers={"HX-Request": "true"})
    assert part.status_code == 200
    assert "<h1" not in part.content.decode()


@pytest.mark.parametrize("name", [n for n in LISTS if n != "deals:list"])
def test_a_list_gives_its_rows_as_a_file(people, seller, name):  # noqa: F811
    fill(people)
    answer = seller.get(reverse(name), {"format": "csv"})
    lines = b"".join(answer.streaming_content).decode().strip().splitlines()
    assert answer["Content-Type"].startswith("text/csv")
    assert len(lines) == {"deals:table": 10}.get(name, 4)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_shows_a_stranger_nothing(people, name):  # noqa: F811
    fill(people)
    html = people.client(people.stranger).get(reverse(name)).content.decode()
    assert people.account.name not in html


@pytest.mark.parametrize("name", LISTS)
def test_queries_stay_within_the_budget_and_do_not_grow(people, seller, name):  # noqa: F811
    fill(people, 3)
    seller.get(reverse(name))
    with CaptureQueriesContext(
        connection,
    ) as few:
        seller.get(reverse(name))
    fill(people, 6)
    for _n in range(4):
        made = AccountFactory(owner=people.seller)
        DealFactory(account=made)
        TaskFactory(account=made)
    with CaptureQueriesContext(connection) as many:
        seller.get(reverse(name))
    assert len(many) == len(few), "\n".join(q["sql"][:200] for q in many)
    assert len(many) <= BUDGET.get(name, 8), "\n".join(q["sql"][:200] for q in many)


def test_every_page_of_a_record_by_role(people):  # noqa: F811
    made = fill(people)
    table = {
        people.seller: 200,
        people.manager: 200,
        people.reader: 403,
        people.stranger: 404,
    }
    for name, pk in pages(made).items():
        for user, status in table.items():
            expected = 200 if status == 403 and name in READABLE else status
            answer = people.client(user).get(reverse(name, args=[pk]))
            assert answer.status_code == expected, (name, status)


def test_every_act_by_role_changes_nothing_for_others(people):  # noqa: F811
    made = fill(people)
    acts = {
        "activities:log": people.account.pk,
        "activities:preview": people.account.pk,
        "activities:delete": made["interaction"].pk,
        "tasks:complete": made["task"].pk,
        "tasks:cancel": made["task"].pk,
        "tasks:reopen": made["task"].pk,
        "promises:deliver": made["promise"].pk,
        "promises:move": made["promise"].pk,
        "promises:withdraw": made["promise"].pk,
        "promises:reopen": made["promise"].pk,
        "deals:move": made["deal"].pk,
        "deals:win": made["deal"].pk,
        "deals:lose": made["deal"].pk,
        "deals:reopen": made["lost"].pk,
        "orders:delete": made["order"].pk,
        "orders:edit": made["order"].pk,
        "deals:edit": made["deal"].pk,
        "promises:edit": made["promise"].pk,
        "tasks:edit": made["task"].pk,
    }
    data = {"line": "x", "kind": "call", "reason": "price", "on": people.today.isoformat()}
    for user, status in ((people.reader, 403), (people.stranger, 404)):
        for name, pk in acts.items():
            answer = people.client(user).post(reverse(name, args=[pk]), data)
            assert answer.status_code == status, name
    for key in ("task", "promise", "deal", "lost", "order", "interaction"):
        before = made[key].__dict__.copy()
        made[key].refresh_from_db()
        after = {k: v for k, v in made[key].__dict__.items() if k in before and k != "_state"}
        assert all(before[k] == v for k, v in after.items()), key


@pytest.mark.parametrize("name", ["deals", "promises", "orders", "activities", "tasks"])
def test_adding_starts_with_the_account(people, seller, name):  # noqa: F811
    address = reverse(f"{name}:create")
    assert seller.get(address).status_code == 200
    found = seller.get(address, {"q": "water"}, headers={"HX-Request": "true"}).content.decode()
    assert name == "tasks" or people.account.name in found
    assert seller.get(address, {"account": people.account.pk}).status_code == 200
    assert seller.get(address, {"account": "12x"}).status_code == 404
    reader = people.client(people.reader)
    assert reader.get(address, {"account": people.account.pk}).status_code == 403
    stranger = people.client(people.stranger)
    assert stranger.get(address, {"account": people.account.pk}).status_code == 404


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    "query",
    [
        "owner=999999999999999999999&team=x&account=0&since=2026-02-31&until=99999-01-01",
        "q=%00&state=nonsense&sort=;drop&after=abc&stage=x&amount_from=1e309&amount_to=NaN",
        "outcome=zzz&kind=zzz&due=zzz&origin=zzz&opened=x&pipeline=-1&format=xml",
        "account=٣&q=" + "a" * 3000,
    ],
)
def test_nonsense_in_the_address_is_answered_calmly(people, seller, name, query):  # noqa: F811
    fill(people, 1)
    assert seller.get(f"{reverse(name)}?{query}", follow=True).status_code == 200
