"""The ladder of warnings: the right people, once per clock and step, however often the job runs."""

import os
import time
from datetime import UTC, date, datetime, timedelta

import pytest

from complaints.cases.models import Complaint
from complaints.cases.transitions import acting_as, transition
from complaints.cases.verify import breaks
from complaints.cases.workflow import How, Move
from complaints.clock.clock import Clock, Kind
from complaints.ladder import mails
from complaints.ladder.ladder import STEPS, reached, reached_at
from complaints.ladder.models import Escalation
from complaints.ladder.services import climb
from complaints.messages.services import request_move
from complaints.tests.factories import NOW, handler, investigated, make_complaint, manager
from crm.shared.mail.models import OutboxMail
from crm.shared.mail.purposes import Skip
from crm.shared.organisation.worktime import WorkCalendar
from crm.shared.tests.factories import TeamFactory, UserFactory
from customers.activities.models import Task

HOUR = timedelta(hours=1)
# Received Tuesday 10:00 in Amsterdam; acknowledge within 8 h of working time from 9 to 17:
# 75 % = 6 h on Tuesday 16:00, 100 % and a minute on Wednesday 10:01, 150 % = 12 h and a minute at 14:01.
QUARTERS = datetime(2026, 11, 17, 15, 0, tzinfo=UTC)
LATE = datetime(2026, 11, 18, 9, 1, tzinfo=UTC)
WORSE = datetime(2026, 11, 18, 13, 1, tzinfo=UTC)


def acknowledgement():
    """Return the clock of the acknowledgement."""
    return Clock(Kind.ACKNOWLEDGE, NOW, timedelta(hours=8), WorkCalendar.weekdays())


@pytest.mark.parametrize("zone", ["UTC", "Europe/Amsterdam", "Pacific/Auckland"])
def test_the_steps_stand_at_moments_of_working_time_in_any_zone_of_the_server(zone, monkeypatch):
    monkeypatch.setitem(os.environ, "TZ", zone)
    time.tzset()
    try:
        found = [reached_at(acknowledgement(), step) for step in STEPS]
    finally:
        monkeypatch.undo()
        time.tzset()
    assert found == [QUARTERS, LATE, WORSE]


def test_nothing_is_told_outside_working_hours_or_while_the_clock_stands_still():
    one = acknowledgement()
    assert [rung.step for rung in reached([one], QUARTERS)] == [75]
    assert reached([one], QUARTERS + 2 * HOUR) == []  # 18:00: everybody is home
    assert [rung.step for rung in reached([one], WORSE)] == [75, 100, 150]
    paused = Clock(
        Kind.DECISION, NOW, timedelta(hours=8), one.calendar, pauses=((WORSE, WORSE + HOUR),)
    )
    assert reached([paused], WORSE) == []
    done = Clock(Kind.ACKNOWLEDGE, NOW, timedelta(hours=8), one.calendar, completed_at=NOW)
    assert reached([done], WORSE) == []


@pytest.fixture
def desk(db):
    """Return a handler, the manager of the handler's team, and another manager; all can be mailed."""
    boss, other = manager(email="joost@kring.test"), manager(email="anna@kring.test")
    one = handler(email="fatima@kring.test", team=TeamFactory(manager=boss))
    return one, boss, other


def mailed():
    """Return whom the warnings go to, in order."""
    return list(
        OutboxMail.objects.filter(purpose="complaints.ladder")
        .order_by("pk")
        .values_list("to", flat=True)
    )


def steps():
    """Return the steps told so far, with the moment they stand for."""
    rows = Escalation.objects.filter(clock="acknowledge").order_by("step")
    return list(rows.values_list("step", "reached_at"))


def test_first_the_handler_then_the_manager_of_the_team_then_all_managers(desk):
    one, boss, other = desk
    complaint = make_complaint(by=one, handler=one)
    assert climb(QUARTERS - HOUR) == 0
    assert climb(QUARTERS) == 1
    assert mailed() == [one.email]
    assert climb(QUARTERS + timedelta(minutes=2)) == 0
    assert climb(LATE) == 1
    assert mailed() == [one.email, boss.email]
    assert climb(WORSE) == 1
    assert mailed() == [one.email, boss.email, boss.email, other.email]
    events = complaint.events.filter(kind="escalated").order_by("number")
    assert [event.data["step"] for event in events] == [75, 100, 150]
    assert events[0].words == one.display_name
    assert list(breaks()) == []


