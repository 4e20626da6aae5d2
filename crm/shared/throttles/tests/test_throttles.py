"""Attempts are counted exactly and forgotten after their window."""

from datetime import timedelta

import pytest

from crm.shared.throttles.models import Throttle
from crm.shared.throttles.services import allow, forget_old

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_the_limit_itself_is_allowed_and_one_more_is_not(now):
    assert [allow("reset", "a", limit=3, per=HOUR, now=now) for _ in range(4)] == [
        True,
        True,
        True,
        False,
    ]


def test_the_window_ends(now):
    assert allow("reset", "a", limit=1, per=HOUR, now=now)
    assert not allow("reset", "a", limit=1, per=HOUR, now=now + HOUR - timedelta(seconds=1))
    assert allow("reset", "a", limit=1, per=HOUR, now=now + HOUR)
    assert not allow("reset", "a", limit=1, per=HOUR, now=now + HOUR)


def test_visitors_and_things_are_counted_apart(now):
    assert allow("reset", "a", limit=1, per=HOUR, now=now)
    assert allow("reset", "b", limit=1, per=HOUR, now=now)
    assert allow("form", "a", limit=1, per=HOUR, now=now)


def test_the_identity_itself_is_not_stored(now):
    allow("reset", "sanne@kring.test", limit=1, per=HOUR, now=now)
    assert "sanne" not in Throttle.objects.get().key


def test_old_counters_are_forgotten(now):
    allow("reset", "a", limit=1, per=HOUR, now=now - timedelta(days=2))
    allow("reset", "b", limit=1, per=HOUR, now=now)
    assert forget_old(now) == 1
    assert Throttle.objects.count() == 1
