"""Fixtures for every test."""

import gc
from datetime import UTC, datetime

import pytest
from django.db import connection
from hypothesis import HealthCheck, settings

# a busy machine is no error: how fast examples are drawn says nothing about the rule
settings.register_profile("kring", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kring")

# Tests that share what takes long to make: one worker gets them.
TOGETHER = ("crm/demo/tests/loaded/", "crm/demo/tests/test_runner.py")
pytest_plugins = ["crm.tests.browser", "crm.tests.dovecot"]


@pytest.hookimpl(hookwrapper=True)
def pytest_collection_modifyitems(config, items):
    """Leave out what another database does and what is only run when asked for.

    Run last what empties the tables, and fill them again.

    pytest-django reads from the marker alone, when it makes the database, whether to keep the seeds.
    """
    left_out = set() if connection.vendor == "sqlite" else {"sqlite"}
    left_out |= set() if "large" in config.option.markexpr else {"large"}
    other = {item for item in items if left_out & {mark.name for mark in item.iter_markers()}}
    config.hook.pytest_deselected(items=list(other))
    items[:] = [item for item in items if item not in other]
    emptying = set()
    for item in items:
        marker = item.get_closest_marker("django_db")
        kwargs = dict(marker.kwargs) if marker else {}
        names = set(getattr(item, "fixturenames", []))
        if kwargs.get("transaction") or {"transactional_db", "live_server"} & names:
            kwargs |= {"transaction": True, "serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(**kwargs), append=False)
            item.fixturenames.insert(0, "seeds_again")
            emptying.add(item)
    yield
    items.sort(key=emptying.__contains__)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Give one worker the tests that share what takes long to make.

    With this pytest, `--dist loadgroup` of xdist 3.8 no longer sees the mark `xdist_group`.
    """
    from xdist.scheduler import LoadGroupScheduling

    class Scheduling(LoadGroupScheduling):
        def _split_scope(self, nodeid):
            return next((start for start in TOGETHER if nodeid.startswith(start)), nodeid)

    return Scheduling(config, log) if config.getoption("dist") == "loadgroup" else None


def pytest_collection_finish():
    """Look for garbage less often: thousands of tests and all code are alive and stay alive."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture
def seeds_again(django_db_setup, django_db_blocker):
    """Give the tables their seed rows (roles, stages, categories) back after they were emptied."""
    yield
    seeds = getattr(connection, "_test_serialized_contents", None)
    if seeds:
        with django_db_blocker.unblock():
            connection.creation.deserialize_db_from_string(seeds)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Keep the seed rows where every connection finds them.

    Playwright runs an event loop in this thread, and Django has other connections inside a loop
    than outside it: what was read on the one must be restored on the other.
    """
    with django_db_blocker.unblock():
        seeds = getattr(connection, "_test_serialized_contents", None)
        if seeds is not None:
            type(connection._connections[connection._alias])._test_serialized_contents = seeds
    yield
    if connection.vendor == "postgresql":  # the loop's own connection would keep the database
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="session", autouse=True)
def own_media(tmp_path_factory):
    """Keep uploaded files of tests in a folder of their own."""
    from django.conf import settings as django_settings

    django_settings.MEDIA_ROOT = str(tmp_path_factory.mktemp("media"))


@pytest.fixture
def now() -> datetime:
    """Return a fixed moment: Tuesday 17 November 2026, 10:00 in Amsterdam."""
    return datetime(2026, 11, 17, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def forget_choices():
    """Start every test with an empty cache: choice lists are kept for half a minute."""
    from django.core.cache import cache

    cache.clear()
