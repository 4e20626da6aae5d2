"""Phone numbers in any notation are one number."""

import pytest

from crm.shared.phones import display, looks_like_number, normalise


@pytest.mark.parametrize(
    "text", ["06-12345678", "06 1234 5678", "+31 6 12345678", "0031612345678", "+31 (0)6 12345678"]
)
def test_notations_of_one_number_are_equal(text):
    assert normalise(text) == "+31612345678"


@pytest.mark.parametrize("text", ["", "hello", "12", "\x00", "9" * 60, "١٢"])
def test_what_cannot_be_a_number_is_none(text):
    assert normalise(text) is None


def test_a_stored_number_is_shown_with_spaces():
    assert display("+31612345678") == "+31 6 12345678"
    assert display("+31201234567") == "+31 20 123 4567"
    assert display("no number") == "no number"


def test_what_is_written_like_a_number_is_seen():
    assert looks_like_number("06-1234") is True
    assert looks_like_number("06-12") is False
    assert looks_like_number("KL-2026-0001") is False
