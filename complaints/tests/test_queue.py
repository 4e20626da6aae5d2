"""The queue: what each list holds, its filters, its file, and what it costs."""

from datetime import timedelta

import pytest
from django.urls import reverse

from complaints.tests.factories import (
    closed,
    investigated,
    make_complaint,
    manager,
)

pytestmark = pytest.mark.django_db


def test_each_queue_shows_its_own(client, now):
    late = make_complaint(now=now, received_at=now - timedelta(days=30))
    mine, boss = investigated(now=now), manager()
    done = closed(now=now)
    client.force_login(mine.handler)
    shown = {
        "overdue": {late},
        "mine": {mine},
        "unassigned": {late},
        "open": {late, mine},
        "closed": {done},
        "all": {late, mine, done},
        "waiting": set(),
        "unlinked": set(),
    }
    for name, expected in shown.items():
        page = client.get(reverse("complaints:list"), {"state": name}).content.decode()
        for complaint in (late, mine, done):
            assert (complaint.number in page) == (complaint in expected), (name, complaint)
    client.force_login(boss)
    assert client.get(reverse("complaints:list")).status_code == 200


def test_filters_narrow_and_nonsense_is_ignored(client, now):
    complaint = investigated(now=now, severity=4)
    other = make_complaint(now=now)
    client.force_login(manager())
    address = reverse("complaints:list")
    for query in (
        {"severity": "4"},
        {"account": complaint.account_id},
        {"category": "delivery"},
        {"handler": complaint.handler_id},
        {"owner": complaint.account.owner_id},
    ):
        page = client.get(address, query).content.decode()
        assert (complaint.number in page, other.number in page) == (True, False), query
    for query in (
        {"severity": "9", "state": "x", "handler": "999999999999999999999"},
        {"since": "0001-01-01", "until": "9999-12-31"},
        {"account": "99999999999999999999"},
        {"after": "x", "sort": "password"},
        {"category": "\x00"},
    ):
        assert client.get(address, query).status_code == 200, query


def test_the_queue_can_be_taken_along_as_csv(client, now):
    complaint = make_complaint(now=now, text="=cmd|calc")
    client.force_login(manager())
    response = client.get(reverse("complaints:list"), {"format": "csv"})
    body = b"".join(response.streaming_content).decode("utf-8-sig")
    assert complaint.account.name in body
    assert "'=cmd|calc" in body


def test_the_queue_costs_at_most_eight_queries_however_long(
    client, now, django_assert_max_num_queries
):
    client.force_login(manager())
    address = reverse("complaints:list")
    client.get(address)  # the first request of a session writes its age
    for _round in range(2):
        for _one in range(3):
            make_complaint(now=now)
        investigated(now=now)
        with django_assert_max_num_queries(8):
            assert client.get(address).status_code == 200
