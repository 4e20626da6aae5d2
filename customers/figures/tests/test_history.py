"""The history of health: one row a day at most, when it changed by a point or changed band."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from customers.accounts.models import NEVER, Account
from customers.accounts.services import update_facts
from customers.figures.history import is_worth_noting, note_health
from customers.figures.models import HealthPoint
from customers.figures.services import refresh_health_of_the_day
from customers.tests.factories import AccountFactory

NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("noted", "band", "total", "new_band", "worth"),
    [
        (None, None, "60", "attention", True),
        ("60", "attention", "60.999", "attention", False),
        ("60", "attention", "61", "attention", True),
        ("60", "attention", "59", "attention", True),
        ("74.9", "attention", "75", "good", True),
        ("75", "good", "75.4", "good", False),
    ],
)
def test_what_is_worth_a_row(noted, band, total, new_band, worth):
    known = None if noted is None else Decimal(noted)
    assert is_worth_noting(known, band, Decimal(total), new_band) is worth


@pytest.mark.django_db
def test_a_change_is_noted_once_a_day():
    """No score, no complaint, no class, no revenue: 15 + 25 + 10 + 12.5 = 62.5; a 9 makes it 77.5."""
    account = AccountFactory(created_at=NOW)
    assert note_health([account.pk], now=NOW) == 1
    update_facts(account.pk, now=NOW, last_score=9)
    assert note_health([account.pk], now=NOW + timedelta(hours=1)) == 0
    assert note_health([account.pk], now=NOW + DAY) == 1
    assert note_health([account.pk], now=NOW + 2 * DAY) == 0, "nothing changed since"
    rows = HealthPoint.objects.order_by("day").values_list("total", "band", "nps", "complaints")
    assert list(rows) == [
        (Decimal("62.500"), "attention", 50, 100),
        (Decimal("77.500"), "good", 100, 100),
    ]


@pytest.mark.django_db
def test_the_nightly_round_notes_every_account_in_a_fixed_number_of_queries(
    django_assert_num_queries,
):
    AccountFactory.create_batch(3, created_at=NOW, figures_on=NEVER)
    refresh_health_of_the_day(NOW)
    assert HealthPoint.objects.count() == 3
    ids = list(Account.objects.values_list("pk", flat=True))
    Account.objects.update(last_score=2)
    with django_assert_num_queries(
        3
    ):  # the organisation, the accounts with their last note, the rows
        note_health(ids, now=NOW + DAY)
    assert HealthPoint.objects.count() == 6


@pytest.mark.django_db
def test_the_history_cannot_be_rewritten():
    account = AccountFactory(created_at=NOW)
    note_health([account.pk], now=NOW)
    for act in (
        lambda: HealthPoint.objects.update(total=1),
        lambda: HealthPoint.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
