"""What must hold of a promise whatever happens to it, in any order (hypothesis)."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from customers.errors import CustomerError
from customers.promises import services
from customers.promises.models import Promise
from customers.promises.outcome import Outcome, counts_after_move, is_expired
from customers.tests.factories import AccountFactory

START = date(2026, 11, 2)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["deliver", "move", "withdraw", "reopen", "wait"]),
        st.integers(0, 9),  # days that pass before the act
        st.integers(-3, 12),  # days from then to the day it is about
    ),
    max_size=8,
)


def at(day):
    return datetime.combine(day, time(9), tzinfo=UTC)


@pytest.mark.django_db(transaction=False)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(term=st.integers(0, 10), acts=ACTS)
def test_counts_and_lateness_hold_whatever_people_do(db, term, acts):
    """The stored count equals a recount, the date that counts never moves once it expired, and SQL agrees."""
    account = AccountFactory(events=False)
    owner, today = account.owner, START
    promise = services.make_promise(
        account, text="Quote", due_on=START + timedelta(days=term), owner=owner, by=owner,
        now=at(START),
    )  # fmt: skip
    for what, passed, ahead in acts:
        today += timedelta(days=passed)
        before = Promise.objects.get(pk=promise.pk)
        was_late = is_expired(before.counts_on, before.counts_time, at(today))
        on, given_to = today + timedelta(days=ahead), {"by": owner, "now": at(today)}
        try:
            if what == "deliver":
                services.deliver_promise(promise, on=on, **given_to)
            elif what == "move":
                services.move_promise(
                    promise, due_on=on, reason="Part late", informed_on=today, **given_to
                )
            elif what == "withdraw":
                services.withdraw_promise(promise, reason="No need", **given_to)
            elif what == "reopen":
                services.reopen_promise(promise, **given_to)
        except CustomerError:
            assert Promise.objects.filter(pk=promise.pk, version=before.version).exists()
        after = Promise.objects.get(pk=promise.pk)
        if was_late:
            assert after.counts_on == before.counts_on
        account.refresh_from_db()
        assert account.open_promises == Promise.objects.open().filter(account=account).count()
        outcome = after.outcome_at(at(today))
        mine = Promise.objects.filter(pk=promise.pk)
        assert [o for o in Outcome.values if mine.with_outcome(o, at(today)).exists()] == [outcome]
        figures = mine.figures(at(today))
        assert figures.kept + figures.broken == figures.decided
        assert (figures.broken == 1) == mine.broken(at(today)).exists()
        assert (figures.broken == 1) == (outcome in (Outcome.DISAPPOINTED, Outcome.OVERDUE))


@given(
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 60)), max_size=10),
)
def test_the_date_that_counts_is_the_last_one_told_before_it_expired(due, moves):
    """Each move happens some days after the first day and sets a date some days later (domain.md §4)."""
    counts, told, moment = due, due, due - timedelta(days=20)
    for passed, ahead in moves:
        moment += timedelta(days=passed)
        if not is_expired(told, None, at(moment)) and told == counts:
            told = moment + timedelta(days=ahead)
        counts, _clock = counts_after_move(
            counts, None, moment + timedelta(days=ahead), None, at(moment)
        )
        assert counts == told
