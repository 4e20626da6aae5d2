"""The demo, loaded once for the tests that read it."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from crm.demo import load

NOW = datetime(2026, 11, 17, 14, 0, tzinfo=UTC)


@pytest.fixture(scope="package")
def demo(django_db_setup, django_db_blocker):
    """Load the demo once and leave nothing behind."""
    with django_db_blocker.unblock(), transaction.atomic():
        load.load(NOW)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def db_of_demo(demo, db):
    """Let a test read what was loaded; what it writes is taken back."""
