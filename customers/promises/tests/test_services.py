"""Tests of making, delivering, moving and withdrawing promises."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from crm.shared.tests.factories import UserFactory
from customers.errors import CustomerConflict, CustomerError
from customers.promises import services
from customers.promises.models import Promise, PromiseMove
from customers.promises.outcome import Outcome, PromiseFigures
from customers.tests.factories import AccountFactory, ContactFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 17)


@pytest.fixture
def owner():
    return UserFactory()


@pytest.fixture
def account(owner):
    return AccountFactory(owner=owner)


@pytest.fixture
def promise(account, owner, now):
    return make(account, owner, now)


def make(account, owner, now, **changes):
    fields = {
        "text": "Quote for 40 boilers",
        "kind": "quote",
        "due_on": TODAY + timedelta(2),
        "owner": owner,
        "by": owner,
        "now": now,
    }
    return services.make_promise(account, **(fields | changes))


def open_promises(account):
    account.refresh_from_db()
    return account.open_promises


def test_the_quote_of_the_textbook_disappoints_after_four_days(account, promise, owner, now):
    services.deliver_promise(
        promise, on=TODAY + timedelta(4), by=owner, now=now + timedelta(days=4)
    )
    assert promise.outcome_at(now) is Outcome.DISAPPOINTED
    assert promise.gap == -2


def test_the_quote_of_the_textbook_surprises_after_one_day(promise, owner, now):
    services.deliver_promise(
        promise, on=TODAY + timedelta(1), by=owner, now=now + timedelta(days=1)
    )
    assert promise.outcome_at(now) is Outcome.SURPRISED


def test_open_promises_are_counted_on_the_account(account, promise, owner, now):
    make(account, owner, now)
    assert open_promises(account) == 2
    services.deliver_promise(promise, on=TODAY, by=owner, now=now)
    assert open_promises(account) == 1
    services.reopen_promise(promise, by=owner, now=now)
    assert open_promises(account) == 2
    services.withdraw_promise(promise, reason="They cancelled", by=owner, now=now)
    assert open_promises(account) == 1


def test_a_second_delivery_is_told_so(promise, owner, now):
    stale = Promise.objects.get(pk=promise.pk)
    services.deliver_promise(promise, on=TODAY, by=owner, now=now)
    with pytest.raises(CustomerConflict):
        services.deliver_promise(stale, on=TODAY, by=owner, now=now)


@pytest.mark.parametrize("on", [TODAY + timedelta(1), TODAY - timedelta(1)])
def test_delivery_lies_between_the_promise_and_today(promise, owner, now, on):
    with pytest.raises(CustomerError):
        services.deliver_promise(promise, on=on, by=owner, now=now)
    promise.refresh_from_db()
    assert promise.is_open


def test_a_due_date_before_the_promise_is_refused(account, owner, now):
    with pytest.raises(CustomerError) as refusal:
        make(account, owner, now, due_on=TODAY - timedelta(1))
    assert refusal.value.field == "due_on"


def test_a_promise_made_tomorrow_is_refused(account, owner, now):
    with pytest.raises(CustomerError):
        make(account, owner, now, promised_on=TODAY + timedelta(1))


def test_a_promise_to_somebody_elsewhere_is_refused(account, owner, now):
    with pytest.raises(CustomerError):
        make(account, owner, now, contact=ContactFactory())


def move(promise, owner, now, due_on, **changes):
    fields = {"reason": "Supplier late", "informed_on": TODAY, "by": owner, "now": now}
    return services.move_promise(promise, due_on=due_on, **(fields | changes))


def test_a_move_in_time_counts_and_is_written_down(promise, owner, now):
    move(promise, owner, now, TODAY + timedelta(9))
    assert promise.counts_on == promise.due_on == TODAY + timedelta(9)
    written = PromiseMove.objects.get()
    assert (written.old_due_on, written.reason) == (TODAY + timedelta(2), "Supplier late")


def test_a_move_after_the_date_leaves_the_promise_overdue(promise, owner, now):
    later = now + timedelta(days=3)
    move(promise, owner, later, TODAY + timedelta(9))
    assert promise.due_on == TODAY + timedelta(9)
    assert promise.counts_on == TODAY + timedelta(2)
    assert promise.outcome_at(later) is Outcome.OVERDUE
    services.deliver_promise(promise, on=TODAY + timedelta(3), by=owner, now=later)
    assert promise.outcome_at(later) is Outcome.DISAPPOINTED


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"due_on": TODAY - timedelta(1)}, "due_on"),
        ({"due_on": TODAY + timedelta(2)}, "due_on"),
        ({"informed_on": TODAY + timedelta(1)}, "informed_on"),
        ({"informed_on": TODAY - timedelta(1)}, "informed_on"),
    ],
)
def test_an_impossible_move_is_refused_at_its_field(promise, owner, now, changes, field):
    with pytest.raises(CustomerError) as refusal:
        move(promise, owner, now, **({"due_on": TODAY + timedelta(5)} | changes))
    assert refusal.value.field == field
    assert not PromiseMove.objects.exists()


def test_a_delivered_promise_does_not_move(promise, owner, now):
    services.deliver_promise(promise, on=TODAY, by=owner, now=now)
    with pytest.raises(CustomerConflict):
        move(promise, owner, now, TODAY + timedelta(9))


def test_withdrawing_an_overdue_promise_does_not_hide_it(promise, owner, now):
    later = now + timedelta(days=5)
    services.withdraw_promise(promise, reason="No longer possible", by=owner, now=later)
    assert promise.outcome_at(later) is Outcome.DISAPPOINTED
    assert Promise.objects.all().figures(later).kept_share == 0


def test_the_second_editor_is_told(promise, owner, now):
    services.edit_promise(promise, version=1, text="Quote for 50", by=owner, now=now)
    with pytest.raises(CustomerConflict):
        services.edit_promise(promise, version=1, text="Quote for 60", by=owner, now=now)


def test_history_of_moves_is_written_once(promise, owner, now):
    move(promise, owner, now, TODAY + timedelta(9))
    with pytest.raises(IntegrityError), transaction.atomic():
        PromiseMove.objects.update(reason="Nicer")


def test_figures_equal_a_recount_with_the_rule(account, owner, now):
    """Promised 2 2 5 10 3 days, delivered after 4 1 5 8 3; one overdue; one open; one withdrawn."""
    start = TODAY - timedelta(30)
    for promised, actual in ((2, 4), (2, 1), (5, 5), (10, 8), (3, 3)):
        one = make(account, owner, now, promised_on=start, due_on=start + timedelta(promised))
        services.deliver_promise(one, on=start + timedelta(actual), by=owner, now=now)
    make(account, owner, now, promised_on=start, due_on=start)
    make(account, owner, now, due_time=time(9))
    services.withdraw_promise(make(account, owner, now), reason="x", by=owner, now=now)
    figures = Promise.objects.all().figures(now)
    assert figures == PromiseFigures(delivered=5, kept=4, surprised=2, overdue=1, gap_days=1)
    assert Promise.objects.all().figures_by("account_id", now) == {account.pk: figures}
    for outcome in Outcome:
        found = set(Promise.objects.with_outcome(outcome, now))
        assert found == {p for p in Promise.objects.all() if p.outcome_at(now) is outcome}
    decided = Promise.objects.decided(now)
    assert decided.count() == figures.decided == 6
    assert Promise.objects.broken(now).count() == figures.broken
