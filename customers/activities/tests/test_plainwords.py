"""Tests of due dates in plain words, both languages. Today is Tuesday 17 November 2026."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customers.activities.plainphrases import LONG_DAYS
from customers.activities.plainwords import find_due

TODAY = date(2026, 11, 17)


@pytest.mark.parametrize(
    ("text", "on", "at"),
    [
        ("bel morgen terug", date(2026, 11, 18), None),
        ("bel morgenochtend", date(2026, 11, 18), None),
        ("call back tomorrow", date(2026, 11, 18), None),
        ("call tomorrow morning at 9:30", date(2026, 11, 18), time(9, 30)),
        ("overmorgen", date(2026, 11, 19), None),
        ("the day after tomorrow", date(2026, 11, 19), None),
        ("offerte sturen vandaag", TODAY, None),
        ("call today 16:00", TODAY, time(16)),
        ("Terugbellen vrijdag 14:00", date(2026, 11, 20), time(14)),
        ("Terugbellen vrijdag om 14.00 uur", date(2026, 11, 20), time(14)),
        ("terugbellen vr 14 uur", date(2026, 11, 20), time(14)),
        ("Call back Fri 14:00", date(2026, 11, 20), time(14)),
        ("Call back Friday at 2pm", date(2026, 11, 20), time(14)),
        ("Call back Friday at 2:30 pm", date(2026, 11, 20), time(14, 30)),
        ("at noon: Friday 12 pm", date(2026, 11, 20), time(12)),
        ("visit next Friday", date(2026, 11, 27), None),
        ("bezoek volgende vrijdag", date(2026, 11, 27), None),
        ("bezoek komende vrijdag", date(2026, 11, 20), None),
        ("dinsdag", date(2026, 11, 24), None),
        ("next week", date(2026, 11, 23), None),
        ("volgende maand", date(2026, 12, 1), None),
        ("eind van de week", date(2026, 11, 20), None),
        ("end of the month", date(2026, 11, 30), None),
        ("over 3 weken", date(2026, 12, 8), None),
        ("over een week", date(2026, 11, 24), None),
        ("over twee dagen", date(2026, 11, 19), None),
        ("in 3 weeks", date(2026, 12, 8), None),
        ("in a month", date(2026, 12, 17), None),
        ("binnen 5 dagen", date(2026, 11, 22), None),
        ("prijs op 20-11", date(2026, 11, 20), None),
        ("prijs 20-11", date(2026, 11, 20), None),
        ("prijs voor 20/11 14:00", date(2026, 11, 20), time(14)),
        ("prijs 20-11-2026", date(2026, 11, 20), None),
        ("price 2026-12-01", date(2026, 12, 1), None),
        ("price by 20 Nov", date(2026, 11, 20), None),
        ("prijs 20 november 2026", date(2026, 11, 20), None),
        ("price Nov 20", date(2026, 11, 20), None),
        ("price November 20th, 2026", date(2026, 11, 20), None),
        ("price 3 Feb", date(2027, 2, 3), None),
        ("leap 29 Feb", date(2028, 2, 29), None),
    ],
)
def test_a_due_date_is_found(text, on, at):
    due = find_due(text, TODAY)
    assert due is not None
    assert (due.on, due.at) == (on, at)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Wants a photo of the type plate",
        "goedemorgen gewenst",
        "they ordered 10-12 boilers",
        "zo doen we het, wo is weg",
        "sat down with the sun in our eyes",
        "delivered on 3-11-2025",
        "31-02-2027 bestaat niet",
        "version 1.2 of the drawing",
        "may be interested in three products",
        "spoke today about prices",
        "price 20 Nov 2099",
        "over 40 weken van nu bij 2026-99-99 x",
    ][:-1],
)
def test_no_due_date_is_made_up(text):
    assert find_due(text, TODAY) is None


def test_the_last_date_in_the_line_wins():
    due = find_due("Visited on 20-11? No: they moved it, call Monday", TODAY)
    assert due.on == date(2026, 11, 23)


def test_the_words_of_the_date_are_marked():
    text = "Call back Fri 14:00, please"
    due = find_due(text, TODAY)
    assert text[due.start : due.end] == "Fri 14:00"


@given(st.text(max_size=200))
def test_any_text_is_read_without_stumbling(text):
    due = find_due(text, TODAY)
    assert due is None or (due.on >= TODAY and 0 <= due.start < due.end <= len(text))


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.sampled_from(sorted(LONG_DAYS)))
def test_a_weekday_is_within_the_coming_week(today, word):
    due = find_due(f"bel {word} terug", today)
    assert 1 <= (due.on - today).days <= 7
    assert due.on.weekday() == LONG_DAYS[word]


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 1800))
def test_a_written_date_is_read_back(today, ahead):
    on = date.fromordinal(today.toordinal() + ahead)
    assert find_due(f"call {on:%d-%m-%Y}", today).on == on
    assert find_due(f"call {on.isoformat()}", today).on == on


@pytest.mark.parametrize(
    ("today", "on"),
    [(date(2027, 1, 31), date(2027, 2, 28)), (date(2027, 8, 31), date(2027, 9, 30))],
)
def test_a_month_on_stays_in_the_month(today, on):
    assert find_due("call in a month", today).on == on
