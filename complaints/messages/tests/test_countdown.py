"""Thirty seconds to undo, counted down to the moment the mail leaves."""

from datetime import timedelta

import pytest

from complaints.messages.countdown import countdown
from complaints.tests.factories import NOW


@pytest.mark.parametrize(
    ("passed", "left"), [(0, 30), (0.4, 30), (12, 18), (29.5, 1), (30, 0), (99, 0)]
)
def test_seconds_left(passed, left):
    """30 − 12 = 18; half a second is still a second to undo; afterwards nothing is left."""
    seen = countdown(NOW, NOW + timedelta(seconds=passed))
    assert seen["left"] == left
    assert seen["leaves_at"] == NOW + timedelta(seconds=30)
    assert len(seen["ticks"]) == left + 1


def test_a_clock_that_went_back_shows_no_more_than_half_a_minute():
    assert countdown(NOW, NOW - timedelta(hours=1))["left"] == 30
