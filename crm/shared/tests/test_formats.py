"""How figures, money and moments are written (design/look.md §7), in both languages."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from crm.shared import formats

NOW = datetime(2026, 11, 17, 15, 0, tzinfo=UTC)  # Tuesday, 16:00 in Amsterdam
TODAY = date(2026, 11, 17)


@pytest.fixture(params=["en", "nl"])
def language(request):
    with translation.override(request.param):
        yield request.param


@pytest.mark.parametrize(
    ("value", "places", "en", "nl"),
    [
        (184320, 0, "€\xa0184,320", "€\xa0184.320"),
        (Decimal("1234.5"), 2, "€\xa01,234.50", "€\xa01.234,50"),
        (Decimal("-12.50"), 2, "−€\xa012.50", "€\xa0−12,50"),
        (Decimal("0.5"), 0, "€\xa01", "€\xa01"),
        (Decimal("-0.4"), 0, "€\xa00", "€\xa00"),
        (0, 0, "€\xa00", "€\xa00"),
        (None, 0, "–", "–"),
    ],
)
def test_money(language, value, places, en, nl):
    assert formats.money(value, places) == (en if language == "en" else nl)


@pytest.mark.parametrize(
    ("value", "places", "en", "nl"),
    [
        (25, 0, "+25", "+25"),
        (-7, 0, "−7", "−7"),
        (0, 0, "0", "0"),
        (Decimal("-0.04"), 1, "0.0", "0,0"),
        (Decimal("24.5"), 0, "+25", "+25"),
        (Decimal("-33.349"), 1, "−33.3", "−33,3"),
        (1200, 0, "+1,200", "+1.200"),
        (None, 0, "–", "–"),
        ("", 0, "–", "–"),
    ],
)
def test_a_score_always_has_its_sign(language, value, places, en, nl):
    assert formats.signed(value, places) == (en if language == "en" else nl)


@pytest.mark.parametrize(
    ("value", "places", "en", "nl"),
    [
        (87.4, 0, "87%", "87%"),
        (87.45, 1, "87.5%", "87,5%"),
        (0, 0, "0%", "0%"),
        (None, 1, "–", "–"),
    ],
)
def test_percent(language, value, places, en, nl):
    assert formats.percent(value, places) == (en if language == "en" else nl)


def test_dates(language):
    english = language == "en"
    assert formats.day(TODAY) == ("17 Nov 2026" if english else "17 nov. 2026")
    assert formats.short_day(TODAY, today=TODAY) == ("17 Nov" if english else "17 nov.")
    assert formats.short_day(date(2025, 6, 4), today=TODAY) == (
        "4 Jun 2025" if english else "4 juni 2025"
    )
    assert formats.short_day(TODAY, today=TODAY, weekday=True) == (
        "Tue 17 Nov" if english else "di 17 nov."
    )
    assert formats.long_day(TODAY, today=TODAY) == (
        "Tuesday 17 November" if english else "dinsdag 17 november"
    )
    assert formats.long_day(TODAY, year=True).endswith("2026")
    assert formats.long_day(date(2025, 6, 4), today=TODAY).endswith("2025")
    assert formats.moment(NOW, today=TODAY) == (
        "Tue 17 Nov, 16:00" if english else "di 17 nov., 16.00 uur"
    )
    assert formats.clock_time(NOW) == ("16:00" if english else "16.00 uur")


def test_a_moment_is_told_in_local_time():
    """23:30 UTC on 31 December is 0:30 on 1 January in Amsterdam."""
    with translation.override("en"):
        late = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
        assert formats.day(late) == "1 Jan 2027"
        assert formats.moment(late, today=date(2027, 1, 1)) == "Fri 1 Jan, 00:30"


@pytest.mark.parametrize(
    "write",
    [
        formats.day,
        formats.short_day,
        formats.long_day,
        formats.moment,
        formats.clock_time,
        formats.ago,
    ],
)
def test_nothing_known_is_a_dash(write):
    assert write(None) == "–"


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=12), "12 min ago"),
        (timedelta(hours=5), "5 h ago"),
        (timedelta(hours=47, minutes=59), "47 h ago"),
        (timedelta(hours=49), "2 d ago"),
        (timedelta(days=63), "63 d ago"),
        (timedelta(days=-3), "in 3 d"),
    ],
)
def test_how_long_ago(passed, words):
    with translation.override("en"):
        assert formats.ago(NOW - passed, now=NOW) == words


def test_days_close_by_have_names():
    with translation.override("en"):
        assert formats.ago(TODAY, now=NOW) == "today"
        assert formats.ago(TODAY - timedelta(days=1), now=NOW) == "yesterday"
        assert formats.ago(TODAY + timedelta(days=1), now=NOW) == "tomorrow"
