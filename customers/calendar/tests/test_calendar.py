"""The calendar pages and the secret link."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.shared import tokens
from crm.shared.throttles.models import Throttle
from customers.calendar import services
from customers.calendar.models import CalendarLink
from customers.promises.services import withdraw_promise
from customers.tests.factories import (
    AccountFactory,
    InteractionFactory,
    PromiseFactory,
    TaskFactory,
)
from customers.tests.pages import people, seller  # noqa: F401

pytestmark = pytest.mark.django_db
PAGES = ["calendar:month", "calendar:week", "calendar:agenda"]


@pytest.fixture
def full(people):  # noqa: F811
    """Put a task, a promise and a visit of today on the seller's calendar."""
    now, today = timezone.now(), people.today
    TaskFactory(account=people.account, title="Send the drawing", due_on=today)
    PromiseFactory(
        account=people.account, text="Price of the pumps", promised_on=today, due_on=today
    )
    InteractionFactory(account=people.account, kind="visit", happened_at=now, created_at=now)
    return people


def read(client, name, **query):
    response = client.get(reverse(name), query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_page_opens_empty_and_full(people, seller, name, language):  # noqa: F811
    people.seller.language = language
    people.seller.save()
    assert read(seller, name).count("<h1") == 1
    TaskFactory(account=people.account, title="Send the drawing", due_on=people.today)
    page = read(seller, name)
    assert "Send the drawing" in page and "style=" not in page


@pytest.mark.parametrize("name", PAGES)
def test_it_shows_tasks_promises_and_visits_each_as_a_link(full, seller, name):  # noqa: F811
    page = read(seller, name)
    for words in ("Send the drawing", "Price of the pumps", f"Visit {full.account.name}"):
        assert words in page
    assert reverse("promises:detail", args=[full.account.promises.get().pk]) in page


@pytest.mark.parametrize("name", PAGES)
def test_it_asks_the_same_number_of_queries_whatever_there_is(full, seller, name):  # noqa: F811
    read(seller, name)
    with CaptureQueriesContext(connection) as few:
        read(seller, name)
    for _n in range(6):
        account = AccountFactory(owner=full.seller)
        TaskFactory(account=account, due_on=full.today)
        PromiseFactory(account=account, promised_on=full.today, due_on=full.today)
    with CaptureQueriesContext(connection) as many:
        read(seller, name)
    assert len(few) == len(many) <= 12


def test_what_was_cancelled_withdrawn_or_visited_is_not_there_twice(full, seller):  # noqa: F811
    TaskFactory(account=full.account, title="Never mind", due_on=full.today, state="cancelled")
    TaskFactory(
        account=full.account, title="The plan of it", kind="visit", due_on=full.today, state="done"
    )
    promise = full.account.promises.get()
    withdraw_promise(promise, reason="No longer needed", by=full.seller, now=timezone.now())
    page = read(seller, "calendar:agenda")
    for words in ("Never mind", "The plan of it", "Price of the pumps"):
        assert words not in page


def test_a_colleague_and_a_team_are_shown_as_far_as_one_may_read(full):  # noqa: F811
    elsewhere = AccountFactory(owner=full.stranger)
    TaskFactory(account=elsewhere, title="Secret plan", due_on=full.today)
    reader = full.client(full.reader)
    assert "Send the drawing" not in read(reader, "calendar:week")
    assert "Send the drawing" in read(reader, "calendar:week", who=f"c{full.seller.pk}")
    assert "Send the drawing" in read(reader, "calendar:week", who=f"t{full.team.pk}")
    assert "Secret plan" not in read(reader, "calendar:week", who=f"c{full.stranger.pk}")
    boss = full.client(full.manager)
    assert "Secret plan" in read(boss, "calendar:week", who=f"c{full.stranger.pk}")


@pytest.mark.parametrize("who", ["c", "t", "cx", "c999999", "t0", "x1", "c1'--"])
def test_nonsense_about_whose_calendar_shows_ones_own(full, seller, who):  # noqa: F811
    assert "Send the drawing" in read(seller, "calendar:month", who=who, day="2026-99-99")


def test_the_months_before_and_after_are_a_link_away(people, seller):  # noqa: F811
    page = read(seller, "calendar:month", day="2026-11-17")
    assert "?day=2026-10-01" in page and "?day=2026-12-01" in page
    assert "November 2026" in page


# ---- the secret link ----


def feed(token, client=None):
    return (client or Client()).get(reverse("calendar:feed", args=[token]))


def token_of(user, now):
    return services.address_of(services.make_link(user, now=now)).split("/ics/")[1][:-4]


def test_the_profile_makes_renews_and_revokes_the_link(full, seller):  # noqa: F811
    profile = reverse("people:profile")
    assert "/ics/" not in seller.get(profile).content.decode()
    assert seller.post(reverse("calendar:make_link")).status_code == 302
    first = services.address_of(CalendarLink.objects.get())
    assert first in seller.get(profile).content.decode()
    seller.post(reverse("calendar:make_link"))
    second = services.address_of(CalendarLink.objects.get())
    old, new = (address.split("/ics/")[1][:-4] for address in (first, second))
    assert feed(old).status_code == 404 and feed(new).status_code == 200
    seller.post(reverse("calendar:revoke_link"))
    assert feed(new).status_code == 410
    assert "/ics/" not in seller.get(profile).content.decode()


def test_the_feed_holds_open_work_and_needs_no_log_in(full):  # noqa: F811
    TaskFactory(account=full.account, title="At ten", due_on=full.today, due_time=time(10))
    TaskFactory(account=full.account, title="Done long ago", due_on=full.today, state="done")
    stranger = AccountFactory(owner=full.stranger)
    TaskFactory(account=stranger, title="Not mine", due_on=full.today)
    answer = feed(token_of(full.seller, timezone.now()))
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar")
    assert answer["Cache-Control"] == "no-store"
    assert "Send the drawing" in text and "Promise: Price of the pumps" in text
    assert "At ten" in text and "Done long ago" not in text and "Not mine" not in text
    assert text.count("BEGIN:VEVENT") == 3


def test_the_feed_asks_the_same_number_of_queries_whatever_there_is(full):  # noqa: F811
    token = token_of(full.seller, timezone.now())
    feed(token)
    with CaptureQueriesContext(connection) as few:
        feed(token)
    for _n in range(5):
        account = AccountFactory(owner=full.seller)
        TaskFactory(account=account, due_on=full.today)
        PromiseFactory(account=account, promised_on=full.today, due_on=full.today)
    with CaptureQueriesContext(connection) as many:
        feed(token)
    assert len(few) == len(many) <= 12


def test_the_same_record_keeps_its_uid_when_it_moves(full):  # noqa: F811
    token = token_of(full.seller, timezone.now())
    task = full.account.tasks.get()
    before = feed(token).content.decode()
    task.due_on += timedelta(days=3)
    task.save()
    after = feed(token).content.decode()
    assert f"UID:task-{task.pk}@" in before and f"UID:task-{task.pk}@" in after
    assert f"DTSTART;VALUE=DATE:{task.due_on:%Y%m%d}" in after


def test_the_feed_stops_when_the_colleague_leaves(full):  # noqa: F811
    token = token_of(full.seller, timezone.now())
    full.seller.is_active = False
    full.seller.save()
    assert feed(token).status_code == 410
    assert "BEGIN" not in feed(token).content.decode()


def test_reading_the_feed_changes_nothing_and_does_not_log_in(full):  # noqa: F811
    token = token_of(full.seller, timezone.now())
    before = CalendarLink.objects.values().get()
    client = Client()
    assert feed(token, client).status_code == 200
    assert CalendarLink.objects.values().get() == before
    assert client.get(reverse("home")).status_code == 302


@pytest.mark.parametrize("token", ["x", "a" * 27, "é" * 27, "a" * 500])
def test_an_unknown_token_is_a_neutral_404(db, token):
    assert feed(token).status_code == 404
    assert CalendarLink.objects.count() == 0


def test_a_token_of_another_purpose_opens_nothing(full):  # noqa: F811
    link = services.make_link(full.seller, now=timezone.now())
    other = tokens.make("answer", link.pk, link.token_nonce)
    assert feed(other).status_code == 404


def test_seventy_guesses_in_a_minute_meet_429(db):
    answers = [feed("a" * 27).status_code for _n in range(61)]
    assert answers[:60] == [404] * 60 and answers[60] == 429
    assert Throttle.objects.exists()


def test_the_secret_stands_nowhere_in_the_database(full):  # noqa: F811
    token = token_of(full.seller, timezone.now())
    assert token not in str(list(CalendarLink.objects.values()))