def test_a_job_that_was_down_for_a_day_tells_the_same_as_one_that_ran_twice_a_minute(desk):
    make_complaint(by=desk[0], handler=desk[0])
    moment = QUARTERS - HOUR
    while moment < WORSE:
        moment += timedelta(minutes=37)
        climb(moment)
        climb(moment)
    often, told = steps(), mailed()
    assert often == [(75, QUARTERS), (100, LATE), (150, WORSE)]
    Escalation.objects.all().delete()
    OutboxMail.objects.all().delete()
    climb(WORSE + HOUR)
    assert (steps(), mailed()) == (often, told)


def test_an_absent_handler_and_a_complaint_without_one_go_to_the_manager(desk):
    one, boss, other = desk
    one.absent_from = date(2026, 11, 16)
    one.save()
    make_complaint(by=one, handler=one)
    climb(QUARTERS)
    assert mailed() == [boss.email]
    make_complaint(by=one)
    climb(QUARTERS)
    assert mailed() == [boss.email, boss.email, other.email]


def test_who_is_complained_about_hears_nothing_of_it(desk):
    one, boss, other = desk
    make_complaint(by=one, handler=one, complained_about=boss)
    climb(LATE)
    assert mailed() == [one.email, other.email]


def test_who_has_no_address_gets_a_task(desk):
    one = handler(email="")
    complaint = make_complaint(by=one, handler=one)
    climb(QUARTERS)
    climb(QUARTERS)
    task = Task.objects.get(assignee=one)
    assert task.origin_ref == complaint.number
    assert complaint.number in task.title


def test_a_reopened_complaint_climbs_again_from_the_first_step(desk):
    one, boss, _other = desk
    complaint = investigated(by=one, handler=one, severity=4)
    climb(WORSE)
    first = Escalation.objects.filter(cycle=1).count()
    transition(complaint, Move.WITHDRAW, by=acting_as(one), user=one, now=WORSE, reason="x")
    assert climb(WORSE + HOUR) == 0
    again = investigated(by=one, handler=one, severity=4, account=complaint.account)
    Complaint.objects.filter(pk=again.pk).update(cycle=2)
    again.cycles.update(number=2)
    climb(WORSE + HOUR)
    assert Escalation.objects.filter(cycle=1).count() == first
    assert Escalation.objects.filter(cycle=2, complaint=again).exists()


def test_the_mail_says_how_it_stands_and_is_not_sent_when_the_term_was_met(desk):
    one, _boss, _other = desk
    complaint = make_complaint(by=one, handler=one, subject="Wrong anodes")
    climb(QUARTERS)
    mail = OutboxMail.objects.get(purpose="complaints.ladder")
    written = mails.build(mail, QUARTERS)
    assert written.subject == f"{complaint.number}: three quarters of a term used (acknowledge)"
    assert "Wrong anodes" in written.text
    assert "2 h of working time left" in written.text
    assert complaint.get_absolute_url() in written.text
    assert "late, in working time" in mails.build(mail, WORSE).text
    request_move(complaint, Move.ACKNOWLEDGE, body="x", how=How.CALL, by=one, now=QUARTERS)
    with pytest.raises(Skip):
        mails.build(mail, QUARTERS)


def test_the_job_takes_the_same_queries_for_many_complaints(desk, django_assert_num_queries):
    accounts = [make_complaint(by=desk[0], handler=desk[0]).account for _n in range(2)]
    climb(QUARTERS)
    with django_assert_num_queries(6):
        climb(QUARTERS + timedelta(minutes=5))
    make_complaint(by=desk[0], handler=UserFactory(role="complaint_handler"), account=accounts[0])
    climb(QUARTERS)
    with django_assert_num_queries(6):
        climb(QUARTERS + timedelta(minutes=5))
