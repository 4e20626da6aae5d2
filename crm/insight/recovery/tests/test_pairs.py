"""What may be said of scores before and after a complaint."""

import pytest

from crm.insight.recovery.pairs import (
    Pair,
    Verdict,
    missing,
    pairs_needed,
    recover,
    strata,
    verdict,
)
from crm.shared.statistics.intervals import Estimate

pytestmark = pytest.mark.once

BEFORE = [4, 5, 5, 6, 6, 6, 7, 7, 5, 6]
AFTER = [6, 6, 7, 7, 6, 8, 7, 8, 6, 7]
CONTROL = list(
    zip(
        [5, 6, 7, 8, 8, 9, 7, 8, 9, 6, 7, 8, 9, 8],
        [6, 7, 7, 8, 7, 8, 8, 8, 9, 7, 7, 8, 8, 8],
        strict=True,
    )
)


def pairs(times: int = 1, **more) -> list[Pair]:
    """Return the pairs of the domain's example."""
    return [Pair(b, a, **more) for b, a in zip(BEFORE, AFTER, strict=True)] * times


def test_the_example_shows_no_evidence():
    """Paired +1.1 [0.57, 1.63], but from the same start +0.17 [−0.41, 0.74]; ten pairs are no paradox."""
    found = recover(pairs(), CONTROL, closed=20)
    assert [round(x, 4) for x in (found.change.value, found.change.low, found.change.high)] == [
        1.1,
        0.5722,
        1.6278,
    ]
    effect = found.headline.effect
    assert [round(x, 4) for x in (effect.value, effect.low, effect.high)] == [
        0.1677,
        -0.4051,
        0.7405,
    ]
    assert found.verdict == Verdict.RECOVERED
    assert found.coverage == 0.5


@pytest.mark.parametrize(
    ("low", "high", "n", "coverage", "expected"),
    [
        (0.1, 0.9, 30, 0.40, Verdict.PARADOX),
        (0.1, 0.9, 29, 0.40, Verdict.RECOVERED),
        (0.1, 0.9, 30, 0.39, Verdict.RECOVERED),
        (0.0, 0.9, 99, 0.90, Verdict.RECOVERED),
        (-0.9, -0.1, 99, 0.90, Verdict.NOT_RECOVERED),
        (-0.4, 0.9, 99, 0.90, Verdict.RECOVERED),
        (-0.5, 0.9, 99, 0.90, Verdict.CANNOT_TELL),
        (-0.4, -0.1, 99, 0.90, Verdict.NOT_RECOVERED),
    ],
)
def test_the_verdict_in_its_order(low, high, n, coverage, expected):
    change = Estimate((low + high) / 2, low, high, n)
    assert verdict(change, pairs=n, coverage=coverage) == expected


def test_nothing_and_one_pair():
    assert recover([], [], closed=0).verdict == Verdict.NONE
    assert recover([], [], closed=0).coverage is None
    assert recover([Pair(5, 6)], [], closed=3).verdict == Verdict.CANNOT_TELL


def test_a_part_under_ten_has_no_figure():
    found = {s.key: s for s in strata(pairs(1, severity=2) + [Pair(5, 5, severity=4)] * 9)}
    assert (found["severity_2"].n, found["severity_2"].change.value) == (10, pytest.approx(1.1))
    assert (found["severity_4"].n, found["severity_4"].change) == (9, None)
    assert found["first"].n == 19 and found["repeat"].n == 0


@pytest.mark.parametrize(
    ("before", "after", "over", "lacks"),
    [
        (6, 8, True, None), (0, 0, False, None), (6, None, False, "soon"), (None, None, False, "soon"),
        (6, None, True, "no_after"), (None, 8, True, "no_before"), (None, None, True, "neither"),
    ],
)  # fmt: skip
def test_what_a_pair_lacks(before, after, over, lacks):
    assert missing(before, after, is_over=over) == lacks


def test_how_many_pairs_it_takes_to_show_half_a_point():
    """s = 1.5: (2.8016 · 1.5 ÷ 0.5)² = 70.64 → 71; of changes −1 and 1 s = √2: 62.79 → 63."""
    spread = [-1.5, 1.5, -1.5, 1.5, 0.0]  # s² = 9 ÷ 4, so s = 1.5
    assert pairs_needed(spread) == 71
    assert pairs_needed([-1, 1]) == 63
    assert pairs_needed([1]) is None
    assert pairs_needed([1, 1, 1]) is None
