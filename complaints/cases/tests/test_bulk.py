"""The queue in order of urgency, and many complaints at once through the function for one."""

from datetime import timedelta

import pytest
from django.urls import reverse

from complaints.cases.models import Complaint
from complaints.cases.workflow import Move
from complaints.learning.models import Category
from complaints.tests.factories import acknowledged, closed, handler, make_complaint, manager, move
from crm.shared.tests.factories import UserFactory
from customers.tests.factories import AccountFactory

pytestmark = pytest.mark.django_db
BULK = reverse("complaints:bulk")
QUEUE = reverse("complaints:list")
DAY = timedelta(days=1)


@pytest.fixture
def desk(client):
    """Return a handler, logged in."""
    user = handler()
    client.force_login(user)
    return user


def picks(*complaints):
    """Return the ticked boxes."""
    return {"pick": [str(one.pk) for one in complaints]}


def test_many_are_assessed_and_each_refusal_stands_beside_its_complaint(client, desk, now):
    one, two, done = acknowledged(now=now), make_complaint(now=now), closed(now=now)
    page = client.post(BULK, picks(one, two, done))
    assert page.status_code == 200 and "Change 3 complaints" in page.content.decode()
    chosen = {"pick": [f"{c.pk}.{c.version}" for c in (one, two, done)], "go": "1"}
    assert client.post(BULK, chosen).status_code == 422
    values = {"category": Category.objects.get(key="invoice").pk, "severity": 3, "handler": desk.pk}
    answer = client.post(BULK, chosen | values)
    assert (answer.context["changed"], answer.context["refused"]) == (2, 1)
    assert "is not assessed again" in answer.content.decode()
    fresh = Complaint.objects.in_bulk([one.pk, two.pk])
    assert fresh[one.pk].state == "investigating"
    assert {c.severity for c in fresh.values()} == {3}
    again = client.post(BULK, chosen | values)
    assert again.context["changed"] == 0, "a second press is refused: they changed since"


def test_a_handler_alone_assigns(client, desk, now):
    complaint, other = make_complaint(now=now), manager()
    client.post(BULK, picks(complaint) | {"go": "1", "handler": other.pk})
    complaint.refresh_from_db()
    assert (complaint.handler, complaint.severity, complaint.state) == (other, None, "received")


def test_one_that_is_not_theirs_and_nothing_happens_at_all(client, desk, now):
    mine, about_me = make_complaint(now=now), make_complaint(now=now, complained_about=desk)
    form = {"go": "1", "handler": desk.pk}
    assert client.post(BULK, picks(mine, about_me) | form).status_code == 404
    assert client.post(BULK, {"pick": [str(mine.pk), "x"]} | form).status_code == 404
    mine.refresh_from_db()
    assert mine.handler is None
    assert client.post(BULK).status_code == 302
    client.force_login(UserFactory())
    assert client.post(BULK, picks(mine)).status_code == 403
    assert client.get(BULK).status_code == 405


def test_the_queue_stands_by_priority_and_then_by_what_is_due(client, desk, now):
    """Normal, fresh: 2. High: 3. Normal of a key account with an earlier complaint: 2 + 1 + 1 = 4."""
    plain = make_complaint(now=now)
    high = make_complaint(now=now)
    Complaint.objects.filter(pk=high.pk).update(severity=3)
    key = AccountFactory(is_key_account=True)
    gone = make_complaint(now=now - 30 * DAY, account=key)
    move(gone, Move.WITHDRAW, by=desk, now=now - 29 * DAY, reason="Solved.")
    urgent = make_complaint(now=now, account=key)
    rows = [row.obj for row in client.get(QUEUE).context["page"].rows]
    assert rows == [urgent, high, plain]
    assert [row.priority for row in rows] == [4, 3, 2]
    first = client.get(QUEUE + "?per_page=2").context["page"]
    second = client.get(QUEUE + first.next_url + "&per_page=2").context["page"]
    assert [row.obj for row in (*first.rows, *second.rows)] == rows
    for complaint in rows:
        page = client.get(complaint.get_absolute_url()).context["page"]
        assert page.priority.value == complaint.priority


def test_three_quarters_of_a_term_raise_the_priority(client, desk, now):
    late = make_complaint(now=now - 5 * DAY)
    row = client.get(QUEUE).context["page"].rows[0].obj
    assert (row, row.priority) == (late, 3)
    assert late.soon_at < late.sort_due_at


@pytest.mark.parametrize(
    "state", ["", "?state=overdue", "?state=choose", "?state=all", "?pick=all"]
)
def test_the_queue_takes_eight_queries_however_many_rows(
    client, desk, now, state, django_assert_max_num_queries
):
    for _n in range(2):
        make_complaint(now=now - 5 * DAY)
    client.get(QUEUE + state)
    with django_assert_max_num_queries(8) as first:
        client.get(QUEUE + state)
    for _n in range(3):
        make_complaint(now=now - 5 * DAY)
    with django_assert_max_num_queries(8) as second:
        client.get(QUEUE + state)
    assert len(first) == len(second)
