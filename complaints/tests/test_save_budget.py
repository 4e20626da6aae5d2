"""What a save costs: at most 15 statements, recording a complaint too."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from complaints.cases.models import Complaint
from complaints.cases.repeat import plan_call
from complaints.learning.models import Category, Cause
from complaints.links.models import Merge
from complaints.messages.spoken import add_note
from complaints.tests.factories import acknowledged, make_complaint, manager

pytestmark = pytest.mark.django_db
SAVE = 15  # quality.md §1


def cost_of(client, address, data):
    """Return how many statements a save takes."""
    with CaptureQueriesContext(connection) as queries:
        response = client.post(address, data)
    assert response.status_code == 302
    return sum("SAVEPOINT" not in query["sql"] for query in queries.captured_queries)


def test_every_act_of_the_desk_stays_within_the_budget(client):
    now, boss = timezone.now() - timedelta(hours=1), manager()
    complaint = make_complaint(now=now)
    client.force_login(boss)
    client.get(reverse("complaints:list"))  # the first request of a session writes its age

    def cost(address, data):
        complaint.refresh_from_db()
        return cost_of(client, address, {"version": complaint.version, **data})

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


def test_merging_and_taking_apart_cost_a_fixed_number_besides_one_for_each_table_that_goes_along(
    client,
):
    """Two complaints and an account change together, each with its history: more than one save.

    Merging takes 22, taking apart 19, whatever goes along; notes and messages are two tables.
    """
    now, boss = timezone.now() - timedelta(hours=1), manager()
    target = make_complaint(now=now, by=boss)
    same = {"now": now, "by": boss, "account": target.account}
    bare, full = make_complaint(**same), acknowledged(**same)
    for _one in range(3):
        add_note(full, body="x", by=boss, now=now)
    client.force_login(boss)
    client.get(reverse("complaints:list"))
    for source, tables in ((bare, 0), (full, 2)):
        source.refresh_from_db()
        address = reverse("complaints:merge", args=[source.number])
        data = {"version": source.version, "target": target.number, "reason": "x"}
        assert cost_of(client, address, data) <= 22 + tables
        row = Merge.objects.get(source=source)
        source.refresh_from_db()
        address = reverse("complaints:unmerge", args=[source.number, row.pk])
        data = {"version": source.version, "reason": "x"}
        assert cost_of(client, address, data) <= 19 + tables


def test_confidentiality_takes_the_tasks_along_within_the_budget_and_one(client):
    """Sixteen with open tasks, for the account's next step changes too; thirteen without."""
    now, boss = timezone.now() - timedelta(hours=1), manager()
    complaint = make_complaint(now=now, by=boss)
    client.force_login(boss)
    client.get(reverse("complaints:list"))
    address = reverse("complaints:confidential", args=[complaint.number])
    assert cost_of(client, address, {"version": complaint.version, "reason": "x"}) <= 13
    plan_call(complaint, by=boss, now=now)
    complaint.refresh_from_db()
    assert cost_of(client, address, {"version": complaint.version, "reason": "x"}) <= SAVE + 1


def test_a_call_with_all_that_is_known_is_written_down_and_assessed_in_one_go(client):
    """A contact, a category and a severity: recorded and assessed in one go, two saves in one."""
    now, boss = timezone.now() - timedelta(hours=1), manager()
    known = make_complaint(now=now, by=boss)
    client.force_login(boss)
    client.get(reverse("complaints:list"))
    data = {
        "account": known.account.name,
        "contact": known.contact_id,
        "text": "x",
        "channel": "phone",
        "received_at": timezone.localtime(now).strftime("%Y-%m-%dT%H:%M"),
        "category": Category.objects.get(key="other").pk,
        "severity": "3",
        "handler": boss.pk,
    }
    assert cost_of(client, reverse("complaints:create"), data) <= 24
    assert Complaint.objects.latest("pk").severity == 3
