"""Tests of what may happen to a deal: every pair of state and act."""

from datetime import UTC, date, datetime, timedelta

import pytest

from customers.deals.stage import (
    LOST,
    OPEN,
    WON,
    Act,
    acts,
    is_late,
    kept_or_default,
    quiet_since,
    target,
)

NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
ALLOWED = {
    (OPEN, Act.MOVE): OPEN,
    (OPEN, Act.WIN): WON,
    (OPEN, Act.LOSE): LOST,
    (WON, Act.REOPEN): OPEN,
    (LOST, Act.REOPEN): OPEN,
}


@pytest.mark.parametrize("state", [OPEN, WON, LOST])
@pytest.mark.parametrize("act", list(Act))
def test_every_pair_of_state_and_act(state, act):
    assert target(state, act) == ALLOWED.get((state, act))
    assert (act in acts(state)) is ((state, act) in ALLOWED)


def test_a_new_stage_brings_its_probability_unless_somebody_chose_one():
    assert kept_or_default(10, 10, 25) == 25
    assert kept_or_default(40, 10, 25) == 40


@pytest.mark.parametrize(
    ("last_contact_days", "opened_days", "quiet_for"),
    [
        (13, 100, None),
        (14, 100, 14),
        (None, 14, 14),
        (None, 13, None),
        (40, 3, None),
        (3, 40, None),
        (40, 20, 20),
    ],
)
def test_a_deal_is_quiet_after_fourteen_days_without_contact(
    last_contact_days, opened_days, quiet_for
):
    last = None if last_contact_days is None else NOW - timedelta(days=last_contact_days)
    since = quiet_since(last, NOW - timedelta(days=opened_days), NOW, 14)
    assert since == (None if quiet_for is None else NOW - timedelta(days=quiet_for))


@pytest.mark.parametrize(
    ("state", "close", "late"),
    [
        (OPEN, date(2026, 11, 16), True),
        (OPEN, date(2026, 11, 17), False),
        (OPEN, None, False),
        (WON, date(2026, 1, 1), False),
    ],
)
def test_an_open_deal_is_late_after_its_expected_day(state, close, late):
    assert is_late(state, close, date(2026, 11, 17)) is late
