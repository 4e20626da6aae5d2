"""What a save costs: at most 15 statements, recording a complaint too."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from complaints.learning.models import Category, Cause
from complaints.tests.factories import make_complaint, manager

pytestmark = pytest.mark.django_db
SAVE = 15  # quality.md §1


def test_every_act_of_the_desk_stays_within_the_budget(client):
    now, boss = timezone.now() - timedelta(hours=1), manager()
    complaint = make_complaint(now=now)
    client.force_login(boss)
    client.get(reverse("complaints:list"))  # the first request of a session writes its age

    def cost(address, data):
        complaint.refresh_from_db()
        with CaptureQueriesContext(connection) as queries:
            response = client.post(address, {"version": complaint.version, **data})
        assert response.status_code == 302
        return sum("SAVEPOINT" not in query["sql"] for query in queries.captured_queries)

    moment = timezone.localtime(now).strftime("%Y-%m-%dT%H:%M")
    new = {"account": complaint.account.name, "text": "x", "channel": "phone"}
    assert cost(reverse("complaints:create"), {**new, "received_at": moment}) <= SAVE
    empty = {"remedy-TOTAL_FORMS": "0", "remedy-INITIAL_FORMS": "0"}
    decision = {"outcome": "justified", "reasons": "x", "cause": Cause.objects.first().pk}
    category = Category.objects.get(key="other").pk
    acts = {
        "acknowledge": {"how": "call", "body": "x"},
        "assess": {"category": category, "severity": "3", "handler": boss.pk},
        "note": {"body": "x"},
        "message": {"body": "x"},
        "decide": {**decision, **empty, "no_remedy": "on"},
        "answer": {"how": "mail", "body": "x"},
    }
    costs = {
        name: cost(reverse(f"complaints:{name}", args=[complaint.number]), data)
        for name, data in acts.items()
    }
    assert {name: n for name, n in costs.items() if n > SAVE} == {}
