"""Account health: components, total, bands and cap (`domain.md` §10)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.shared.numbers import round_half_up
from customers.figures import health
from customers.figures.health import Facts


def test_the_example_of_the_domain():
    """.30×50 + .25×60 + .20×100 + .25×40 = 15 + 15 + 20 + 10 = 60, attention."""
    values = {"nps": 50, "complaints": 60, "engagement": 100, "revenue": 40}
    assert health.combine(values) == (60, "attention")


@pytest.mark.parametrize(
    ("score", "value"),
    [(None, 50), (0, 0), (6, 0), (7, 50), (8, 50), (9, 100), (10, 100)],
)
def test_the_latest_score(score, value):
    assert health.nps_value(score) == value


@pytest.mark.parametrize(
    ("received", "open_now", "value"),
    [(0, 0, 100), (1, 0, 75), (1, 1, 50), (2, 2, 25), (3, 1, 0), (9, 9, 0), (0, 1, 75)],
)
def test_complaints_cost_25_each_and_25_while_one_is_open(received, open_now, value):
    assert health.complaints_value(received, open_now) == value


@pytest.mark.parametrize(
    ("silent", "rhythm", "value"),
    [(30, 30, 100), (60, 30, 50), (90, 30, 0), (200, 30, 0), (0, 30, 100), (500, None, 50)],
)
def test_engagement_falls_from_the_rhythm_to_three_times_it(silent, rhythm, value):
    assert health.engagement_value(silent, rhythm) == value


@pytest.mark.parametrize(
    ("last", "previous", "value"),
    [(0, 0, 50), (100, 100, 50), (100, 0, 100), (0, 100, 0), (150, 100, Fraction(200, 3))],
)
def test_the_revenue_trend(last, previous, value):
    assert health.revenue_value(Decimal(last), Decimal(previous)) == value


@pytest.mark.parametrize("facts", [{"open_critical_complaints": 1}, {"unhandled_detractors": 2}])
def test_the_cap_is_74_and_its_own_line(facts):
    """Score 10, in rhythm, revenue doubled: 30 + 25 + 20 + 18.75 = 93.75; the cap takes 19.75 off."""
    good = {
        "last_score": 10,
        "rhythm_days": 30,
        "silent_days": 1,
        "revenue_12m": Decimal(200),
        "revenue_previous_12m": Decimal(100),
    }
    free, held = health.assess(Facts(**good)), health.assess(Facts(**good, **facts))
    assert (free.total, free.band, free.cap) == (Fraction("93.75"), "good", None)
    assert (held.total, held.band) == (74, "attention")
    assert held.cap.points == Fraction("-19.75")
    assert sum(line.points for line in held.lines) + held.cap.points == held.total
    assert held.uncapped == free.total


def test_a_cap_above_the_total_takes_nothing_off():
    got = health.assess(Facts(last_score=0, unhandled_detractors=1))
    assert got.cap.points == 0
    assert got.total == got.uncapped


def test_bands_use_the_unrounded_total():
    assert health.band(Fraction(7499999, 100000)) == "attention"
    assert health.band(Fraction(75)) == "good"
    assert health.band(Fraction(4999999, 100000)) == "at_risk"
    assert health.band(Fraction(50)) == "attention"


def test_every_line_has_a_reason_and_a_link():
    got = health.assess(
        Facts(last_score=6, complaints_12m=1, open_complaints=1, never_contacted=True)
    )
    assert [line.key for line in got.lines] == ["nps", "complaints", "engagement", "revenue"]
    assert [line.link for line in got.lines] == ["answers", "complaints", "activities", "orders"]
    assert [line.reason for line in got.lines] == [
        "Last score 6",
        "1 complaint in 12 months, 1 open",
        "No class, so no contact rhythm",
        "No revenue in two years",
    ]


@given(
    st.builds(
        Facts,
        last_score=st.none() | st.integers(0, 10),
        complaints_12m=st.integers(0, 50),
        open_complaints=st.integers(0, 50),
        open_critical_complaints=st.integers(0, 2),
        unhandled_detractors=st.integers(0, 2),
        rhythm_days=st.none() | st.integers(1, 400),
        silent_days=st.none() | st.integers(0, 5000),
        revenue_12m=st.decimals(-1000, 10**9, places=2),
        revenue_previous_12m=st.decimals(-1000, 10**9, places=2),
    )
)
def test_health_is_between_0_and_100_and_its_lines_add_up(facts):
    got = health.assess(facts)
    assert 0 <= got.total <= 100
    assert all(0 <= line.value <= 100 for line in got.lines)
    assert sum(line.points for line in got.lines) == got.uncapped
    assert (got.total, got.band) == health.score(facts)
    if health.is_capped(facts):
        assert got.band != "good"


def test_points_shown_add_up_by_the_largest_remainder():
    """Score 7, one closed complaint, 40 days at a rhythm of 30, revenue 110 after 100.

    NPS 50 → 15; complaints 75 → 18.75; contact 100 − 100×10/60 = 83⅓ → 16⅔; revenue 50 + 50×10/110 =
    54.545 → 13.636. Sum 64.05 → 64. Floors 15 + 18 + 16 + 13 = 62: two points to .75 and .667.
    """
    facts = Facts(
        last_score=7,
        complaints_12m=1,
        rhythm_days=30,
        silent_days=40,
        revenue_12m=Decimal(110),
        revenue_previous_12m=Decimal(100),
    )
    points = health.shown_points(health.assess(facts))
    assert points == {"nps": 15, "complaints": 19, "engagement": 17, "revenue": 13}


@given(
    score=st.none() | st.integers(0, 10),
    received=st.integers(0, 5),
    silent=st.integers(0, 400),
    last=st.integers(0, 10**7),
    before=st.integers(0, 10**7),
    critical=st.integers(0, 1),
)
def test_points_shown_always_add_up_to_the_figure_shown(
    score, received, silent, last, before, critical
):
    facts = Facts(
        last_score=score,
        complaints_12m=received,
        open_complaints=critical,
        open_critical_complaints=critical,
        rhythm_days=30,
        silent_days=silent,
        revenue_12m=Decimal(last),
        revenue_previous_12m=Decimal(before),
    )
    found = health.assess(facts)
    points = health.shown_points(found)
    assert sum(points.values()) == round_half_up(found.total)
    assert all(0 <= points[line.key] <= line.weight for line in found.lines)


@pytest.mark.parametrize(
    ("last", "before", "words"),
    [
        (112, 100, "Revenue 12% up on the 12 months before"),
        (90, 120, "Revenue 25% down on the 12 months before"),
        (5, 5, "Revenue as in the 12 months before"),
        (5, 0, "Revenue, and none in the 12 months before"),
        (0, 0, "No revenue in two years"),
    ],
)
def test_the_revenue_reason_says_by_how_much(last, before, words):
    facts = Facts(revenue_12m=Decimal(last), revenue_previous_12m=Decimal(before))
    assert health.assess(facts).lines[3].reason == words
