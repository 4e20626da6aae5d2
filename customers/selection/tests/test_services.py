"""Account selection: weights, scores, positions, spend, key-account stage."""

from datetime import date
from decimal import Decimal

import pytest

from crm.shared.tests.factories import UserFactory
from customers.errors import CustomerConflict, CustomerError, EditConflict
from customers.selection import services
from customers.selection.models import Assessment, Criterion, Standing
from customers.selection.services import TEXTS, criteria, stamp_of
from customers.tests.factories import NOW, AccountFactory, OrderFactory

pytestmark = pytest.mark.django_db
EXAMPLE = (4, 3, 5, 2, 2, 4, 3)  # on the seeded weights 30 25 25 20 | 40 30 30


@pytest.fixture
def manager():
    """Return a manager."""
    return UserFactory(role="manager")


def scores(values=EXAMPLE):
    """Return scores per criterion in their order."""
    rows = [c for axis in criteria().values() for c in axis]
    return {c.pk: value for c, value in zip(rows, values, strict=True)}


def rows_of(axis, *weights):
    """Return the criteria of an axis as the service takes them, with other weights."""
    return [
        {"pk": c.pk, "weight": weight, **{t: getattr(c, t) for t in TEXTS}}
        for c, weight in zip(criteria()[axis], weights, strict=True)
    ]


def test_the_seeded_weights_are_a_hundred_per_axis():
    assert [[c.weight for c in rows] for rows in criteria().values()] == [
        [30, 25, 25, 20],
        [40, 30, 30],
    ]


def test_scores_become_a_position_and_the_earlier_ones_stay():
    """3.60 and 2.90 are develop (`test_matrix`)."""
    account = AccountFactory()
    services.score_account(account, scores(), by=account.owner, now=NOW, note="First talk")
    standing = Standing.objects.get()
    assert (standing.attractiveness, standing.relationship) == (Decimal("3.60"), Decimal("2.90"))
    assert (standing.quadrant, standing.scored_on) == ("develop", date(2026, 11, 17))
    services.score_account(account, scores((1,) * 7), by=account.owner, now=NOW)
    standing.refresh_from_db()
    assert standing.quadrant == "minimal" and Assessment.objects.count() == 2
    assert Assessment.objects.order_by("pk")[0].scores.count() == 7


@pytest.mark.parametrize("wrong", [{}, {1: 9}])
def test_every_criterion_needs_a_score(wrong):
    with pytest.raises(CustomerError):
        services.score_account(AccountFactory(), wrong, by=None, now=NOW)
    assert not Assessment.objects.exists()


def test_a_score_of_six_is_refused():
    with pytest.raises(CustomerError):
        services.score_account(AccountFactory(), scores((5,) * 6 + (6,)), by=None, now=NOW)


def test_weights_that_are_not_a_hundred_together_are_refused_with_a_sentence(manager):
    rows = rows_of("attractiveness", 30, 25, 25, 25)
    stamp = stamp_of(criteria()["attractiveness"])
    with pytest.raises(CustomerError, match="105 % together"):
        services.save_criteria("attractiveness", rows, stamp=stamp, by=manager, now=NOW)
    with pytest.raises(CustomerError, match="manager"):
        services.save_criteria("attractiveness", rows, stamp=stamp, by=UserFactory(), now=NOW)


def test_other_weights_move_the_positions_that_were_scored(manager):
    """On 10 10 10 70 the example is .4 + .3 + .5 + 1.4 = 2.60: minimal beside 2.90."""
    account = AccountFactory()
    services.score_account(account, scores(), by=None, now=NOW)
    stamp = stamp_of(criteria()["attractiveness"])
    services.save_criteria(
        "attractiveness",
        rows_of("attractiveness", 10, 10, 10, 70),
        stamp=stamp,
        by=manager,
        now=NOW,
    )
    standing = Standing.objects.get()
    assert (standing.attractiveness, standing.quadrant) == (Decimal("2.60"), "minimal")
    assert services.refresh_standings(NOW) == 0
    with pytest.raises(CustomerConflict):
        services.save_criteria(
            "attractiveness",
            rows_of("attractiveness", 25, 25, 25, 25),
            stamp=stamp,
            by=manager,
            now=NOW,
        )


def test_a_new_criterion_leaves_positions_open_until_scored_again(manager):
    account = AccountFactory()
    services.score_account(account, scores(), by=None, now=NOW)
    rows = rows_of("relationship", 40, 30, 20)
    rows.append({"weight": 10, **dict.fromkeys(TEXTS, "New")})
    stamp = stamp_of(criteria()["relationship"])
    services.save_criteria("relationship", rows, stamp=stamp, by=manager, now=NOW)
    assert Standing.objects.get().quadrant == "" and Criterion.objects.count() == 8


def test_spend_is_one_row_a_year_and_the_second_editor_is_told():
    """Orders of 2026 are 60,000 of the 150,000 they spend."""
    account = AccountFactory()
    OrderFactory(account=account, ordered_on=date(2026, 3, 1), amount=60_000)
    OrderFactory(account=account, ordered_on=date(2025, 3, 1), amount=9)
    fields = {"year": 2026, "source": "Their buyer", "by": account.owner, "now": NOW}
    services.save_wallet(account, spend=Decimal(150_000), version=0, **fields)
    assert services.sales_by_year(account.pk, [2026, 2025]) == {2026: 60_000, 2025: 9}
    assert services.sales_by_year(account.pk, []) == {}
    saved = services.save_wallet(account, spend=Decimal(160_000), version=1, **fields)
    assert saved.version == 2 and account.wallets.count() == 1
    for version in (0, 1):
        with pytest.raises(EditConflict):
            services.save_wallet(account, spend=Decimal(1), version=version, **fields)
    with pytest.raises(CustomerError):
        services.save_wallet(account, spend=Decimal(0), version=2, **fields)


def test_a_key_account_stage_needs_evidence_and_the_latest_day_counts():
    account = AccountFactory()
    for stage, day in (("mid", date(2026, 5, 1)), ("early", date(2026, 1, 1))):
        services.set_key_stage(
            account, stage, happened_on=day, evidence="They share their plans", by=None, now=NOW
        )
    assert Standing.objects.get().key_stage == "mid" and account.key_stage_moves.count() == 2
    for wrong in ({"evidence": " "}, {"happened_on": date(2026, 12, 1)}):
        with pytest.raises(CustomerError):
            services.set_key_stage(
                account, "mid", by=None, now=NOW,
                **({"happened_on": date(2026, 6, 1), "evidence": "Seen"} | wrong),
            )  # fmt: skip
