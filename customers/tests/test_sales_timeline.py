"""Tests of what contact moments, tasks, promises and deals put on the timeline."""

from datetime import datetime, timedelta

import pytest

from customers.activities import services as tasks
from customers.activities.timeline import timeline_entries as contact_entries
from customers.deals import services as deals
from customers.deals.models import DealStage
from customers.deals.timeline import timeline_entries as deal_entries
from customers.promises import services as promises
from customers.promises.timeline import timeline_entries as promise_entries
from customers.tests.factories import (
    TODAY,
    AccountFactory,
    ContactFactory,
    InteractionFactory,
    OrderFactory,
    TaskFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    return AccountFactory()


def titles(entries):
    return [str(entry.title) for entry in entries]


def test_contact_moments_and_done_tasks_stand_newest_first(account, now):
    karin = ContactFactory(account=account, first_name="Karin", last_name="Vos")
    visit = InteractionFactory(
        account=account, kind="visit", minutes=75, happened_at=now - timedelta(days=2)
    )
    visit.contacts.add(karin)
    InteractionFactory(account=account, minutes=5, dissatisfied=True)
    InteractionFactory(account=account, deleted_at=now)
    task = TaskFactory(account=account, title="Send drawing", contact=karin)
    tasks.complete_task(task, by=account.owner, now=now)
    entries = contact_entries([account.pk])
    assert titles(entries) == ["Done: Send drawing", "Call, 5 min", "Visit, 1 h 15"]
    assert (entries[1].tone, entries[2].detail) == ("det", "with Karin Vos")
    assert entries[0].actor == account.owner.display_name
    assert titles(contact_entries([account.pk], before=entries[1].at)) == ["Visit, 1 h 15"]
    assert len(contact_entries([account.pk], limit=1)) == 1
    assert titles(contact_entries([account.pk], contact=karin.pk)) == [
        "Done: Send drawing",
        "Visit, 1 h 15",
    ]


def test_a_promise_tells_its_story(account, now):
    by, karin = account.owner, ContactFactory(account=account)
    for late_by, words in ((2, "2 days late"), (-1, "1 day early"), (0, "on the day")):
        made = promises.make_promise(
            account,
            text="Quote",
            due_on=TODAY + timedelta(2),
            owner=by,
            by=by,
            now=now,
            contact=karin,
        )
        then = now + timedelta(days=2 + late_by)
        promises.deliver_promise(made, on=TODAY + timedelta(2 + late_by), by=by, now=then)
        assert any(words in title for title in titles(promise_entries([account.pk])))
    moved = promises.make_promise(
        account, text="Drawing", due_on=TODAY + timedelta(2), owner=by, by=by, now=now
    )
    promises.move_promise(
        moved, due_on=TODAY + timedelta(9), reason="Ill", informed_on=TODAY, by=by, now=now
    )
    entries = promise_entries([account.pk], alone=True)
    assert "Promise moved to 26 Nov" in titles(entries)
    assert len(entries) == 8
    assert len(promise_entries([account.pk], contact=karin.pk)) == 6
    assert titles(promise_entries([account.pk], before=now)) == []


def test_a_deal_tells_its_steps_and_its_order_once(account, now):
    by = account.owner
    deal = deals.create_deal(account, title="Boilers", amount=100, by=by, now=now)
    deals.move_deal(deal, to=DealStage.objects.get(key="proposal"), by=by, now=now)
    deals.lose_deal(deal, reason="price", by=by, now=now)
    deals.reopen_deal(deal, by=by, now=now)
    deals.win_deal(deal, on=TODAY, by=by, now=now)
    OrderFactory(account=account, description="Spare parts", ordered_on=TODAY - timedelta(1))
    entries = deal_entries([account.pk])
    assert titles(entries) == [
        "Deal won",
        "Deal reopened",
        "Deal lost",
        "Deal moved to Proposal",
        "New deal",
        "Order, €\N{NO-BREAK SPACE}1,000",
    ]
    assert entries[-1].all_day
    assert isinstance(entries[-1].at, datetime)
    assert titles(deal_entries([account.pk], before=now)) == titles(entries)[-1:]
    assert deal_entries([account.pk], before=entries[-1].at) == []
    assert deal_entries([account.pk], contact=1) == []


def test_reading_a_long_history_takes_the_same_queries(account, now, django_assert_num_queries):
    for _n in range(2):
        for _m in range(15):
            interaction = InteractionFactory(account=account)
            interaction.contacts.add(ContactFactory(account=account))
        with django_assert_num_queries(3):
            assert len(contact_entries([account.pk], limit=10)) == 10
