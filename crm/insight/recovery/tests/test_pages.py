"""The recovery page reads the right scores: before within a year, after 14 to 30 days, the same person."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from complaints.cases.models import Complaint
from complaints.tests.factories import closed
from crm.insight.period import Slice
from crm.insight.recovery.page import find
from crm.insight.recovery.read import control_of
from crm.shared.localtime import local_date
from crm.shared.tests.factories import UserFactory
from customers.tests.factories import ContactFactory, CustomerFactory
from surveys.answers.models import Answer
from surveys.tests.factories import AnswerFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def boss(client):
    """Return a signed-in manager."""
    user = UserFactory(role="manager")
    client.force_login(user)
    return user


def year() -> Slice:
    """Return the last twelve months."""
    today = local_date(timezone.now())
    return Slice("12m", today - 364 * DAY, today)


def a_case(contact, **days):
    """Return a complaint of a contact received 80 and closed 60 days ago, with scores so many days around it."""
    complaint = closed(account=contact.account, contact=contact)
    now = timezone.now()
    Complaint.objects.filter(pk=complaint.pk).update(
        received_at=now - 80 * DAY, closed_at=now - 60 * DAY
    )
    return complaint


def a_score(contact, score, days_ago):
    """Give a score so many days ago."""
    return AnswerFactory(contact=contact, score=score, confirmed_at=timezone.now() - days_ago * DAY)


@pytest.mark.parametrize(
    ("before", "after", "counts"),
    [
        (81, 46, True), (81, 30, True), (81, 47, False), (81, 28, False), (446, 40, False),
        (444, 40, True), (79, 40, False),
    ],
)  # fmt: skip
def test_which_scores_make_a_pair(boss, before, after, counts):
    """Received 80, closed 60 days ago: before at most 365 days earlier, after 14 to 30 days later."""
    contact = ContactFactory(account=CustomerFactory())
    a_case(contact)
    a_score(contact, 0, before)
    a_score(contact, 8, after)
    found = find(year(), boss, timezone.now()).recovery
    assert [(p.before, p.after) for p in found.pairs] == ([(0, 8)] if counts else [])
    assert found.closed == 1


def test_a_colleagues_scores_do_not_stand_in_for_a_person_who_answered(boss):
    account = CustomerFactory()
    contact, other = ContactFactory(account=account), ContactFactory(account=account)
    a_case(contact)
    a_score(contact, 3, 90)
    a_score(other, 9, 40)
    assert not find(year(), boss, timezone.now()).recovery.pairs


def test_an_account_speaks_for_a_complaint_without_person(boss):
    contact = ContactFactory(account=CustomerFactory())
    complaint = a_case(contact)
    Complaint.objects.filter(pk=complaint.pk).update(contact=None)
    a_score(contact, 3, 90)
    a_score(contact, 9, 40)
    found = find(year(), boss, timezone.now()).recovery
    assert [(p.before, p.after) for p in found.pairs] == [(3, 9)]


def test_the_comparison_group_did_not_complain(boss):
    quiet = ContactFactory(account=CustomerFactory())
    loud = ContactFactory(account=CustomerFactory())
    a_case(loud)
    for contact in (quiet, loud):
        later = a_score(contact, 8, 30)
        Answer.objects.filter(pk=later.pk).update(previous_score=6, next_at=None)
    assert [(one.before, one.after) for one in control_of(year(), boss)] == [(6, 8)]


def test_the_page_says_what_it_shows(client, boss):
    for score in (5, 6, 7):
        contact = ContactFactory(account=CustomerFactory())
        a_case(contact)
        a_score(contact, score, 90)
        a_score(contact, score + 1, 40)
    page = client.get(reverse("insight:recovery"))
    text = page.content.decode()
    assert ">3 pairs</a>" in text
    assert ">3 closed complaints</a> (100%)" in text
    assert "not as an experiment" in text
    assert text.count("<h1") == 1


def test_without_pairs_there_are_words(client, boss):
    assert "No pairs yet" in client.get(reverse("insight:recovery")).content.decode()


def test_it_costs_the_same_for_more_complaints(client, boss):
    address, counts = reverse("insight:recovery"), []
    for _round in range(2):
        for _n in range(2):
            contact = ContactFactory(account=CustomerFactory())
            a_case(contact)
            a_score(contact, 5, 90)
            a_score(contact, 7, 40)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12
