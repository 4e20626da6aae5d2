"""Promise figures per colleague and per account, each a door to what it counts."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crm.shared.tests.factories import UserFactory
from customers.tests.factories import AccountFactory, PromiseFactory
from customers.tests.pages import people, seller  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(people):  # noqa: F811
    """Make the five promises of domain.md §4: promised/actual (2,4)(2,1)(5,5)(10,8)(3,3)."""
    first = people.today - timedelta(days=40)
    for promised, actual in ((2, 4), (2, 1), (5, 5), (10, 8), (3, 3)):
        PromiseFactory(
            account=people.account, owner=people.seller, promised_on=first,
            due_on=first + timedelta(days=promised),
            delivered_on=first + timedelta(days=actual),
        )  # fmt: skip
    return people


def test_the_textbook_gives_80_percent_kept_40_surprised_mean_gap_a_fifth(book, seller):  # noqa: F811
    """Gaps −2 +1 0 +2 0: kept 4 of 5, surprised 2 of 5, mean 1 ÷ 5 = +0.2."""
    page = seller.get(reverse("promises:figures"))
    for rows in (page.context["colleagues"], page.context["accounts"]):
        (row,) = rows
        shown = [cell.text for cell in (row.counted, row.kept, row.surprised, row.broken, row.gap)]
        assert shown == ["5", "80%", "40%", "1", "+0.2"]
    assert page.content.decode().count("<h1") == 1 and "style=" not in page.content.decode()


def test_every_figure_opens_what_it_counts(book, seller):  # noqa: F811
    PromiseFactory(  # another colleague's, at the same account
        account=book.account, owner=UserFactory(team=book.team),
        promised_on=book.today - timedelta(days=9), delivered_on=book.today,
    )  # fmt: skip
    mine = seller.get(reverse("promises:figures"), {"owner": book.seller.pk}).context
    counts = {"counted": 5, "kept": 4, "surprised": 2, "broken": 1, "gap": 5}
    for rows in (mine["colleagues"], mine["accounts"]):
        for name, count in counts.items():
            listed = seller.get(getattr(rows[0], name).url).context["page"]
            assert listed.count == count, name


def test_an_account_without_a_broken_promise_is_not_among_the_worst(book, seller):  # noqa: F811
    fine = AccountFactory(owner=book.seller)
    PromiseFactory(
        account=fine, promised_on=book.today - timedelta(days=5), delivered_on=book.today
        - timedelta(days=4),
    )  # fmt: skip
    names = [row.name for row in seller.get(reverse("promises:figures")).context["accounts"]]
    assert names == [book.account.name]


def test_a_stranger_counts_nothing(book):
    page = book.client(book.stranger).get(reverse("promises:figures"))
    assert page.context["colleagues"] == page.context["accounts"] == []


def test_the_page_costs_the_same_for_more_promises(book, seller):  # noqa: F811
    seller.get(reverse("promises:figures"))
    with CaptureQueriesContext(connection) as few:
        seller.get(reverse("promises:figures"))
    for _n in range(6):
        PromiseFactory(
            account=AccountFactory(owner=book.seller), promised_on=book.today - timedelta(days=9)
        )
    with CaptureQueriesContext(connection) as many:
        seller.get(reverse("promises:figures"))
    assert len(few) == len(many) <= 12
