"""Fixtures for every test."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, settings

# a busy machine is no error: how fast examples are drawn says nothing about the rule
settings.register_profile("kring", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kring")

pytest_plugins = ["crm.tests.browser"]


def pytest_collection_modifyitems(items):
    """Give tests that empty the tables their seed rows (roles, stages, categories) back."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        names = getattr(item, "fixturenames", [])
        if (marker and marker.kwargs.get("transaction")) or {
            "transactional_db",
            "live_server",
        } & set(names):
            item.fixturenames.insert(0, "django_db_serialized_rollback")


@pytest.fixture
def now() -> datetime:
    """Return a fixed moment: Tuesday 17 November 2026, 10:00 in Amsterdam."""
    return datetime(2026, 11, 17, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def forget_choices():
    """Start every test with an empty cache: choice lists are kept for half a minute."""
    from django.core.cache import cache

    cache.clear()
