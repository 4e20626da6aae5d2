"""The organisation's calendar as it stands in the database."""

from datetime import date, time

import pytest

from crm.shared.organisation.calendar import load_calendar
from crm.shared.organisation.dutch_holidays import dutch_holidays
from crm.shared.organisation.models import Holiday, OpeningWindow
from crm.shared.organisation.services import add_holiday, remembered
from crm.shared.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_without_opening_hours_the_office_is_open_on_weekdays_from_nine_to_five():
    OpeningWindow.objects.all().delete()
    calendar = load_calendar()
    assert calendar.windows[0] == ((time(9), time(17)),)
    assert not calendar.is_business_day(date(2026, 11, 21))


def test_opening_hours_may_have_several_windows_a_day():
    OpeningWindow.objects.all().delete()
    OpeningWindow.objects.create(weekday=0, opens=time(13, 30), closes=time(17, 30))
    OpeningWindow.objects.create(weekday=0, opens=time(9), closes=time(12, 30))
    assert load_calendar().windows == {0: [(time(9), time(12, 30)), (time(13, 30), time(17, 30))]}


def test_the_dutch_holidays_are_there_from_the_start_and_can_be_edited():
    stored = dict(Holiday.objects.filter(date__year=2026).values_list("date", "name"))
    assert stored == dutch_holidays(2026)
    Holiday.objects.create(date=date(2026, 12, 24), name="Christmas Eve")
    assert not load_calendar().is_business_day(date(2026, 12, 24))


def test_the_calendar_is_read_once_a_request_and_again_after_a_change(django_assert_num_queries):
    by, day = UserFactory(role="manager"), date(2026, 12, 24)
    with remembered():
        with django_assert_num_queries(1):
            assert load_calendar().is_business_day(day)
            assert load_calendar() is load_calendar()
        add_holiday(day, "Christmas Eve", by=by)
        assert not load_calendar().is_business_day(day)
