"""The statistics equal published examples and, where scipy is installed, scipy."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.shared.statistics.ancova import ancova
from crm.shared.statistics.distributions import (
    incomplete_beta,
    student_quantile,
    two_sided_normal_p,
    two_sided_student_p,
)
from crm.shared.statistics.intervals import mean, newcombe, welch, wilson
from crm.shared.statistics.order import holm, median, p90, quantile

pytestmark = pytest.mark.once

BEFORE_T = [4, 5, 5, 6, 6, 6, 7, 7, 5, 6]
AFTER_T = [6, 6, 7, 7, 6, 8, 7, 8, 6, 7]
BEFORE_C = [5, 6, 7, 8, 8, 9, 7, 8, 9, 6, 7, 8, 9, 8]
AFTER_C = [6, 7, 7, 8, 7, 8, 8, 8, 9, 7, 7, 8, 8, 8]
TREATED = list(zip(BEFORE_T, AFTER_T, strict=True))
CONTROL = list(zip(BEFORE_C, AFTER_C, strict=True))


def test_the_paired_example():
    """Differences 2 1 2 1 0 2 0 1 1 1: mean 1.1, s 0.7379, t(9) 2.2622, half 0.5278."""
    found = mean([after - before for before, after in TREATED])
    assert (found.value, found.n) == (pytest.approx(1.1), 10)
    assert (found.low, found.high) == (
        pytest.approx(0.5722, abs=5e-5),
        pytest.approx(1.6278, abs=5e-5),
    )


def test_the_ancova_example():
    """From the same start the difference is +0.17 [−0.41, 0.74]: no evidence, although the pairs rose by 1.1."""
    found = ancova(TREATED, CONTROL)
    assert found.df == 21
    bounds = (found.effect.value, found.effect.low, found.effect.high)
    assert [round(bound, 4) for bound in bounds] == [0.1677, -0.4051, 0.7405]
    assert found.p > 0.05


def test_ancova_is_the_regression_on_group_and_start():
    """Solved a second way: the normal equations of after = a + τ·group + b·before."""
    rows = [(1.0, 1.0, b, a) for b, a in TREATED] + [(1.0, 0.0, b, a) for b, a in CONTROL]
    matrix = [
        [sum(r[i] * r[j] for r in rows) for j in range(3)] + [sum(r[i] * r[3] for r in rows)]
        for i in range(3)
    ]
    for i in range(3):
        pivot = matrix[i][i]
        matrix[i] = [value / pivot for value in matrix[i]]
        for j in range(3):
            if j != i:
                factor = matrix[j][i]
                matrix[j] = [a - factor * b for a, b in zip(matrix[j], matrix[i], strict=True)]
    found = ancova(TREATED, CONTROL)
    assert found.effect.value == pytest.approx(matrix[1][3])
    assert found.slope == pytest.approx(matrix[2][3])


@pytest.mark.parametrize(
    ("treated", "control"),
    [([], CONTROL), (TREATED, []), ([(5, 6)], [(5, 6)]), ([(5, 6), (5, 7)], [(8, 8), (8, 9)])],
)
def test_without_enough_to_compare_there_is_no_ancova(treated, control):
    """No group, too few pairs, or one and the same start in each group."""
    assert ancova(treated, control) is None


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilsons_interval_as_published(hits, n, low, high):
    """Newcombe (1998), "Two-sided confidence intervals for the single proportion", table I, method 3."""
    found = wilson(hits, n)
    assert (found.low, found.high) == (pytest.approx(low, abs=6e-5), pytest.approx(high, abs=6e-5))


@pytest.mark.parametrize(
    ("a", "m", "b", "n", "low", "high"),
    [
        (56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926), (0, 10, 0, 20, -0.1611, 0.2775), (10, 10, 0, 10, 0.6075, 1.0),
    ],
)  # fmt: skip
def test_newcombes_interval_as_published(a, m, b, n, low, high):
    """Newcombe (1998), "Interval estimation for the difference", table II, method 10."""
    found = newcombe(a, m, b, n)
    assert (found.low, found.high) == (pytest.approx(low, abs=6e-5), pytest.approx(high, abs=6e-5))


@pytest.mark.parametrize(
    ("df", "t"), [(1, 12.706205), (2, 4.302653), (9, 2.262157), (21, 2.079614), (120, 1.979930)]
)
def test_students_quantile_as_tabled(df, t):
    """The 97.5 % column of every printed table."""
    assert student_quantile(0.975, df) == pytest.approx(t, abs=5e-7)
    assert student_quantile(0.025, df) == pytest.approx(-t, abs=5e-7)
    assert two_sided_student_p(t, df) == pytest.approx(0.05, abs=1e-6)


def test_two_sided_p_of_the_normal():
    assert two_sided_normal_p(1.959963984540054) == pytest.approx(0.05)
    assert two_sided_normal_p(-2.4015) == pytest.approx(0.0163, abs=5e-5)


def test_quantiles_of_the_hours():
    """Hours 2 3 5 8 8 12 16 20 40 96: median 10.0, p90 = 40 + 0.1 × 56 = 45.6."""
    hours = [96, 2, 3, 5, 8, 8, 12, 16, 20, 40]
    assert (median(hours), p90(hours)) == (10.0, pytest.approx(45.6))
    assert quantile([], 0.5) is None


def test_holm_by_hand():
    """0.01 0.04 0.03 0.005: 0.005·4, 0.01·3, 0.03·2, then 0.04·1 lifted to 0.06."""
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([]) == []
    assert holm([0.9, 0.8]) == [1.0, 1.0]


def test_one_value_has_a_mean_without_interval():
    assert mean([]) is None
    assert not mean([7]).is_known
    assert mean([7, 7]).low == mean([7, 7]).high == 7


def test_welch_of_groups_too_small_or_without_spread():
    assert welch([], [1]) is None
    assert welch([1], [2, 3]).p is None
    assert welch([2, 2], [1, 1]).difference.low == 1


scores = st.lists(st.floats(-50, 50), min_size=2, max_size=30)


@given(scores)
def test_the_interval_of_a_mean_holds_it(values):
    found = mean(values)
    assert found.low <= found.value <= found.high or math.isclose(found.low, found.high)


@given(st.integers(0, 200), st.integers(1, 200))
def test_wilson_holds_the_share_and_stays_between_0_and_1(hits, more):
    n = hits + more
    found = wilson(hits, n)
    assert 0 <= found.low <= found.value <= found.high <= 1


@given(st.lists(st.floats(0, 1), max_size=12))
def test_holm_never_lowers_and_keeps_the_order(p_values):
    adjusted = holm(p_values)
    assert all(a >= p for a, p in zip(adjusted, p_values, strict=True))
    ranked = sorted(range(len(p_values)), key=p_values.__getitem__)
    assert [adjusted[i] for i in ranked] == sorted(adjusted)


def test_they_equal_scipy():
    scipy_stats = pytest.importorskip("scipy.stats", reason="scipy is not installed")
    special = pytest.importorskip("scipy.special", reason="scipy is not installed")
    draw = random.Random(8)
    for _ in range(60):
        df, share = draw.uniform(1, 200), draw.uniform(0.001, 0.999)
        assert student_quantile(share, df) == pytest.approx(
            scipy_stats.t.ppf(share, df), rel=1e-8, abs=1e-9
        )
        x, a, b = draw.random(), draw.uniform(0.2, 60), draw.uniform(0.2, 60)
        assert incomplete_beta(x, a, b) == pytest.approx(
            special.betainc(a, b, x), rel=1e-9, abs=1e-13
        )
        first = [draw.gauss(5, 2) for _ in range(draw.randint(2, 20))]
        second = [draw.gauss(6, 1) for _ in range(draw.randint(2, 20))]
        theirs = scipy_stats.ttest_ind(first, second, equal_var=False)
        ours = welch(first, second)
        assert (ours.t, ours.p) == (pytest.approx(theirs.statistic), pytest.approx(theirs.pvalue))
        bounds = theirs.confidence_interval()
        assert (ours.difference.low, ours.difference.high) == (
            pytest.approx(bounds.low),
            pytest.approx(bounds.high),
        )
        hits, n = draw.randint(0, 40), 40
        theirs = scipy_stats.binomtest(hits, n).proportion_ci(method="wilson")
        ours = wilson(hits, n)
        assert (ours.low, ours.high) == (
            pytest.approx(theirs.low, abs=1e-9),
            pytest.approx(theirs.high),
        )
        assert quantile(first, 0.9) == pytest.approx(
            float(scipy_stats.mstats.mquantiles(first, 0.9, 1, 1)[0])
        )
