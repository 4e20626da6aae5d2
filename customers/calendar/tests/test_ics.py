"""The iCalendar file: folding, escaping, days, moments (RFC 5545)."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.shared.localtime import at_local
from customers.calendar.ics import Event, escape, fold, write

STAMP = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
WHOLE_DAY = Event("task-1@kring.test", date(2026, 12, 31), None, 30, "Send the quote")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a,b;c\\d", "a\\,b\\;c\\\\d"),
        ("first\r\nsecond\rthird", "first\\nsecond\\nthird"),
        ("nul\x00 bell\x07", "nul bell"),
        ("€ café 漢字 👩‍🔧", "€ café 漢字 👩‍🔧"),
    ],
)
def test_text_is_escaped(text, written):
    assert escape(text) == written


def test_a_line_of_76_octets_is_folded_after_75_and_one_of_75_is_not():
    assert list(fold("a" * 75)) == ["a" * 75]
    assert list(fold("a" * 76)) == ["a" * 75, " a"]


def test_a_letter_of_several_octets_is_never_cut():
    """74 + the two octets of é would be 76: é goes to the next line."""
    assert list(fold("a" * 74 + "é")) == ["a" * 74, " é"]


@given(st.text(max_size=400))
def test_folding_loses_nothing_and_keeps_lines_short(text):
    line = escape(text)
    pieces = list(fold(line))
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])


@given(st.text(max_size=200))
def test_no_text_breaks_out_of_its_line(text):
    event = Event("x@y", date(2026, 1, 1), None, 30, text, description=text)
    for line in write([event], name=text, stamp=STAMP).split("\r\n")[:-1]:
        assert "\n" not in line and "\r" not in line


def test_a_day_without_an_hour_lasts_that_day_also_over_new_year():
    text = write([WHOLE_DAY], name="Kring", stamp=STAMP)
    assert "DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n" in text
    assert "DTSTAMP:20261117T090000Z" in text and "UID:task-1@kring.test" in text


@pytest.mark.parametrize(
    ("day", "clock", "written"),
    [
        (date(2026, 7, 1), "09:30", "DTSTART:20260701T073000Z\r\nDTEND:20260701T083000Z"),
        (date(2026, 12, 1), "09:30", "DTSTART:20261201T083000Z\r\nDTEND:20261201T093000Z"),
        (date(2026, 10, 25), "03:30", "DTSTART:20261025T023000Z\r\nDTEND:20261025T033000Z"),
    ],
)
def test_hours_are_those_of_amsterdam_in_summer_winter_and_the_night_between(day, clock, written):
    """Summer time is two hours ahead of UTC, winter time one; 25 October 03:30 is winter again."""
    starts = at_local(day, datetime.strptime(clock, "%H:%M").time())
    event = Event("task-2@kring.test", day, starts, 60, "Visit")
    assert written in write([event], name="Kring", stamp=STAMP)


def test_the_file_begins_and_ends_as_it_should():
    text = write([WHOLE_DAY, WHOLE_DAY], name="Kring", stamp=STAMP)
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 2
    assert "VERSION:2.0" in lines and any(line.startswith("PRODID:") for line in lines)
