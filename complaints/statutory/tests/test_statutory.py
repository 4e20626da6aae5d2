"""The legal term: calendar weeks, legal holidays, never paused; extended once, in time, with a letter."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from complaints.cases.models import Complaint
from complaints.cases.verify import breaks
from complaints.cases.workflow import How, Move
from complaints.errors import ComplaintError
from complaints.intake.tracking import track
from complaints.messages.models import Message, Status
from complaints.messages.services import request_move
from complaints.statutory.models import Extension
from complaints.statutory.reading import extensions_of, legal_clock
from complaints.statutory.services import extend
from complaints.statutory.terms import TERMS, is_day_off, last_day, legal_holidays
from complaints.tests.factories import NOW, answered, handler, investigated, make_complaint, manager
from crm.shared.organisation.models import LegalTerm, Organisation

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("received", "weeks", "due"),
    [
        (date(2026, 5, 4), 6, date(2026, 6, 15)),
        (date(2026, 11, 13), 6, date(2026, 12, 28)),  # Christmas on Friday, Saturday, Sunday
        (date(2026, 2, 20), 6, date(2026, 4, 7)),  # Good Friday until Easter Monday
        (date(2026, 4, 7), 4, date(2026, 5, 6)),  # 5 May is a legal holiday every year
        (date(2026, 3, 30), 4, date(2026, 4, 28)),  # King's Day
        (date(2026, 11, 7), 8, date(2027, 1, 4)),  # a Saturday, after New Year's week-end
    ],
)
def test_a_legal_term_ends_on_a_day_that_is_no_day_off(received, weeks, due):
    assert last_day(received, weeks) == due


def test_the_legal_holidays_are_those_of_the_law_not_of_the_house():
    assert date(2027, 5, 5) in legal_holidays(2027)
    assert date(2026, 4, 3) in legal_holidays(2026)
    assert len(legal_holidays(2026)) == 9


@given(st.dates(date(2014, 1, 1), date(2090, 1, 1)), st.sampled_from(sorted(TERMS)))
def test_the_last_day_is_a_working_day_and_at_most_a_long_week_end_later(received, preset):
    term = TERMS[preset]
    due = last_day(received, term.weeks)
    assert not is_day_off(due)
    assert 0 <= (due - received).days - 7 * term.weeks <= 4
    assert last_day(received + DAY, term.weeks) >= due


@pytest.fixture
def public(db):
    """Choose the term of Dutch public bodies: six weeks, once four more."""
    Organisation.objects.update_or_create(pk=1, defaults={"legal_term": LegalTerm.PUBLIC})


def clock_of(complaint, now):
    """Return the legal clock of a complaint, read afresh."""
    complaint = Complaint.objects.get(pk=complaint.pk)
    cycle = complaint.cycles.select_related("policy").get(number=complaint.cycle)
    return legal_clock(complaint, cycle, now, extensions_of(complaint, cycle))


def test_the_term_of_the_day_of_receipt_counts_and_none_where_none_was_chosen(public):
    """Received Tuesday 17 November, six weeks: Tuesday 29 December."""
    complaint = make_complaint()
    Organisation.objects.filter(pk=1).update(legal_term=LegalTerm.NONE)
    assert clock_of(complaint, NOW).due_on == date(2026, 12, 29)
    assert clock_of(make_complaint(), NOW) is None


def test_waiting_does_not_pause_it_and_the_answer_stops_it(public):
    complaint = investigated()
    request_move(
        complaint, Move.ASK, body="Which?", how=How.CALL, by=complaint.handler, now=NOW,
        resume_on=date(2026, 11, 24),
    )  # fmt: skip
    late = datetime(2026, 12, 30, 9, 0, tzinfo=UTC)
    assert clock_of(complaint, late).due_on == date(2026, 12, 29)
    assert clock_of(complaint, late).breached
    assert clock_of(complaint, late).text == "1 day late"
    done = clock_of(answered(), late)
    assert (done.breached, done.text) == (False, "in time")


def told(complaint, now=NOW, **kwargs):
    """Extend the legal term of a complaint by letter."""
    values = {"reason": "The expert is ill.", "body": "We need more time.", "how": How.LETTER}
    return extend(complaint, by=handler(), now=now, **{**values, **kwargs})


def test_it_is_extended_once_with_the_letter_that_says_so(public):
    """Ten weeks from 17 November end on Tuesday 26 January."""
    complaint = investigated()
    row = told(complaint)
    assert (row.due_on, row.letter.body) == (date(2027, 1, 26), "We need more time.")
    assert clock_of(complaint, NOW).due_on == date(2027, 1, 26)
    event = complaint.events.get(kind="extended")
    assert (event.words, event.data["due_on"]) == ("The expert is ill.", "2027-01-26")
    with pytest.raises(ComplaintError, match="once"):
        told(complaint)
    assert list(breaks()) == []


@pytest.mark.parametrize(
    ("preset", "kwargs", "why"),
    [
        (LegalTerm.PUBLIC, {"now": datetime(2026, 12, 30, 9, 0, tzinfo=UTC)}, "has passed"),
        (LegalTerm.PUBLIC, {"reason": " "}, "reason"),
        (LegalTerm.PUBLIC, {"how": How.CALL}, "in writing"),
        (LegalTerm.FINANCE, {}, "no legal term"),
        (LegalTerm.NONE, {}, "no legal term"),
    ],
)
@pytest.mark.django_db
def test_an_extension_is_refused_with_a_sentence(preset, kwargs, why):
    Organisation.objects.update_or_create(pk=1, defaults={"legal_term": preset})
    complaint = investigated()
    with pytest.raises(ComplaintError, match=why):
        told(complaint, **kwargs)
    assert not Extension.objects.exists()
    assert not Message.objects.filter(body="We need more time.").exists()


@pytest.mark.parametrize("change", [{"status": Status.REFUSED}, {"came_back_at": NOW}])
def test_a_letter_that_came_back_extends_nothing_and_may_be_sent_again(public, change):
    complaint = investigated()
    row = told(complaint)
    Message.objects.filter(pk=row.letter_id).update(**change)
    assert clock_of(complaint, NOW).due_on == date(2026, 12, 29)
    told(complaint)
    assert clock_of(complaint, NOW).due_on == date(2027, 1, 26)


def test_the_customer_sees_the_legal_last_day_until_the_answer(public):
    complaint = investigated()
    days = {one.words: one.day for one in track(complaint, NOW).days}
    assert days["By law you hear our outcome by"] == date(2026, 12, 29)
    assert track(answered(), NOW).days == []


def test_the_page_explains_every_clock_and_offers_the_extension(public, client):
    now = timezone.now() - timedelta(hours=1)
    complaint = investigated(now=now)
    client.force_login(manager())
    page = client.get(reverse("complaints:clocks", args=[complaint.number])).content.decode()
    assert "How the clocks are counted" in page
    assert "Check with your lawyer" in page
    address = reverse("complaints:extend", args=[complaint.number])
    assert address in page
    assert address in client.get(complaint.get_absolute_url()).content.decode()
    complaint.refresh_from_db()
    data = {"reason": "Ill.", "body": "More time.", "how": "letter", "version": complaint.version}
    form = client.get(address).content.decode()
    assert "more time" in form or "meer tijd" in form
    assert client.post(address, {**data, "reason": ""}).status_code == 422
    assert client.post(address, data).status_code == 302
    assert Extension.objects.get().letter.body == "More time."
    assert "Extended once" in client.get(complaint.get_absolute_url()).content.decode()
    assert client.get(address).status_code == 302


def test_the_page_takes_the_same_queries_however_many_cycles_and_pauses(
    public, client, django_assert_max_num_queries
):
    complaint = investigated(now=timezone.now() - timedelta(hours=1))
    client.force_login(manager())
    address = reverse("complaints:clocks", args=[complaint.number])
    client.get(address)
    with django_assert_max_num_queries(12):
        client.get(address)
