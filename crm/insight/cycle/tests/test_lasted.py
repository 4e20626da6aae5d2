"""How long customers stay, read from the account where it says all: equal to their history told move by move."""

import random
from collections import Counter

import pytest
from django.utils import timezone

from crm.insight.cycle.read import MONTH, PURCHASES, lasted, mark_now, mark_of
from crm.insight.cycle.tests.test_page import boss, crowd, make, wild
from crm.shared.localtime import local_date
from customers.accounts.events import LifecycleEvent
from customers.accounts.models import Account, Stage
from customers.figures.cycle import standing

pytestmark = pytest.mark.django_db
__all__ = ["boss", "crowd"]


def told(accounts, today) -> Counter:
    """Return the stays by (year, months, gone): each standing purchase opens one, the next other move closes it."""
    found: Counter = Counter()
    for account in accounts:
        moves = standing(LifecycleEvent.objects.filter(account=account).order_by("pk"))
        for place, move in enumerate(moves):
            if move.kind in PURCHASES:
                later = (m for m in moves[place + 1 :] if m.to_stage != Stage.CUSTOMER)
                end = next(later, None)
                days = ((end.happened_on if end else today) - move.happened_on).days
                found[move.happened_on.year, days * 100 // MONTH, end is not None] += 1
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_the_stays_equal_the_history_told_move_by_move(boss, crowd, seed):
    today = local_date(timezone.now())
    make([wild(random.Random(n), today) for n in range(seed * 40, seed * 40 + 40)], owner=boss)
    for accounts in (Account.objects.all(), Account.objects.filter(owner=crowd[0])):
        rows = lasted(accounts, today.year - 9, today)
        assert {(r.year, r.months, r.gone): r.count for r in rows} == told(accounts, today)
        assert any(row.gone for row in rows) and not all(row.gone for row in rows)


def test_a_mark_is_the_same_read_or_asked(boss, crowd):
    Account.objects.filter(owner=crowd[0], stage="potential").update(stage="former")
    rows = Account.objects.annotate(mark=mark_now()).values_list("mark", "stage", "is_former")
    assert len({mark for mark, _stage, _former in rows}) == 3
    assert all(mark == mark_of(stage, former) for mark, stage, former in rows)
