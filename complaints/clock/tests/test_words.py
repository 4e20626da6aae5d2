"""How clocks are said in words, and what the queue shows of them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from complaints.cases.workflow import How, Move
from complaints.clock.clock import Face
from complaints.clock.words import exact, queue_clock, said, spell, working_days
from complaints.decisions.services import Proposal
from complaints.messages.services import request_move
from complaints.tests.factories import NOW, answered, closed, investigated, make_complaint

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (timedelta(seconds=30), "less than a minute"),
        (timedelta(minutes=38), "38 min"),
        (timedelta(hours=1, minutes=45), "1 h 45 min"),
        (timedelta(hours=7, minutes=20), "7 h"),
        (timedelta(hours=8), "1 d"),
        (timedelta(hours=15), "1 d 7 h"),
        (-timedelta(hours=15), "1 d 7 h"),
        (timedelta(hours=80), "10 d"),
    ],
)
def test_working_time_is_said_in_days_of_eight_hours(amount, words):
    assert spell(amount) == words


def test_a_term_is_said_in_working_days():
    assert working_days(Decimal(1)) == "1 working day"
    assert working_days(Decimal(5)) == "5 working days"
    assert working_days(Decimal("2.5")) == "2.5 working days"


def test_a_clock_that_is_late_outside_working_hours_is_just_late():
    eight = Decimal(8)
    assert said(Face.LATE, timedelta(0), HOUR, eight) == "late"
    assert said(Face.LATE, -HOUR, HOUR, eight) == "1 h late"
    assert said(Face.MET, HOUR, timedelta(0), eight) == "at once"
    assert said(Face.RUNNING, HOUR, HOUR, eight) == "1 h left"
    assert said(Face.PAUSED, HOUR, HOUR, eight) == "With customer"


@pytest.mark.django_db
def test_the_queue_shows_the_first_clock_and_costs_no_query(django_assert_num_queries):
    """Received Tuesday 10:00; acknowledge within 8 h. On Tuesday 16:00 6 h are used: 75 %."""
    complaint = make_complaint()
    with django_assert_num_queries(0):
        assert queue_clock(complaint, NOW).text == "1 d left"
        soon = queue_clock(complaint, NOW + 6 * HOUR)
        assert (soon.face, soon.share) == ("soon", 0.75)
        late = queue_clock(complaint, NOW + DAY + HOUR)
        assert (late.face, late.text, late.share) == ("late", "1 h late", 1.125)


@pytest.mark.django_db
def test_the_queue_shows_waiting_remedies_and_the_end():
    complaint = investigated()
    request_move(
        complaint,
        Move.ASK,
        body="Which?",
        how=How.CALL,
        resume_on=date(2026, 11, 20),
        by=complaint.handler,
        now=NOW,
    )
    complaint.refresh_from_db()
    assert queue_clock(complaint, NOW + HOUR).text == "With customer"
    promised = answered(remedies=[Proposal("refund", Decimal(10), date(2026, 11, 24))])
    assert "24 Nov" in queue_clock(promised, NOW).text
    assert queue_clock(promised, NOW + 7 * DAY).face == "run"
    assert queue_clock(promised, NOW + 8 * DAY).text == "1 d late"
    assert queue_clock(answered(), NOW).text == "Ready to close"
    assert queue_clock(closed(), NOW) is None


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0 min"), (10, "10 min"), (470, "7 h 50 min"), (480, "8 h")]
)
def test_what_is_added_up_is_said_to_the_minute(minutes, words):
    """7 h 50 min and 10 min are 8 h; rounded to hours the sum would not come out."""
    assert exact(timedelta(minutes=minutes)) == words
