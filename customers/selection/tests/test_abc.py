"""ABC classes: the domain's example, what always holds, and the run that computes and applies them."""

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.shared.tests.factories import UserFactory
from customers.accounts.models import Account
from customers.errors import CustomerConflict, CustomerError
from customers.selection import abc_services
from customers.selection.abc import classify, movement
from customers.selection.models import AbcChange, AbcRun
from customers.tests.factories import NOW, AccountFactory, CustomerFactory

revenues = st.lists(st.decimals(min_value=-1000, max_value=10**6, places=2), max_size=40)


def letters(*amounts):
    """Return the classes of accounts with these revenues, named in this order."""
    rows = [(n, f"name {n:03d}", Decimal(amount)) for n, amount in enumerate(amounts)]
    found = dict(classify(rows))
    return "".join(found[n] for n in range(len(rows)))


def test_the_example():
    """Of 1,000: before them 0, 40, 65, 77 | 85, 90, 94 | 97, 98.5, 99.5 % → AAAA BBB CCC."""
    assert letters(400, 250, 120, 80, 50, 40, 30, 15, 10, 5) == "AAAABBBCCC"


def test_ties_go_by_name():
    """Four of 25 %: before them 0, 25, 50, 75 → all A; of six of 100, 83.3 % before the last → B."""
    assert letters(25, 25, 25, 25) == "AAAA"
    assert letters(100, 100, 100, 100, 100, 100) == "AAAAAB"


def test_one_account_and_no_revenue():
    assert letters(5) == "A" and letters() == "" and letters(0, 0) == "CC" and letters(-5) == "C"


def test_a_credit_counts_as_nothing():
    assert letters(100, -50) == "AC"


@given(revenues)
def test_classes_never_rise_down_the_list(amounts):
    rows = [(n, str(n), amount) for n, amount in enumerate(amounts)]
    found = [letter for _key, letter in classify(rows)]
    assert found == sorted(found) and len(found) == len(amounts)


@given(revenues)
def test_the_order_of_the_rows_does_not_matter(amounts):
    rows = [(n, f"{n:03d}", amount) for n, amount in enumerate(amounts)]
    assert dict(classify(rows)) == dict(classify(rows[::-1]))


@given(revenues, st.integers(1, 98), st.integers(1, 60))
def test_a_holds_its_share_and_not_one_account_more(amounts, a_limit, more):
    b_limit = min(100, a_limit + more)
    rows = [(n, str(n), amount) for n, amount in enumerate(amounts)]
    found = dict(classify(rows, a_limit, b_limit))
    total = sum(max(a, 0) for a in amounts)
    held = sorted(
        (max(amounts[n], 0) for n, letter in found.items() if letter == "A"), reverse=True
    )
    if total:
        assert held and sum(held[:-1]) * 100 < a_limit * total
        if len(held) < len([a for a in amounts if a > 0]):
            assert sum(held) * 100 >= a_limit * total


def test_movement_counts_classes():
    assert (movement("C", "A"), movement("A", "B"), movement("", "C")) == (2, -1, 1)


@pytest.fixture
def manager(db):
    """Return a manager."""
    return UserFactory(role="manager")


def customers(*lines):
    """Make customers from (revenue, year before, class)."""
    return [
        CustomerFactory(revenue_12m=now, revenue_previous_12m=before, account_class=letter)
        for now, before, letter in lines
    ]


def computed(manager):
    """Ask and compute."""
    run = abc_services.ask_abc(a_limit=80, b_limit=95, by=manager, now=NOW)
    abc_services.run_abc(NOW)
    run.refresh_from_db()
    return run


def test_a_run_stores_what_would_change_and_the_movement(manager):
    """700, 200, 100 → A A B (before: 0, 70, 90 %); the year before 10, 800, 190 → B, A, A... of 1,000: 800
    first (0), 190 (80 %) B, 10 (99 %) C. So the first rose C → A, the second stays A, the third B = B.
    """
    first, second, third = customers((700, 10, "C"), (200, 800, "A"), (100, 190, ""))
    AccountFactory(revenue_12m=9999)  # potential: not among the customers
    run = computed(manager)
    assert (run.state, run.accounts, run.revenue, run.changes) == ("ready", 3, 1000, 2)
    assert run.counts == {"CA": 1, "AA": 1, "-B": 1}
    rows = {
        c.account: (c.rank, c.current, c.proposed, c.last_year) for c in AbcChange.objects.all()
    }
    assert rows == {first: (1, "C", "A", "C"), third: (3, "", "B", "B")}
    assert abc_services.table(run)[3] == ("-", [("A", 0, False), ("B", 1, False), ("C", 0, False)])
    assert second.account_class == "A"


def test_applying_goes_through_the_accounts_and_keeps_what_somebody_changed(manager):
    first, _second, third = customers((700, 0, "C"), (200, 0, "A"), (100, 0, ""))
    run = computed(manager)
    Account.objects.filter(pk=third.pk).update(account_class="C")
    abc_services.apply_abc(run, by=manager, now=NOW)
    assert abc_services.run_abc(NOW) == 2
    first.refresh_from_db()
    third.refresh_from_db()
    run.refresh_from_db()
    assert (first.account_class, first.version, third.account_class) == ("A", 2, "C")
    assert (run.state, run.done) == ("applied", 1)
    assert abc_services.run_abc(NOW) == 0
    with pytest.raises(CustomerConflict):
        abc_services.apply_abc(run, by=manager, now=NOW)


def test_a_cut_off_run_goes_on(manager, monkeypatch):
    customers(*((1000 - n, 0, "") for n in range(7)))
    run = computed(manager)
    abc_services.apply_abc(run, by=manager, now=NOW)
    monkeypatch.setattr(abc_services, "CHUNK", 3)
    AbcChange.objects.filter(rank__lte=3).update(applied=True)  # as if the first chunk was written
    assert abc_services.run_abc(NOW) == 4
    assert Counter(Account.objects.values_list("account_class", flat=True))[""] == 3


def test_only_managers_and_sensible_limits(manager):
    with pytest.raises(CustomerError):
        abc_services.ask_abc(a_limit=80, b_limit=95, by=UserFactory(), now=NOW)
    with pytest.raises(CustomerError):
        abc_services.ask_abc(a_limit=95, b_limit=80, by=manager, now=NOW)
    run = computed(manager)
    with pytest.raises(CustomerError):
        abc_services.apply_abc(run, by=UserFactory(), now=NOW)


def test_a_new_question_replaces_the_old_proposal_but_not_one_being_applied(manager):
    customers((10, 0, ""))
    first = computed(manager)
    second = computed(manager)
    assert not AbcRun.objects.filter(pk=first.pk).exists()
    abc_services.apply_abc(second, by=manager, now=NOW)
    with pytest.raises(CustomerConflict):
        abc_services.ask_abc(a_limit=80, b_limit=95, by=manager, now=NOW)
