"""Exported cells never start a formula and come back through the importer unchanged."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from crm.shared.cells import cell, guarded, starts_formula, unguarded

DANGEROUS = [
    "=1+1", "  =1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\x00=1", "＝1", "＠a", "＋1", "－1",
    "+cmd", "-2+3", "−x", "\u00a0=1", "+", "-",
]  # fmt: skip
HARMLESS = [
    "",
    "a=b",
    "O'Brien",
    "'s morgens",
    "-12",
    "+12,5",
    "−3.5",
    "-1.234,50",
    "+31 6 12345678",
    "12-3",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_formula_gets_an_apostrophe(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_text_numbers_and_phones_stay_as_they_are(text):
    assert guarded(text) == text


@given(st.text(alphabet="'=+-@ \t\r\na1＝", max_size=8))
def test_the_importer_gives_every_text_back(text):
    assert unguarded(guarded(text)) == text
    assert not starts_formula(guarded(text))


@pytest.mark.parametrize(
    ("value", "en", "nl"),
    [
        (Decimal("1234.50"), "1234.50", "1234,50"),
        (Decimal("-3"), "-3", "-3"),
        (12, "12", "12"),
        (0, "0", "0"),
        (None, "", ""),
        (date(2026, 11, 17), "2026-11-17", "17-11-2026"),
        (datetime(2026, 11, 17, 9, 0, tzinfo=UTC), "2026-11-17 10:00", "17-11-2026 10:00"),
        ("+31612345678", "+31 6 12345678", "+31 6 12345678"),
        ("=1", "'=1", "'=1"),
    ],
)
def test_cells_are_written_in_the_reader_s_notation(value, en, nl):
    with translation.override("en"):
        assert cell(value) == en
    with translation.override("nl"):
        assert cell(value) == nl
