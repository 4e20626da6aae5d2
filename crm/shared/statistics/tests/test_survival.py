"""How long things last, and two shares compared exactly: published examples, scipy where it is installed."""

import random

import pytest

from crm.shared.statistics.order import quantile, quantile_of_counts
from crm.shared.statistics.survival import kaplan_meier, share_at
from crm.shared.statistics.tables import fisher

pytestmark = pytest.mark.once
# Freireich and others (1963), weeks in remission with 6-mercaptopurine; + still in remission when last seen
GONE = [6, 6, 6, 7, 10, 13, 16, 22, 23]
SEEN = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
LASTED = [(t, True, 1) for t in GONE] + [(t, False, 1) for t in SEEN]


def test_the_curve_of_freireichs_patients():
    """18/21 = .857, × 16/17 = .807, then .753 .690 .627 .538 .448 (Kalbfleisch and Prentice, table 1.1)."""
    steps = kaplan_meier(LASTED)
    assert [step.time for step in steps] == [6, 7, 10, 13, 16, 22, 23]
    assert [round(s.share.value, 3) for s in steps] == [
        0.857,
        0.807,
        0.753,
        0.690,
        0.627,
        0.538,
        0.448,
    ]
    assert [step.at_risk for step in steps] == [21, 17, 15, 12, 11, 7, 6]


def test_its_interval_is_that_of_r():
    """R, survfit(conf.type = "log-log"): week 6 .620 to .952, week 23 .188 to .680."""
    steps = kaplan_meier(LASTED)
    assert [round(x, 3) for x in (steps[0].share.low, steps[0].share.high)] == [0.620, 0.952]
    assert [round(x, 3) for x in (steps[-1].share.low, steps[-1].share.high)] == [0.188, 0.680]


def test_the_share_between_two_steps_is_that_of_the_last_one():
    steps = kaplan_meier(LASTED)
    assert share_at(steps, 5) is None
    assert share_at(steps, 9) == steps[1].share
    assert share_at(steps, 99) == steps[-1].share


def test_nobody_gone_is_no_step_and_everybody_gone_is_none_left():
    assert kaplan_meier([(3, False, 4)]) == kaplan_meier([]) == []
    assert kaplan_meier([(3, True, 4)])[-1].share.value == 0


def test_fishers_cup_of_tea():
    """Three of four cups right: one-sided 17/70, two-sided 34/70 = .4857; all four right 2/70."""
    assert fisher(3, 4, 1, 4) == pytest.approx(34 / 70)
    assert fisher(4, 4, 0, 4) == pytest.approx(2 / 70)
    assert fisher(0, 0, 1, 4) is None


def test_it_equals_scipy():
    stats = pytest.importorskip("scipy.stats", reason="scipy is not installed")
    dice = random.Random(6)
    for _n in range(60):
        n1, n2 = dice.randint(1, 90), dice.randint(1, 900)
        a, b = dice.randint(0, n1), dice.randint(0, n2)
        theirs = stats.fisher_exact([[a, n1 - a], [b, n2 - b]]).pvalue
        assert fisher(a, n1, b, n2) == pytest.approx(theirs, rel=1e-6)


def test_a_quantile_of_counts_is_that_of_the_values():
    dice = random.Random(6)
    for _n in range(50):
        counts = {dice.randint(0, 30): dice.randint(1, 4) for _i in range(dice.randint(1, 9))}
        values = [value for value, n in counts.items() for _i in range(n)]
        for share in (0.5, 0.9, 0, 1):
            assert quantile_of_counts(counts, share) == pytest.approx(quantile(values, share))
    assert quantile_of_counts({}, 0.5) is None
