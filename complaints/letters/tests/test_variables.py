"""The words in braces: a fixed list, plain replacement, nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.letters.variables import (
    LATE,
    VARIABLES,
    fill,
    left_open,
    unknown,
    used,
    with_link,
)


def test_values_are_put_in_and_what_is_missing_is_named():
    filled = fill("{greeting} {number}, by {promised_on}", {"greeting": "Hi", "number": "KL-1"})
    assert filled.text == "Hi KL-1, by {promised_on}"
    assert filled.missing == ("promised_on",)


def test_a_value_is_never_searched_for_variables():
    assert fill("{subject}", {"subject": "{reasons} {{ 1 }}", "reasons": "x"}).text == (
        "{reasons} {{ 1 }}"
    )


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("{nummer}", ["{nummer}"]),
        ("{ number }", ["{ number }"]),
        ("{Number}", ["{Number}"]),
        ("{number.__class__}", ["{number.__class__}"]),
        ("{{ number }}", ["{", "{ number }", "}"]),
        ("{% now %}", ["{% now %}"]),
        ("an { open brace", ["{ open brace"]),
        ("a } brace", ["}"]),
        ("{number} {decision}", []),
        ("no brace at all", []),
    ],
)
def test_what_is_no_variable_is_found(text, wrong):
    assert unknown(text) == wrong


def test_the_link_is_put_in_by_who_sends_the_letter():
    filled = fill("Here: {tracking_link}", {"tracking_link": "https://leak.test"})
    assert filled.text == "Here: {tracking_link}"
    assert left_open([filled.text]) == []
    assert with_link(filled.text, "https://x.test/k/y/") == "Here: https://x.test/k/y/"


@given(st.text(max_size=200))
def test_any_text_survives_filling_without_values(text):
    """Nothing is lost, and a text without unknown words names only variables."""
    filled = fill(text, {})
    assert filled.text == text
    assert set(used(text)) == {*filled.missing} | ({*used(text)} & LATE)


@given(st.lists(st.sampled_from(sorted(VARIABLES)), max_size=8))
def test_a_letter_with_every_value_has_nothing_left_open(names):
    text = " ".join(f"{{{name}}}" for name in names)
    values = dict.fromkeys(VARIABLES, "x")
    assert left_open([fill(text, values).text]) == []
    assert unknown(text) == []
