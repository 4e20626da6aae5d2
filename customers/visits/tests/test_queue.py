"""The order of the visits that are due, and its pages."""

from datetime import timedelta

import pytest

from crm.shared.organisation.models import Organisation
from customers.accounts.models import Account
from customers.tests.factories import TODAY, AccountFactory
from customers.visits import queue

pytestmark = pytest.mark.django_db
INTERVAL = {"A": 30, "B": 91, "C": 365}


def account(grade, late, **fields):
    """Make an account whose visit is so many days too late."""
    counts = TODAY - timedelta(days=INTERVAL[grade] + late)
    return AccountFactory(account_class=grade, visits_from=counts, **fields)


def read(**kwargs):
    return queue.read(Account.objects.all(), today=TODAY, **kwargs)


def test_the_most_urgent_comes_first():
    """A 5 days late: 15; B 10 days: 20; C 12 days: 12; A today: 0."""
    rows = {name: account(*what).pk for name, what in
            {"a5": ("A", 5), "b10": ("B", 10), "c12": ("C", 12), "a0": ("A", 0)}.items()}  # fmt: skip
    found = read().rows
    assert [due.account.pk for due in found] == [rows[n] for n in ("b10", "a5", "c12", "a0")]
    assert [due.urgency for due in found] == [20, 15, 12, 0]
    assert [due.due_on for due in found] == [TODAY - timedelta(days=n) for n in (10, 5, 12, 0)]


def test_who_is_not_due_planned_left_in_peace_or_without_class_is_not_there():
    account("A", -1)
    account("A", 9, planned_visit_on=TODAY)
    account("A", 9, do_not_pursue=True)
    account("A", 9, stage="former")
    AccountFactory(account_class="", visits_from=TODAY - timedelta(days=999))
    assert read().rows == []


@pytest.mark.parametrize("stage", ["potential", "customer", "former"])
@pytest.mark.parametrize("left_alone", [False, True])
def test_one_account_is_told_by_the_same_rule_as_the_queue(stage, left_alone):
    one = account("A", 9, stage=stage, do_not_pursue=left_alone)
    assert bool(read().rows) == queue.keeps_rhythm(one) == (stage != "former" and not left_alone)


def test_a_class_without_visits_is_never_due():
    account("C", 100)
    Organisation.objects.update_or_create(pk=1, defaults={"visits_c_year": 0})
    assert read().rows == []
    Organisation.objects.update(visits_a_year=0, visits_b_year=0)
    assert read().rows == []


def test_pages_follow_each_other_without_a_gap_or_a_double():
    """Scores repeat across classes (6 = A 2 days = B 3 days = C 6 days): the key settles those."""
    made = {account(grade, late).pk for grade in "ABC" for late in range(0, 12) for _twice in "12"}
    whole = [due.account.pk for due in read(limit=200).rows]
    assert set(whole) == made
    for size in (1, 7, 25):
        seen, after = [], None
        while True:
            page = read(limit=size, after=after)
            seen += [due.account.pk for due in page.rows]
            if not page.more:
                break
            after = queue.read_position(page.more)
        assert seen == whole


def test_it_costs_two_queries_whatever_there_is(django_assert_num_queries):
    for grade in "ABC":
        for late in range(5):
            account(grade, late)
    with django_assert_num_queries(3):  # one for the settings, which a page reads once
        assert len(read().rows) == 15


@pytest.mark.parametrize("text", ["", "x", "1", "1-", "-1-2", "1-2-3", "1-99999999999", "é-1"])
def test_nonsense_in_the_address_is_no_position(text):
    assert queue.read_position(text) is None
