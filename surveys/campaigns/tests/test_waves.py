"""Check when waves begin, over which days they spread, and that the next one follows by itself."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.shared.errors import Conflict
from crm.shared.organisation.worktime import WorkCalendar
from crm.shared.tests.factories import UserFactory
from customers.tests.factories import ContactFactory
from surveys.campaigns import services
from surveys.campaigns.models import Invitation, Survey
from surveys.campaigns.waves import months_later, next_start, sending_days
from surveys.errors import SurveyError, TooLate
from surveys.tests.factories import SurveyFactory

WEEK = WorkCalendar.weekdays(closed={date(2026, 12, 25): "Christmas"})


def survey(**values):
    return SimpleNamespace(**{"starts_on": None, "per_year": 0, "spread_days": 0} | values)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 3, date(2026, 4, 30)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 12, 15), 12, date(2028, 12, 15)),
    ],
)
def test_a_wave_comes_back_on_the_same_day(day, months, later):
    assert months_later(day, months) == later


@pytest.mark.parametrize(
    ("per_year", "month"), [(1, date(2027, 3, 2)), (2, date(2026, 9, 2)), (4, date(2026, 6, 2))]
)
def test_once_twice_and_four_times_a_year(per_year, month):
    assert next_start(date(2026, 3, 2), per_year) == month
    assert next_start(date(2026, 3, 2), 0) is None


def test_mails_are_spread_over_working_days_only():
    """From Thursday 24 December 2026: not on Christmas, not in the weekend."""
    days = sending_days(survey(spread_days=3), today=date(2026, 12, 24), calendar=WEEK)
    assert days == [date(2026, 12, 24), date(2026, 12, 28), date(2026, 12, 29)]


@given(
    st.integers(0, 300), st.sampled_from([0, 1, 2, 4]), st.dates(date(2026, 1, 1), date(2030, 1, 1))
)
def test_a_wave_never_runs_into_the_next_one(spread, per_year, today):
    one = survey(spread_days=spread, per_year=per_year, starts_on=today)
    days = sending_days(one, today=today, calendar=WEEK)
    assert days == sorted(set(days)) and len(days) <= max(1, spread)
    following = next_start(today, per_year)
    assert following is None or days[-1] < following


@pytest.fixture
def manager():
    return UserFactory(role="manager")


def draft(manager, now, **values):
    return services.save_survey(Survey(name="Autumn", **values), by=manager, now=now)


@pytest.mark.django_db
def test_a_spread_wave_gives_everybody_a_day(manager, now):
    for number in range(30):
        ContactFactory(email=f"p{number}@klant.test")
    one = services.launch(draft(manager, now, spread_days=10), by=manager, now=now)
    days = Invitation.objects.values_list("planned_on", flat=True)
    assert len(set(days)) > 4 and all(day.weekday() < 5 for day in days)
    assert one.closes_on == date(2026, 11, 30) + timedelta(days=30)
    assert services.advance(now) == 0, "it is being sent for two weeks"


@pytest.mark.django_db
def test_a_planned_survey_launches_by_itself_on_its_day(manager, now):
    ContactFactory(email="a@klant.test")
    one = draft(manager, now, starts_on=date(2026, 11, 20))
    services.plan_ahead(one, by=manager, now=now)
    assert services.advance(now) == 0
    assert services.advance(now + timedelta(days=3)) >= 1
    one.refresh_from_db()
    assert one.state == "sending" and Invitation.objects.count() == 1


@pytest.mark.django_db
def test_the_next_wave_is_planned_a_week_ahead_and_once(manager, now):
    """Twice a year from 17 November 2026: the next one begins on 17 May 2027, planned on 10 May."""
    ContactFactory(email="a@klant.test")
    one = draft(manager, now, per_year=2, audience={"all": ["stage:potential"]})
    services.launch(one, by=manager, now=now)
    assert services.make_next_waves(now + timedelta(days=173)) == 0
    later = now + timedelta(days=174)
    assert services.make_next_waves(later) == 1
    assert services.make_next_waves(later) == 0
    following = Survey.objects.get(wave=2)
    assert (following.name, following.state, following.starts_on, following.series) == (
        "Autumn #2", "planned", date(2027, 5, 17), one,
    )  # fmt: skip
    assert following.sample_seed == one.sample_seed + 1
    services.end_series(one, by=manager)
    following.refresh_from_db()
    assert (following.state, following.per_year) == ("draft", 0)


@pytest.mark.django_db
def test_a_wave_that_asks_nobody_notes_why_and_goes_on(manager, now):
    ContactFactory(email="")
    one = draft(manager, now, starts_on=date(2026, 11, 17))
    services.plan_ahead(one, by=manager, now=now)
    services.advance(now)
    one.refresh_from_db()
    assert (one.state, one.asked, one.skipped) == ("open", 0, 1)


@pytest.mark.django_db
def test_a_second_editor_is_refused(manager, now):
    one = draft(manager, now)
    mine, theirs = Survey.objects.get(), Survey.objects.get()
    services.save_survey(theirs, by=manager, now=now, version=theirs.version)
    mine.name = "Mine"
    with pytest.raises(Conflict):
        services.save_survey(mine, by=manager, now=now, version=one.version)
    assert Survey.objects.get().name == "Autumn"


@pytest.mark.django_db
def test_pausing_and_calling_off_are_for_running_surveys(manager, now):
    one = SurveyFactory(state="closed")
    for act in (services.pause, services.stop_sending):
        with pytest.raises(TooLate):
            act(one, by=manager, now=now)
    with pytest.raises(SurveyError):
        services.plan_ahead(draft(manager, now), by=manager, now=now)


@pytest.mark.django_db
def test_a_wave_whose_name_is_taken_takes_the_next_free_number(manager, now):
    """ "Autumn #2" and "Autumn #3" are other surveys: the second wave is "Autumn #4"."""
    ContactFactory(email="a@klant.test")
    one = draft(manager, now, per_year=2, audience={"all": ["stage:potential"]})
    services.launch(one, by=manager, now=now)
    for number in (2, 3):
        SurveyFactory(name=f"Autumn #{number}")
    assert services.make_next_waves(now + timedelta(days=174)) == 1
    following = Survey.objects.get(series=one, wave=2)
    assert (following.name, following.state) == ("Autumn #4", "planned")
