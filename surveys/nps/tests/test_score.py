"""Check the statistics against worked examples and against their own laws."""

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.nps.score import (
    Band,
    Counts,
    Display,
    NotAScore,
    Verdict,
    band,
    band_range,
    compare,
    difference,
    differs_from_rest,
    display,
    interval,
    parse_score,
    whole,
)

counts = st.builds(Counts, *(st.integers(0, 500) for _ in range(3)))
scores = st.lists(st.integers(0, 10), max_size=60)


@pytest.mark.parametrize("raw", [*range(11), *map(str, range(11)), " 7 ", 9.0])
def test_the_eleven_scores_are_read(raw):
    assert parse_score(raw) == int(raw)


def test_zero_is_a_score():
    assert parse_score("0") == 0
    assert Counts.of_scores([0]) == Counts(0, 0, 1)


@pytest.mark.parametrize(
    "raw",
    ["", " ", None, "11", 11, "-1", -1, "−1", "6.5", 6.5, "6,5", "seven", "٧", "²", "７", "1e1", "+7",
     "07", "10\n", "7\x00", True, "nan", float("nan"), float("inf"), "9" * 4000, [], b"7"],
)  # fmt: skip
def test_anything_else_is_not_an_answer(raw):
    with pytest.raises(NotAScore):
        parse_score(raw)


def test_bands_cover_all_scores_once():
    assert [band(score) for score in range(11)] == (
        [Band.DETRACTOR] * 7 + [Band.PASSIVE] * 2 + [Band.PROMOTER] * 2
    )
    for name in Band:
        low, high = band_range(name)
        assert {band(score) for score in range(low, high + 1)} == {name}


@pytest.mark.parametrize(
    ("group", "shown"),
    [(Counts(26, 14, 10), 32), (Counts(2, 0, 1), 33), (Counts(1, 0, 2), -33), (Counts(0, 5, 0), 0)],
)
def test_the_score_is_rounded_once_at_display(group, shown):
    """26 − 10 of 50 = 32; 1 of 3 = 33.3 → 33, not 66.7 − 33.3 rounded apart = 34."""
    assert group.rounded == shown


def test_half_points_go_away_from_zero_and_zero_has_no_sign():
    assert (whole(Fraction(25, 2)), whole(Fraction(-25, 2))) == (13, -13)
    assert str(whole(-0.2)) == "0"


def test_a_quarter_pools_its_months():
    """Jan 8/1/1 is +70, Feb 30/40/30 is 0; together 38 − 31 of 110 = +6.4, not their mean +35."""
    assert (Counts(8, 1, 1) + Counts(30, 40, 30)).rounded == 6


def test_no_answers_is_no_score():
    assert Counts().nps is None
    assert Counts().rounded is None
    assert interval(Counts()) is None


@pytest.mark.parametrize(
    ("group", "low", "high"),
    [
        (Counts(50, 30, 20), 14.05, 44.20),
        (Counts(10, 0, 0), 47.50, 100),
        (Counts(0, 5, 0), -30.01, 30.01),
    ],
)
def test_adjusted_wald_interval(group, low, high):
    found = interval(group)
    assert (round(found.low, 2), round(found.high, 2)) == (low, high)


def test_a_difference_can_be_real_although_intervals_overlap():
    before, after = Counts(150, 90, 60), Counts(180, 75, 45)
    test = difference(before, after)
    assert (round(test.z, 4), round(test.p, 4), test.significant) == (2.4015, 0.0163, True)
    assert interval(before).high > interval(after).low
    assert compare(before, after).verdict == Verdict.UP
    assert compare(after, before).verdict == Verdict.DOWN


def test_a_large_looking_difference_can_be_chance():
    change = compare(Counts(50, 30, 20), Counts(60, 25, 15))
    assert (round(change.test.p, 4), change.verdict) == (0.1702, Verdict.SAME)


def test_a_comparison_needs_answers_on_both_sides():
    assert compare(Counts(1, 1, 1), Counts()).verdict == Verdict.NO_ANSWERS
    assert compare(Counts(), Counts(40, 0, 0)).verdict == Verdict.NO_COMPARISON
    assert compare(Counts(29, 0, 0), Counts(0, 0, 40)).verdict == Verdict.TOO_FEW
    assert difference(Counts(), Counts(1, 0, 0)) is None


@pytest.mark.parametrize(
    ("n", "expected"),
    [(0, Display.NONE), (1, Display.TOO_FEW), (4, Display.TOO_FEW), (5, Display.INDICATIVE),
     (29, Display.INDICATIVE), (30, Display.FULL)],
)  # fmt: skip
def test_small_groups_say_less(n, expected):
    assert display(n) == expected


def test_segments_are_tested_against_the_others_together():
    verdicts = differs_from_rest(
        [Counts(90, 10, 0), Counts(40, 40, 20), Counts(40, 40, 20), Counts(3, 0, 0), Counts()]
    )
    assert verdicts == [Verdict.UP, Verdict.DOWN, Verdict.DOWN, Verdict.TOO_FEW, Verdict.NO_ANSWERS]


@given(scores)
def test_nps_stays_within_a_hundred_and_equals_the_pooled_count(values):
    group = Counts.of_scores(values)
    assert group.n == len(values)
    if values:
        pooled = 100 * (sum(v >= 9 for v in values) - sum(v <= 6 for v in values))
        assert group.nps == Fraction(pooled, len(values))
        assert -100 <= group.nps <= 100


@given(scores, st.randoms(), st.integers(0, 60))
def test_order_and_splitting_change_nothing(values, random, cut):
    shuffled = list(values)
    random.shuffle(shuffled)
    whole_group = Counts.of_scores(values)
    assert Counts.of_scores(shuffled[:cut]) + Counts.of_scores(shuffled[cut:]) == whole_group
    assert Counts.of_distribution([values.count(s) for s in range(11)]) == whole_group
    assert whole_group - Counts.of_scores(shuffled[cut:]) == Counts.of_scores(shuffled[:cut])


@given(counts)
def test_the_interval_contains_the_score_and_narrows_with_more_answers(group):
    if group.n < 2:
        return
    found = interval(group)
    assert -100 <= found.low <= found.high <= 100
    assert found.low - 1e-9 <= group.nps <= found.high + 1e-9
    doubled = interval(group + group)
    assert doubled.high - doubled.low < found.high - found.low


@given(counts, counts)
def test_a_difference_turned_round_changes_only_its_sign(one, other):
    there, back = difference(one, other), difference(other, one)
    if there is None:
        assert back is None
        return
    assert there.points == -back.points
    assert math.isclose(there.z, -back.z, abs_tol=1e-12)
    assert 0 <= there.p <= 1


def test_rounded_values_are_decimals():
    assert isinstance(Counts(1, 0, 0).rounded, Decimal)
    assert interval(Counts(50, 30, 20)).rounded == (14, 44)
