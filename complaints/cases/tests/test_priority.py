"""The computed priority."""

import pytest

from complaints.cases.priority import priority_of


@pytest.mark.parametrize(
    ("severity", "repeat", "share", "key", "expected"),
    [
        (1, False, 0.0, False, 1),
        (None, False, 0.0, False, 2),
        (2, True, 0.0, False, 3),
        (2, True, 0.74, True, 4),
        (1, False, 0.75, False, 2),
        (1, True, 0.75, True, 4),
        (4, True, 2.0, True, 4),
    ],
)
def test_priority_adds_up_to_at_most_four(severity, repeat, share, key, expected):
    priority = priority_of(severity=severity, repeat=repeat, clock_share=share, key_account=key)
    assert priority.value == expected
    assert min(4, sum(points for _label, points in priority.terms)) == expected


def test_an_override_replaces_the_sum_but_keeps_it_visible():
    priority = priority_of(severity=1, repeat=True, clock_share=0, key_account=False, override=4)
    assert (priority.value, priority.overridden) == (4, True)
    assert sum(points for _label, points in priority.terms) == 2
