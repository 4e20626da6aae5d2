"""Tests of the results: win rate, velocity, conversion, time in stage and reasons of loss (`domain.md` §5)."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html import unescape
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from customers.deals.services import lose_deal, move_deal, win_deal
from customers.forecast.cells import Cell
from customers.forecast.funnel import funnel
from customers.forecast.results import Score, period_of
from customers.pipelines.models import DealStage
from customers.tests.factories import DealFactory
from customers.tests.pages import people, seller  # noqa: F401

PAGE = reverse("forecast:results")
START = datetime(2026, 1, 1, tzinfo=UTC)
STAGES = [SimpleNamespace(pk=1), SimpleNamespace(pk=2), SimpleNamespace(pk=3)]


def at(days):
    return START + timedelta(days=days)


def test_win_rate_leaves_open_deals_out():
    """18 won, 42 lost → 30 %, whatever is open."""
    score = Score("")
    for state, count in (("won", 18), ("lost", 42), ("open", 500)):
        score.add(Cell(state=state, count=count))
    assert (score.win_rate, score.decided) == (30, 60)


def test_velocity_is_money_a_day():
    """10 open × 5,000 × (1 ÷ 4) ÷ 25 days = 500 a day."""
    score = Score("")
    score.add(Cell(state="open", count=10, cents=5_000_000))
    score.add(Cell(state="won", count=2, days=50))
    score.add(Cell(state="lost", count=6))
    assert (score.cycle_days, score.velocity) == (25, 500)
    assert Score("").velocity is None


def test_conversion_counts_how_far_decided_deals_came():
    """A: 1 → 3 → won. B: 1 → 2 → lost. C: 1 → lost. Reached 3, 2, 1; went on 2, 1, 1."""
    moves = [
        (1, 1, "open", at(0)), (1, 3, "open", at(4)), (1, 3, "won", at(6)),
        (2, 1, "open", at(0)), (2, 2, "open", at(2)), (2, 2, "lost", at(9)),
        (3, 1, "open", at(0)), (3, 1, "lost", at(3)),
    ]  # fmt: skip
    steps = funnel(moves, STAGES)
    assert [(s.reached, s.went_on) for s in steps] == [(3, 2), (2, 1), (1, 1)]
    assert [s.days for s in steps] == [3, 7, 2]
    assert round(steps[0].conversion, 1) == Decimal("66.7")


def test_without_deals_nothing_is_claimed():
    assert [(s.conversion, s.days) for s in funnel([], STAGES)] == [(None, None)] * 3


@pytest.mark.parametrize(
    ("name", "since", "until"),
    [
        ("", date(2025, 12, 1), date(2026, 11, 17)),
        ("quarter", date(2026, 10, 1), date(2026, 11, 17)),
        ("year", date(2026, 1, 1), date(2026, 11, 17)),
        ("last_year", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_periods_are_whole_months(name, since, until):
    assert period_of(name, date(2026, 11, 17)) == (since, until)


@pytest.fixture
def decided(people, now):  # noqa: F811
    """One deal won after two stages, two lost on price, one open."""
    stages = list(DealStage.objects.order_by("position"))
    made = {"account": people.account, "opened_on": people.today - timedelta(days=10)}
    deals = [DealFactory(**made) for _ in range(4)]
    moment = datetime.combine(people.today, datetime.min.time(), UTC) + timedelta(hours=12)
    move_deal(deals[0], to=stages[1], by=people.seller, now=moment)
    win_deal(deals[0], on=people.today, by=people.seller, now=moment)
    for deal in deals[1:3]:
        lose_deal(deal, reason="price", by=people.seller, now=moment)
    return deals


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["manager", "seller"])
@pytest.mark.parametrize("by", ["owner_id", "team_id", "stage_id", "product_id", "month"])
def test_the_page_shows_them_for_every_division(people, decided, who, by):  # noqa: F811
    html = people.client(getattr(people, who)).get(PAGE, {"by": by}).content.decode()
    assert "1 of 3 decided" in html
    assert "33.3%" in html
    assert "Price" in html


@pytest.mark.django_db
def test_figures_open_the_deals_they_count(people, decided):  # noqa: F811
    browser = people.client(people.manager)
    html = browser.get(PAGE).content.decode()
    wanted = {"reason=price": 2, "state=won": 1, f"reached={decided[0].stage_id}": 1}
    for part, count in wanted.items():
        found = [unescape(a) for a in re.findall(r'href="(/customers/deals/table/[^"]*)"', html)]
        address = next(a for a in found if part in a)
        assert f"{count} found" in browser.get(address).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["manager", "seller"])
def test_the_page_costs_the_same_when_deals_double(people, decided, who):  # noqa: F811
    browser = people.client(getattr(people, who))

    def cost():
        browser.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(PAGE).status_code == 200
        return len(queries)

    before = cost()
    for _ in range(3):
        DealFactory(account=people.account, state="lost", closed_on=people.today)
    assert cost() == before <= 12


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["period=x", "by=password", "product=x", "owner=0"])
def test_nonsense_in_the_address_is_answered_calmly(seller, query):  # noqa: F811
    assert seller.get(f"{PAGE}?{query}").status_code == 200
