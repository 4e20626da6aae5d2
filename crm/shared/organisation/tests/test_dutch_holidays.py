"""The Dutch holidays, against known dates and against an independent library."""

from datetime import date

import pytest

from crm.shared.organisation.dutch_holidays import dutch_holidays, easter_sunday, kings_day


@pytest.mark.parametrize(
    "easter", [date(2025, 4, 20), date(2026, 4, 5), date(2027, 3, 28), date(2038, 4, 25)]
)
def test_easter_is_computed(easter):
    assert easter_sunday(easter.year) == easter


def test_kings_day_moves_to_saturday_when_it_would_be_sunday():
    assert kings_day(2025) == date(2025, 4, 26)
    assert kings_day(2026) == date(2026, 4, 27)


def test_liberation_day_is_a_day_off_every_fifth_year():
    assert date(2025, 5, 5) in dutch_holidays(2025)
    assert date(2026, 5, 5) not in dutch_holidays(2026)


def test_good_friday_is_a_working_day():
    assert date(2026, 4, 3) not in dutch_holidays(2026)


def test_a_year_equals_the_library_except_for_good_friday():
    holidays = pytest.importorskip("holidays", reason="the test oracle is not installed")
    for year in range(2014, 2100):
        oracle = set(holidays.country_holidays("NL", years=year, categories="public"))
        good_friday = date.fromordinal(easter_sunday(year).toordinal() - 2)
        oracle.discard(good_friday)
        assert set(dutch_holidays(year)) == oracle, year
