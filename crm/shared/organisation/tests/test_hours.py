"""Opening hours are read as people write them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.shared.errors import Refusal
from crm.shared.organisation.hours import parse_hours, show_hours

NINE, FIVE = time(9), time(17)


@pytest.mark.parametrize(
    "text", ["09:00-17:00", "9-17", "9.00 - 17.00", "09:00\N{EN DASH}17:00", " 9 -17, "]
)
def test_one_stretch_in_many_spellings(text):
    assert parse_hours(text) == [(NINE, FIVE)]


def test_several_stretches_come_in_order():
    assert parse_hours("13:30-17:30; 9-12:30") == [
        (time(9), time(12, 30)),
        (time(13, 30), time(17, 30)),
    ]


@pytest.mark.parametrize("text", ["", "  ", ","])
def test_nothing_means_closed(text):
    assert parse_hours(text) == []


@pytest.mark.parametrize(
    "text",
    ["9", "17-9", "9-9", "25-26", "9-24", "9:60-10", "9-12, 11-13", "a-b", "٩-١٧", "9-10-11"],
)
def test_nonsense_gets_a_sentence(text):
    with pytest.raises(Refusal) as refusal:
        parse_hours(text)
    assert str(refusal.value)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    try:
        stretches = parse_hours(text)
    except Refusal:
        return
    assert parse_hours(show_hours(stretches)) == stretches
