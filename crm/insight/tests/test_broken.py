"""Broken promises: who is on the list, did they complain, and the call to make."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from complaints.cases.models import Complaint
from complaints.tests.factories import make_complaint
from crm.shared.localtime import at_local, day_start
from customers.activities.models import Task
from customers.activities.services import complete_task
from customers.promises.calls import plan_call
from customers.tests.factories import AccountFactory, PromiseFactory
from customers.tests.pages import people, seller  # noqa: F401

pytestmark = pytest.mark.django_db
PAGE = "/insight/broken-promises/"


def late(people, days=1, **fields):  # noqa: F811
    """Make a promise of 40 days ago for 30 days ago that came some days late."""
    due = people.today - timedelta(days=30)
    values = {"account": people.account, "text": "Price of the pumps",
              "promised_on": due - timedelta(days=10), "due_on": due,
              "delivered_on": due + timedelta(days=days)}  # fmt: skip
    return PromiseFactory(**values | fields)


def complain(account, at, **fields):
    """Record a complaint of an account, received at a moment."""
    made = make_complaint(account=account, now=timezone.now())
    Complaint.objects.filter(pk=made.pk).update(received_at=at, **fields)


def rows(client, **query):
    return [row.obj for row in client.get(PAGE, query).context["page"].rows]


def test_what_came_late_is_overdue_or_was_given_up_late_is_listed(people, seller):  # noqa: F811
    kept = late(people, days=0)
    broken = {
        late(people),
        late(people, delivered_on=None),
        late(people, delivered_on=None, withdrawn_at=timezone.now(), withdrawn_late=True),
    }
    late(people, delivered_on=None, withdrawn_at=timezone.now())
    found = set(rows(seller))
    assert found == broken and kept not in found


@pytest.mark.parametrize(
    ("days", "counts"), [(0, True), (90, True), (-90, True), (91, False), (-91, False)]
)
def test_ninety_days_away_counts_as_complained_ninety_one_does_not(people, seller, days, counts):  # noqa: F811
    """The window is in days of the organisation, both ends included (domain.md §9)."""
    promise = late(people)
    on = promise.counts_on + timedelta(days=days)
    complain(people.account, day_start(on))
    assert [p.complained for p in rows(seller)] == [counts]
    assert len(rows(seller, complained="yes")) == counts
    assert len(rows(seller, complained="no")) == (not counts)


def test_the_last_minute_of_the_ninetieth_day_counts(people, seller):  # noqa: F811

    promise = late(people)
    on = promise.counts_on + timedelta(days=90)
    complain(people.account, at_local(on, time(23, 59)))
    assert rows(seller, complained="yes") == [promise]


def test_a_complaint_of_another_account_says_nothing(people, seller):  # noqa: F811
    promise = late(people)
    complain(AccountFactory(owner=people.seller), day_start(promise.counts_on))
    assert rows(seller, complained="no") == [promise]


def test_a_confidential_complaint_is_not_told_to_sales(people, seller):  # noqa: F811
    promise = late(people)
    complain(people.account, day_start(promise.counts_on), is_confidential=True)
    assert rows(seller, complained="no") == [promise]
    assert rows(people.client(people.manager), complained="yes") == [promise]


def test_the_figures_are_doors_to_what_they_count(people, seller):  # noqa: F811
    first = late(people)
    quiet = AccountFactory(owner=people.seller)
    for _n in range(2):
        late(people, account=quiet)
    complain(people.account, day_start(first.counts_on))
    shown = seller.get(PAGE).context["figures"]
    assert [figure["value"] for figure in shown] == ["3", "1", "2"]
    for figure in shown:
        assert str(seller.get(figure["url"]).context["page"].count) == figure["value"]
    page = seller.get(PAGE).content.decode()
    assert page.count("<h1") == 1 and "style=" not in page


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_page_opens_empty_and_as_a_file(people, seller, language):  # noqa: F811
    people.seller.language = language
    people.seller.save()
    assert seller.get(PAGE).status_code == 200
    late(people)
    assert b"Price of the pumps" in b"".join(seller.get(PAGE, {"format": "csv"}))


def test_the_file_says_what_became_of_the_call_in_the_reader_s_language(people, seller):  # noqa: F811
    people.seller.language = "nl"
    people.seller.save()
    plan_call(late(people), by=people.manager, now=timezone.now())
    text = b"".join(seller.get(PAGE, {"format": "csv"})).decode()
    assert text.splitlines()[1].endswith(";gepland")


def test_a_stranger_sees_none_of_it(people):  # noqa: F811
    late(people)
    assert rows(people.client(people.stranger)) == []


def test_the_page_costs_the_same_for_more_promises(people, seller):  # noqa: F811
    late(people)
    seller.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        seller.get(PAGE)
    for _n in range(6):
        late(people, account=AccountFactory(owner=people.seller))
    with CaptureQueriesContext(connection) as many:
        seller.get(PAGE)
    assert len(few) == len(many) <= 8


# ---- the call ----


def test_one_click_plans_the_call_once(people, seller):  # noqa: F811
    promise = late(people)
    assert "Plan a call" in seller.get(PAGE).content.decode()
    for _twice in "12":
        answer = seller.post(reverse("promises:call", args=[promise.pk]), {"next": PAGE})
        assert (answer.status_code, answer["Location"]) == (302, PAGE)
    task = Task.objects.get()
    assert (task.kind, task.origin, task.due_on) == ("call", "promise", people.today)
    assert task.assignee == promise.owner and "Price of the pumps" in task.title
    page = seller.get(PAGE).content.decode()
    assert "Plan a call" not in page
    complete_task(task, by=people.seller, now=timezone.now())
    assert [p.call_state for p in rows(seller)] == ["done"]


def test_a_promise_that_may_still_be_kept_asks_for_no_call(people, seller):  # noqa: F811
    promise = PromiseFactory(account=people.account, promised_on=people.today, due_on=people.today)
    answer = seller.post(reverse("promises:call", args=[promise.pk]))
    assert answer.status_code == 422 and not Task.objects.exists()


def test_the_page_of_a_broken_promise_offers_the_call(people, seller):  # noqa: F811
    call = reverse("promises:call", args=[late(people).pk])
    page = seller.get(reverse("promises:detail", args=[people.account.promises.get().pk]))
    assert call in page.content.decode()
    fine = late(people, days=0)
    page = seller.get(reverse("promises:detail", args=[fine.pk])).content.decode()
    assert "Plan a call" not in page


def test_a_reader_plans_no_call(people):  # noqa: F811
    promise = late(people)
    reader = people.client(people.reader)
    assert "Plan a call" not in reader.get(PAGE).content.decode()
    assert reader.post(reverse("promises:call", args=[promise.pk])).status_code == 403


def test_the_call_of_a_colleague_who_left_is_for_who_plans_it(people):  # noqa: F811
    promise = late(people)
    promise.owner.is_active = False
    promise.owner.save()
    task = plan_call(promise, by=people.manager, now=timezone.now())
    assert task.assignee == people.manager
