"""The score by what happened to our promises: groups, doors, and a sentence that does not claim too much."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.insight.period import Slice
from crm.insight.promises.groups import Group, scores_by_promises
from crm.insight.promises.views import verdict
from crm.shared.localtime import local_date
from crm.shared.tests.factories import UserFactory
from customers.tests.factories import ContactFactory, CustomerFactory, PromiseFactory
from surveys.nps.score import Counts
from surveys.tests.factories import AnswerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client):
    """Return a signed-in manager."""
    user = UserFactory(role="manager")
    client.force_login(user)
    return user


def make(score: int, *gaps: int):
    """Make a customer with a score, and a promise for each gap in days (negative: late)."""
    account = CustomerFactory()
    due = local_date(timezone.now()) - timedelta(days=30)
    for gap in gaps:
        PromiseFactory(
            account=account, promised_on=due - timedelta(days=5), due_on=due, counts_on=due,
            delivered_on=due - timedelta(days=gap),
        )  # fmt: skip
    AnswerFactory(
        contact=ContactFactory(account=account), score=score,
        confirmed_at=timezone.now() - timedelta(days=9),
    )  # fmt: skip


def test_one_broken_promise_makes_an_account_broken(client, boss):
    make(9, 0, 2)
    make(0, 1, -1)
    make(7)
    today = local_date(timezone.now())
    part = Slice("12m", today - timedelta(days=364), today)
    found = scores_by_promises(part, boss, timezone.now())
    assert found == {
        Group.KEPT: (Counts(1, 0, 0), 1),
        Group.BROKEN: (Counts(0, 0, 1), 1),
        Group.NONE: (Counts(0, 1, 0), 1),
    }
    for row in client.get(reverse("insight:promises")).context["rows"]:
        assert client.get(row["url"]).context["page"].count == row["counts"].n


@pytest.mark.parametrize(
    ("kept", "broken", "words"),
    [
        (Counts(3, 0, 1), Counts(9, 9, 9), "Too few"),
        (Counts(20, 10, 10), Counts(18, 10, 12), "No demonstrable difference"),
        (Counts(60, 10, 5), Counts(10, 10, 40), "not a proof"),
    ],
)
def test_the_sentence_claims_no_more_than_the_numbers(kept, broken, words):
    found = {Group.KEPT: (kept, 9), Group.BROKEN: (broken, 9), Group.NONE: (Counts(), 0)}
    assert words in verdict(found)


def test_the_list_of_broken_promises_keeps_the_segment(client, boss):
    page = client.get(reverse("insight:promises"), {"owner": boss.pk})
    assert f"owner={boss.pk}" in page.context["broken_url"]


def test_an_unknown_group_is_not_there(client, boss):
    assert client.get(reverse("insight:promise_answers", args=["perhaps"])).status_code == 404
