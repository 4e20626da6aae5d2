"""Tests of the forecast page: what it adds up, where its figures lead, and what it costs."""

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from customers.deals.models import Deal
from customers.forecast.filters import YearFilter
from customers.forecast.page import read_forecast
from customers.forecast.targets import save_targets
from customers.tests.factories import DealFactory
from customers.tests.pages import people, seller  # noqa: F401

pytestmark = pytest.mark.django_db
PAGE = reverse("forecast:page")


@pytest.fixture
def year(people):  # noqa: F811
    """Make a year: won 60,000 today; committed 30,000, best case 50,000, other 20,000 in December."""
    this = people.today.year
    december = date(this, 12, 15)
    made = {"account": people.account, "opened_on": date(this, 1, 1)}
    DealFactory(**made, amount=60_000, state="won", closed_on=people.today)
    for amount, chance, kind in (
        (30_000, 75, "commit"),
        (50_000, 40, "best"),
        (20_000, 10, "open"),
    ):
        DealFactory(
            **made, amount=amount, probability=chance, forecast=kind, expected_close=december
        )
    DealFactory(**made, amount=5, expected_close=None)
    months = {month: Decimal(10_000) for month in range(1, 13)}
    save_targets(this, {("user", people.seller.pk): months}, version=0, by=people.manager)
    return this


class Asks:
    """Stands for a request of somebody."""

    def __init__(self, user):
        self.user = user


def forecast_for(user, year):
    form = YearFilter(None, request=Asks(user), today=date(year, 1, 1))
    return read_forecast(user, form, form.narrowed(Deal.objects.visible_to(user)), year=year)


def test_stored_and_own_sums_give_the_same_year(people, year):  # noqa: F811
    """44,500 weighted; target 120,000 − won 60,000 = gap 60,000; open 100,000 → coverage 1.67."""
    for user in (people.manager, people.seller):
        total = forecast_for(user, year).total
        assert (total.won, total.committed, total.best, total.open) == (
            60_000, 30_000, 80_000, 100_000,
        )  # fmt: skip
        assert (total.weighted, total.target, total.gap) == (44_500, 120_000, 60_000)
        assert round(total.coverage, 2) == Decimal("1.67")
        assert forecast_for(user, year).undated.open_count == 1


def test_every_figure_opens_the_deals_it_counts(people, year):  # noqa: F811
    browser = people.client(people.manager)
    html = browser.get(PAGE).content.decode()
    wanted = {"forecast=commit": 1, "forecast=case": 2, "state=won": 1}
    for part, count in wanted.items():
        address = next(
            unescape(a)
            for a in re.findall(r'href="(/customers/deals/table/[^"]*)"', html)
            if part in a
        )
        assert f"{count} found" in browser.get(address).content.decode()


def test_a_stranger_sees_neither_deals_nor_target(people, year):  # noqa: F811
    found = forecast_for(people.stranger, year)
    assert (found.total.won, found.total.open, found.has_target) == (0, 0, False)


def test_the_months_come_as_a_file(people, seller, year):  # noqa: F811
    answer = seller.get(PAGE, {"format": "csv"})
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert (len(lines), answer["Content-Type"]) == (14, "text/csv; charset=utf-8")
    assert lines[-1].startswith(f"{year},120000")


@pytest.mark.parametrize("who", ["manager", "seller"])
def test_the_page_costs_the_same_when_deals_double(people, year, who):  # noqa: F811
    browser = people.client(getattr(people, who))

    def cost():
        browser.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(PAGE).status_code == 200
        return len(queries)

    before = cost()
    DealFactory.create_batch(8, account=people.account, expected_close=people.today)
    assert cost() == before <= 12


@pytest.mark.parametrize("query", ["year=1", "year=x", "owner=99999", "team=a", "pipeline=0"])
def test_nonsense_in_the_address_is_answered_calmly(seller, query):  # noqa: F811
    assert seller.get(f"{PAGE}?{query}").status_code == 200
