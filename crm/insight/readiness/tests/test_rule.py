"""Means, spread and the verdict on the value discipline (`domain.md` §6)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.insight.readiness import content, rule
from crm.insight.readiness.rule import Given, scores, verdict, weakest_first


def test_a_persons_mean_is_taken_first_then_that_of_all():
    """Person 1: 2, 3, 4 → 3; person 2: 5, 5, 4 → 14/3. Mean (3 + 14/3) ÷ 2 = 23/6, from 3 to 14/3."""
    given_scores = [Given(1, "people", s) for s in (2, 3, 4)]
    given_scores += [Given(2, "people", s) for s in (5, 5, 4)]
    (found,) = scores(given_scores, ["people"])
    assert (found.mean, found.low, found.high) == (Fraction(23, 6), 3, Fraction(14, 3))
    assert found.people == 2


def test_nobody_answered_is_no_score():
    (found,) = scores([], ["people"])
    assert found.mean is None
    assert weakest_first([found]) == []


def test_the_weakest_comes_first_and_equal_ones_keep_their_order():
    found = scores([Given(1, "a", 3), Given(1, "b", 2), Given(1, "c", 3)], ["a", "b", "c"])
    assert [score.group for score in weakest_first(found)] == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("intimacy", "operations", "product", "primary", "stuck", "below"),
    [
        ("4.25", "3.75", "2", "intimacy", False, False),  # leads by exactly half a point
        ("4.25", "4", "2", "intimacy", True, False),  # leads by a quarter
        ("2", "2.75", "2.25", "operations", False, True),  # half a point, yet below 3.0
        ("2", "2", "3", "product", False, False),  # exactly 3.0 is not below
        ("3", "3", "3", "intimacy", True, False),  # a tie is stuck
    ],
)
def test_the_verdict(intimacy, operations, product, primary, stuck, below):
    means = {
        "intimacy": Fraction(intimacy),
        "operations": Fraction(operations),
        "product": Fraction(product),
    }
    found = verdict(means)
    assert (found.primary, found.is_stuck, found.is_below) == (primary, stuck, below)


def test_without_all_three_there_is_no_verdict():
    assert verdict({"intimacy": Fraction(4), "operations": None, "product": Fraction(2)}) is None


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 5)), min_size=1, max_size=60))
def test_a_mean_lies_between_the_lowest_and_the_highest(pairs):
    (found,) = scores([Given(person, "people", score) for person, score in pairs], ["people"])
    assert 1 <= found.low <= found.mean <= found.high <= 5


def test_every_group_has_its_statements_in_both_languages():
    assert set(content.READINESS) == set(rule.READINESS)
    assert {len(texts) for texts in content.READINESS.values()} == {3}
    assert set(content.DISCIPLINE) == set(rule.DISCIPLINES)
    assert {len(texts) for texts in content.DISCIPLINE.values()} == {4}
    words = [text for row in content.rows() for text in (row["text_en"], row["text_nl"])]
    assert all(words) and len(words) == len(set(words)) == 2 * (9 * 3 + 3 * 4)
