"""Check what is kept of how things stood at the moment of an answer."""

from datetime import date

import pytest

from surveys.answers.moment import is_own_domain, tenure

TODAY = date(2026, 11, 17)


@pytest.mark.parametrize(
    ("since", "key"),
    [(None, ""), (date(2026, 11, 18), ""), (date(2026, 11, 17), "lt1"), (date(2025, 11, 18), "lt1"),
     (date(2025, 11, 16), "1to3"), (date(2023, 11, 10), "3to10"), (date(2016, 1, 1), "10plus")],
)  # fmt: skip
def test_tenure_in_years(since, key):
    assert tenure(since, TODAY) == key


@pytest.mark.parametrize(
    ("address", "house", "own"),
    [("jan@kring.nl", "info@kring.nl", True), ("Jan@KRING.nl", "info@kring.nl", True),
     ("jan@klant.nl", "info@kring.nl", False), ("jan@gmail.com", "kring@gmail.com", False),
     ("", "info@kring.nl", False), ("jan@kring.nl", "", False), ("", "", False)],
)  # fmt: skip
def test_our_own_domain(address, house, own):
    assert is_own_domain(address, house) is own
