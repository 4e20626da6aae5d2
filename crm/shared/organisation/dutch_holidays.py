"""The Dutch holidays on which offices are closed, computed for any year from 2014."""

from datetime import date, timedelta

from django.utils.translation import gettext_noop


def easter_sunday(year: int) -> date:
    """Return Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leap_years, year_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def kings_day(year: int) -> date:
    """Return 27 April, or 26 April when the 27th is a Sunday."""
    day = date(year, 4, 27)
    return day - timedelta(days=1) if day.weekday() == 6 else day


def dutch_holidays(year: int) -> dict[date, str]:
    """Return the closed days of a year by date, with an English name that gettext translates.

    Good Friday is no day off in Dutch offices, and 5 May is one only every fifth year.
    """
    easter = easter_sunday(year)
    days = {
        date(year, 1, 1): gettext_noop("New Year's Day"),
        easter: gettext_noop("Easter Sunday"),
        easter + timedelta(days=1): gettext_noop("Easter Monday"),
        kings_day(year): gettext_noop("King's Day"),
        easter + timedelta(days=49): gettext_noop("Whit Sunday"),
        easter + timedelta(days=50): gettext_noop("Whit Monday"),
        date(year, 12, 25): gettext_noop("Christmas Day"),
        date(year, 12, 26): gettext_noop("Boxing Day"),
    }
    # Ascension Day can fall on 5 May (2016, 2027); in a fifth year both names would stand.
    days[easter + timedelta(days=39)] = gettext_noop("Ascension Day")
    if year % 5 == 0:
        days.setdefault(date(year, 5, 5), gettext_noop("Liberation Day"))
    return dict(sorted(days.items()))
