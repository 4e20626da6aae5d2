"""The world with one of everything, made once for all tests of a file."""

import pytest
from django.db import transaction

from crm.tests.world import World, make_world


@pytest.fixture(scope="module")
def made_world(django_db_setup, django_db_blocker):
    """Make the world once and leave nothing behind."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(made_world: World, db) -> World:
    """Return a world with one of everything; what a test does to it is taken back."""
    return made_world.again()
