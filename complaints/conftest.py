"""What every test of complaints may ask for."""

from datetime import timedelta

import pytest
from django.utils import timezone


@pytest.fixture
def now():
    """Return the present: pages read the clock themselves."""
    return timezone.now() - timedelta(minutes=5)
