"""Check who is held back, for which reason, and until when."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from surveys.audience.fatigue import Candidate, Reason, eligibility

NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)


def judge(person, **settings):
    return eligibility(person, now=NOW, **{"rest_days": 90, "account_cap": 3} | settings)


def test_somebody_reachable_and_rested_is_asked():
    assert judge(Candidate()).asked
    assert judge(Candidate(last_invited_at=NOW - timedelta(days=90))).asked


def test_one_invitation_in_ninety_days():
    held = judge(Candidate(last_invited_at=NOW - timedelta(days=89, hours=23)))
    assert (held.reason, held.eligible_from) == (Reason.RESTING, NOW + timedelta(hours=1))


def test_the_rest_period_is_a_setting():
    assert judge(Candidate(last_invited_at=NOW - timedelta(days=31)), rest_days=30).asked


def test_the_cap_per_account_says_when_there_is_room_again():
    free = NOW + timedelta(days=12)
    held = judge(Candidate(account_asked=3, account_free_from=free))
    assert (held.reason, held.eligible_from) == (Reason.ACCOUNT_CAP, free)
    assert judge(Candidate(account_asked=2)).asked
    assert judge(Candidate(account_asked=99), account_cap=0).asked


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"left": True}, Reason.LEFT),
        ({"objected": True}, Reason.OBJECTED),
        ({"has_address": False}, Reason.NO_ADDRESS),
        ({"bounced": True}, Reason.BOUNCED),
        ({"already_asked": True}, Reason.ALREADY),
        ({"open_complaint": True}, Reason.OPEN_COMPLAINT),
    ],
)
def test_each_hold_has_its_reason_and_no_date(change, reason):
    held = judge(replace(Candidate(last_invited_at=NOW, account_asked=9), **change))
    assert (held.asked, held.reason, held.eligible_from) == (False, reason, None)


def test_the_weightiest_reason_is_given():
    person = Candidate(objected=True, open_complaint=True, left=True, has_address=False)
    assert judge(person).reason == Reason.LEFT
