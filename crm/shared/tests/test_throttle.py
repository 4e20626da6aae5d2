"""Limits hold across processes and are not fooled by headers."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import RequestFactory

from crm.shared.throttle import client_address, hit


@pytest.mark.django_db
def test_the_hit_after_the_limit_is_refused(now):
    assert [hit("a", 3, 60, now) for _ in range(5)] == [True, True, True, False, False]
    assert hit("b", 3, 60, now)


@pytest.mark.django_db
def test_the_window_ends_by_itself_and_refused_hits_do_not_stretch_it(now):
    """Three hits at 0 s fill the minute; refused at 59 s; open again at 60 s."""
    for _ in range(3):
        hit("a", 3, 60, now)
    assert not hit("a", 3, 60, now + timedelta(seconds=59))
    assert hit("a", 3, 60, now + timedelta(seconds=60))


@pytest.mark.django_db(transaction=True)
def test_parallel_hits_are_all_counted(now):
    allowed = []

    def knock():
        try:
            allowed.append(hit("a", 5, 60, now))
        finally:
            connection.close()

    threads = [threading.Thread(target=knock) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(allowed) == [False] * 7 + [True] * 5


def ask(remote, forwarded=None):
    extra = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return client_address(RequestFactory().get("/", REMOTE_ADDR=remote, **extra))


def test_without_own_proxies_the_header_is_not_believed(settings):
    settings.PROXY_COUNT = 0
    assert ask("192.0.2.9", "198.51.100.1") == "192.0.2.9"


def test_behind_a_proxy_only_what_the_proxy_wrote_counts(settings):
    settings.PROXY_COUNT = 1
    assert ask("10.0.0.1", "1.1.1.1, 2.2.2.2, 198.51.100.7") == "198.51.100.7"
    settings.PROXY_COUNT = 2
    assert ask("10.0.0.1", "1.1.1.1, 198.51.100.7, 10.0.0.2") == "198.51.100.7"
    assert ask("10.0.0.1", "1.1.1.1") == "10.0.0.1"


def test_an_ipv6_household_is_one_address_and_nonsense_is_unknown(settings):
    settings.PROXY_COUNT = 1
    assert ask("2001:db8:1:2:3::4", None) == "2001:db8:1:2::"
    assert ask("::ffff:192.0.2.1", None) == "192.0.2.1"
    assert ask("10.0.0.1", "'; DROP TABLE") == "unknown"
