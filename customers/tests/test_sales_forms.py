"""Tests of the forms of sales: what is saved, what is refused, and that typed values stay."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from customers.activities.models import Interaction, Task
from customers.deals.models import Deal, DealMove, DealStage, Order
from customers.promises.models import Promise, PromiseMove
from customers.tests.factories import (
    ContactFactory,
    DealFactory,
    InteractionFactory,
    OrderFactory,
    PromiseFactory,
    TaskFactory,
)
from customers.tests.pages import people, seller  # noqa: F401

NONSENSE = ["", "31-02-2026", "0000-00-00", "10000-01-01", "tomorrowish", "\0", "1e309"]


def create(name, people):  # noqa: F811
    return f"{reverse(name + ':create')}?account={people.account.pk}"


def day(people, ahead=0):  # noqa: F811
    return (people.today + timedelta(days=ahead)).isoformat()


def test_a_task_is_added_changed_done_and_undone(people, seller):  # noqa: F811
    data = {"title": "Call", "due_on": day(people, 2), "assignee": people.seller.pk}
    answer = seller.post(create("tasks", people), data)
    assert answer.status_code == 302
    task = Task.objects.get()
    people.account.refresh_from_db()
    assert people.account.next_step_on == task.due_on
    edit = reverse("tasks:edit", args=[task.pk])
    seller.post(edit, data | {"title": "Call back", "version": "1"})
    task.refresh_from_db()
    assert task.title == "Call back"
    stale = seller.post(edit, data | {"title": "Mine", "version": "1"})
    assert stale.status_code == 409
    html = stale.content.decode()
    assert "Mine" in html
    assert "Call back" in html
    assert 'name="version" value="2"' in html
    seller.post(reverse("tasks:complete", args=[task.pk]), {"next": "https://evil.example/"})
    again = seller.post(reverse("tasks:complete", args=[task.pk]))
    assert again.status_code == 409
    seller.post(reverse("tasks:reopen", args=[task.pk]))
    task.refresh_from_db()
    assert task.state == "open"


def test_the_way_back_stays_on_this_host(people, seller):  # noqa: F811
    task = TaskFactory(account=people.account)
    answer = seller.post(reverse("tasks:complete", args=[task.pk]), {"next": "//evil.example/"})
    assert answer["Location"] == reverse("tasks:list")


def test_a_task_of_my_own_needs_no_account(people, seller):  # noqa: F811
    seller.post(reverse("tasks:create"), {"title": "Read", "due_on": day(people), "assignee": ""})
    assert Task.objects.get().account is None


@pytest.mark.parametrize("value", NONSENSE)
@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("tasks", "due_on"),
        ("promises", "due_on"),
        ("orders", "ordered_on"),
        ("activities", "happened_at"),
    ],
)
def test_an_impossible_day_is_refused_and_the_rest_stays(people, seller, name, field, value):  # noqa: F811
    data = {"title": "Kept words", "text": "Kept words", "description": "Kept words"}
    data |= {"summary": "Kept words", "kind": "call", field: value}
    answer = seller.post(create(name, people), data)
    assert answer.status_code == 422
    assert "Kept words" in answer.content.decode()
    for model in (Task, Promise, Order, Interaction):
        assert not model.objects.exists()


@pytest.mark.parametrize("amount", ["", "NaN", "Infinity", "1e309", "1e12", "abc", "²", "1.234.5"])
def test_an_impossible_amount_is_refused(people, seller, amount):  # noqa: F811
    answer = seller.post(create("deals", people), {"title": "Boilers", "amount": amount})
    assert answer.status_code == 422
    assert not Deal.objects.exists()


def test_amounts_are_read_as_the_reader_writes_them(people, seller):  # noqa: F811
    people.seller.language = "nl"
    people.seller.save()
    seller.post(create("deals", people), {"title": "Ketels", "amount": "12.345,60"})
    assert str(Deal.objects.get().amount) == "12345.60"


def test_a_promise_goes_its_way(people, seller):  # noqa: F811
    data = {
        "text": "Quote",
        "kind": "quote",
        "due_on": day(people, 2),
        "promised_on": day(people),
        "owner": people.seller.pk,
    }
    assert seller.post(create("promises", people), data).status_code == 302
    promise = Promise.objects.get()
    move = reverse("promises:move", args=[promise.pk])
    wrong = {"due_on": day(people, -1), "reason": "Kept words", "informed_on": day(people)}
    answer = seller.post(move, wrong)
    assert answer.status_code == 422
    assert "Kept words" in answer.content.decode()
    assert seller.post(move, wrong | {"due_on": day(people, 5)}).status_code == 302
    assert PromiseMove.objects.count() == 1
    late = seller.post(reverse("promises:deliver", args=[promise.pk]), {"on": day(people, 1)})
    assert late.status_code == 422
    seller.post(reverse("promises:deliver", args=[promise.pk]))
    promise.refresh_from_db()
    assert promise.delivered_on == people.today
    assert seller.post(reverse("promises:deliver", args=[promise.pk])).status_code == 409
    seller.post(reverse("promises:reopen", args=[promise.pk]))
    empty = seller.post(reverse("promises:withdraw", args=[promise.pk]), {"reason": ""})
    assert empty.status_code == 422
    seller.post(reverse("promises:withdraw", args=[promise.pk]), {"reason": "No need"})
    promise.refresh_from_db()
    assert promise.withdrawn_at is not None


def test_a_due_day_before_the_promise_is_refused_at_its_field(people, seller):  # noqa: F811
    data = {
        "text": "Quote",
        "kind": "quote",
        "due_on": day(people, -1),
        "promised_on": day(people),
        "owner": people.seller.pk,
    }
    answer = seller.post(create("promises", people), data)
    assert answer.status_code == 422
    assert "before the day it was promised" in answer.content.decode()


def test_the_kept_share_is_a_door_to_what_it_counts(people, seller):  # noqa: F811
    made = {"account": people.account, "owner": people.seller}
    start = people.today - timedelta(days=20)
    PromiseFactory(**made, promised_on=start, delivered_on=start)
    PromiseFactory(**made, promised_on=start)
    PromiseFactory(**made, promised_on=people.today)
    html = seller.get(reverse("promises:list")).content.decode()
    assert "50%" in html
    counted = seller.get(reverse("promises:list"), {"outcome": "counted"}).content.decode()
    assert "2 found" in counted


OUTCOMES = "surprised met disappointed overdue open withdrawn owed counted kept broken"


@pytest.mark.parametrize("outcome", OUTCOMES.split())
def test_every_outcome_can_be_listed(people, seller, outcome):  # noqa: F811
    PromiseFactory(account=people.account)
    assert seller.get(reverse("promises:list"), {"outcome": outcome}).status_code == 200


def test_a_deal_is_added_moved_won_and_reopened(people, seller):  # noqa: F811
    data = {"title": "Boilers", "amount": "20000", "owner": people.seller.pk}
    seller.post(create("deals", people), data)
    deal = Deal.objects.get()
    assert (deal.stage.key, deal.probability) == ("new", 10)
    proposal = DealStage.objects.get(key="proposal")
    move = reverse("deals:move", args=[deal.pk])
    moved = seller.post(move, {"to": proposal.pk}, headers={"HX-Request": "true"})
    assert (moved.status_code, moved["HX-Trigger"]) == (204, "kring:moved")
    assert seller.post(move, {"to": "x"}).status_code == 422
    win = reverse("deals:win", args=[deal.pk])
    future = seller.post(win, {"on": day(people, 1), "amount": "21000"})
    assert future.status_code == 422
    assert "21000" in future.content.decode()
    seller.post(win, {"on": day(people), "amount": "21000"})
    people.account.refresh_from_db()
    assert (people.account.stage, people.account.revenue_12m) == ("customer", 21_000)
    assert seller.post(win, {"on": day(people), "amount": "21000"}).status_code == 422
    late = seller.post(move, {"to": proposal.pk}, headers={"HX-Request": "true"})
    assert late.status_code == 422
    seller.post(reverse("deals:reopen", args=[deal.pk]))
    assert not Order.objects.exists()
    assert DealMove.objects.count() == 4


@pytest.mark.parametrize("reason", ["", "unknown_imported", "bad luck"])
def test_a_deal_is_not_lost_without_a_reason(people, seller, reason):  # noqa: F811
    deal = DealFactory(account=people.account, opened_on=people.today)
    lose = reverse("deals:lose", args=[deal.pk])
    data = {"reason": reason, "on": day(people), "note": "Kept words"}
    answer = seller.post(lose, data)
    assert answer.status_code == 422
    assert "Kept words" in answer.content.decode()
    assert seller.post(lose, data | {"reason": "price"}).status_code == 302


def test_a_contact_of_elsewhere_cannot_be_slipped_in(people, seller):  # noqa: F811
    stranger = ContactFactory()
    data = {"title": "Boilers", "amount": "1", "contact": stranger.pk}
    assert seller.post(create("deals", people), data).status_code == 422
    answer = seller.post(
        create("activities", people),
        {"kind": "call", "summary": "x", "direction": "out", "contacts": [stranger.pk]},
    )
    assert answer.status_code == 422
    assert not Deal.objects.exists()
    assert not Interaction.objects.exists()


def test_the_second_editor_of_a_deal_sees_both_versions(people, seller):  # noqa: F811
    deal = DealFactory(account=people.account, title="Old")
    edit = reverse("deals:edit", args=[deal.pk])
    data = {"title": "First", "amount": "1", "probability": "10", "version": "1"}
    assert seller.post(edit, data).status_code == 302
    answer = seller.post(edit, data | {"title": "Second"})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "First" in html
    assert "Second" in html
    assert seller.post(edit, data | {"title": "Second", "version": "2"}).status_code == 302


def test_an_order_makes_the_customer_and_can_be_changed_and_removed(people, seller):  # noqa: F811
    data = {"ordered_on": day(people), "amount": "500", "external_ref": "F-1"}
    assert seller.post(create("orders", people), data).status_code == 302
    people.account.refresh_from_db()
    assert people.account.stage == "customer"
    twice = seller.post(create("orders", people), data)
    assert twice.status_code == 422
    assert "Another order has this reference" in twice.content.decode()
    order = Order.objects.get()
    edit = reverse("orders:edit", args=[order.pk])
    seller.post(edit, data | {"amount": "-700", "version": "1"})
    people.account.refresh_from_db()
    assert people.account.revenue_12m == -700
    seller.post(reverse("orders:delete", args=[order.pk]))
    assert not Order.objects.exists()


def test_the_total_of_orders_is_the_total_of_what_is_listed(people, seller):  # noqa: F811
    OrderFactory(account=people.account, ordered_on=people.today, amount=100)
    OrderFactory(account=people.account, ordered_on=people.today - timedelta(400), amount=900)
    html = seller.get(reverse("orders:list")).content.decode()
    assert "1,000.00" in html
    part = seller.get(
        reverse("orders:list"), {"since": day(people, -30)}, headers={"HX-Request": "true"}
    ).content.decode()
    assert "100.00" in part
    assert "hx-swap-oob" in part


def test_a_contact_moment_in_full_and_taken_away(people, seller):  # noqa: F811
    karin = ContactFactory(account=people.account)
    data = {
        "kind": "visit",
        "summary": "Walked the hall",
        "happened_at": f"{day(people, -1)}T10:00",
        "direction": "out",
        "contacts": [karin.pk],
        "minutes": "75",
    }
    assert seller.post(create("activities", people), data).status_code == 302
    visit = Interaction.objects.get()
    edit = reverse("activities:edit", args=[visit.pk])
    assert seller.post(edit, data | {"summary": "Better", "version": "1"}).status_code == 302
    seller.post(reverse("activities:delete", args=[visit.pk]))
    people.account.refresh_from_db()
    assert people.account.last_contact_at is None
    assert seller.get(edit).status_code == 404
    seller.post(reverse("activities:restore", args=[visit.pk]))
    assert seller.get(edit).status_code == 200


def test_a_colleague_s_contact_moment_is_read_but_not_changed(people, seller):  # noqa: F811
    theirs = InteractionFactory(account=people.account, author=people.manager)
    edit = reverse("activities:edit", args=[theirs.pk])
    assert "Its author may change" in seller.get(edit).content.decode()
    answer = seller.post(
        edit,
        {
            "kind": "call",
            "summary": "x",
            "direction": "out",
            "happened_at": f"{day(people, -1)}T10:00",
            "version": 1,
        },
    )
    assert answer.status_code == 422
    assert seller.post(reverse("activities:delete", args=[theirs.pk])).status_code == 422


def test_the_board_counts_what_the_table_lists(people, seller):  # noqa: F811
    DealFactory.create_batch(27, account=people.account, expected_close=people.today)
    html = seller.get(reverse("deals:list")).content.decode()
    assert html.count("<article") == 25
    assert "2 more" in html
    stage = DealStage.objects.get(key="new").pk
    address = unescape(re.search(r'hx-get="([^"]*column[^"]*)"', html)[1])
    rest = seller.get(address, headers={"HX-Request": "true"}).content.decode()
    assert (rest.count("<article"), rest.count("hx-get")) == (2, 0)
    page = seller.get(address).content.decode()
    assert (page.count("<article"), page.count("<h1")) == (2, 1)
    listed = seller.get(reverse("deals:list"), {"view": "table", "stage": stage}, follow=True)
    assert "27 found" in listed.content.decode()


def test_quiet_and_late_deals_are_marked_and_listed(people, seller):  # noqa: F811
    DealFactory(
        account=people.account,
        opened_on=people.today - timedelta(days=20),
        expected_close=people.today - timedelta(days=2),
    )
    html = seller.get(reverse("deals:list")).content.decode()
    assert "No contact for 20 days" in html
    assert "Decision date 2 days ago" in html
    for mark in ("quiet", "late"):
        assert "1 found" in seller.get(reverse("deals:table"), {mark: "1"}).content.decode()
