"""Numbers, dates and words are read the way Dutch and English people write them."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.shared.imports import values
from crm.shared.imports.values import Notation

NL, EN = Notation(decimal_comma=True), Notation()


@pytest.mark.parametrize(
    ("text", "dutch", "english"),
    [
        ("1.234,50", "1234.50", "1234.50"),
        ("1,234.50", "1234.50", "1234.50"),
        ("1.234", "1234", "1.234"),
        ("1,234", "1.234", "1234"),
        ("1.234.567", "1234567", "1234567"),
        ("12,5", "12.5", "12.5"),
        ("12.5", "12.5", "12.5"),
        ("€ 1.234,-", "1234", "1.234"),
        ("1100.04", "1100.04", "1100.04"),
        ("-12,00", "-12.00", "-12.00"),
        ("(12,00)", "-12.00", "-12.00"),
        ("−7", "-7", "-7"),
        ("1 234,50", "1234.50", "1234.50"),
        ("EUR 5", "5", "5"),
        ("0", "0", "0"),
    ],
)
def test_numbers_in_both_notations(text, dutch, english):
    assert values.number(text, NL) == Decimal(dutch)
    assert values.number(text, EN) == Decimal(english)


@pytest.mark.parametrize(
    "text", ["", "x", "1e309", "NaN", "inf", "١٢", "1.2.3,4,5", "--1", "9" * 50, "½", "1,2,3"]
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match="not a number"):
        values.number(text, EN)


def test_money_has_two_decimals_and_a_limit():
    assert values.money("12,5", NL) == Decimal("12.50")
    with pytest.raises(ValueError, match="too large"):
        values.money("10000000000", EN)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-17", "17-11-2026", "17-11-26", "17/11/2026", "17.11.2026", "17-Nov-26",
        "17 november 2026", "2026-11-17 09:30", "2026-11-17T09:30:00Z", "17-11-2026 09:30",
    ],
)  # fmt: skip
def test_dates_are_day_first_or_iso(text):
    assert values.day(text, EN) == date(2026, 11, 17)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31-02-2026",
        "11/17/2026",
        "0000-01-01",
        "10000-01-01",
        "2026",
        "x",
        "1-1-1",
        "29-02-2026",
    ],
)
def test_impossible_dates_are_refused(text):
    with pytest.raises(ValueError, match="not a date"):
        values.day(text, EN)


def test_two_digit_years_lie_between_1969_and_2068():
    assert values.day("01-01-69", EN).year == 1969
    assert values.day("01-01-68", EN).year == 2068


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3:53:50 PM", time(15, 53, 50)),
        ("12:00 AM", time(0, 0)),
        ("12:30 pm", time(12, 30)),
        ("15.45", time(15, 45)),
        ("23:59:59.123", time(23, 59, 59)),
    ],
)
def test_times_of_both_clocks(text, expected):
    assert values.clock(text, EN) == expected


@pytest.mark.parametrize("text", ["25:00", "13:00 PM", "0:00 AM", "x", "12:60"])
def test_impossible_times_are_refused(text):
    with pytest.raises(ValueError, match="not a time"):
        values.clock(text, EN)


def test_a_moment_takes_the_time_behind_the_date():
    assert values.moment("17-11-2026 09:30", EN) == datetime(2026, 11, 17, 9, 30)
    assert values.moment("2026-11-17T09:30:00+01:00", EN) == datetime(2026, 11, 17, 9, 30)
    assert values.moment("17-11-2026", EN) == datetime(2026, 11, 17)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-17 08:30:00 UTC",
        "2026-11-17T08:30Z",
        "2026-11-17 10:30+02:00",
        "2026-11-17T04:00-0430",
    ],
)
def test_a_time_with_its_zone_is_told_in_ours(text):
    """Each of these is 8:30 in Greenwich, 9:30 in Amsterdam in winter."""
    assert values.moment(text, EN) == datetime(2026, 11, 17, 9, 30)


def test_a_summer_night_in_greenwich_is_the_next_day_here():
    assert values.moment("2026-06-30 22:15:00 UTC", EN) == datetime(2026, 7, 1, 0, 15)


def test_a_file_that_writes_the_month_first_is_read_so():
    american = Notation(month_first=True)
    assert values.day("03/04/2026", american) == date(2026, 3, 4)
    assert values.day("11/17/2026 3:53 PM", american) == date(2026, 11, 17)
    assert values.day("2026-11-17", american) == date(2026, 11, 17)
    with pytest.raises(ValueError, match="not a date"):
        values.day("17/11/2026", american)


def test_words_phones_addresses_and_whole_numbers():
    assert values.yes_no("Ja", EN) is True and values.yes_no("No", EN) is False
    assert values.phone("06-12345678", EN) == "+31612345678"
    assert values.email("a@kring.test", EN) == "a@kring.test"
    assert values.whole(0, 100)("50", EN) == 50
    assert values.word_of({"Gewonnen": "won"})("GEWONNEN ", EN) == "won"
    for parse, text in [
        (values.yes_no, "maybe"), (values.phone, "12"), (values.email, "a@"),
        (values.whole(0, 100), "101"), (values.whole(0, 100), "6.5"),
        (values.word_of({"won": "won"}), "lost"), (values.text(3), "four"),
    ]:  # fmt: skip
        with pytest.raises(ValueError):
            parse(text, EN)


@given(st.text(max_size=30))
def test_no_cell_breaks_a_reader(text):
    for parse in (values.number, values.money, values.day, values.clock, values.moment, values.phone,
                  values.email, values.yes_no, values.whole(0, 10)):  # fmt: skip
        try:
            parse(text, NL)
        except ValueError as error:
            assert str(error) or parse is values.moment
