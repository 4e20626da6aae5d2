"""Who sees which accounts: role, team and setting, absence included."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from crm.shared.access import Role, editable_accounts_q, has_role, visible_accounts_q
from crm.shared.localtime import local_date
from crm.shared.organisation.models import Organisation
from crm.shared.tests.factories import TeamFactory, UserFactory
from customers.accounts.models import Account

pytestmark = pytest.mark.django_db


def account(owner, name):
    now = timezone.now()
    return Account.objects.create(
        name=name,
        name_key=name.lower(),
        owner=owner,
        team=owner.team if owner else None,
        created_at=now,
        updated_at=now,
    )


@pytest.fixture
def world():
    north, south = TeamFactory(), TeamFactory()
    me, mate, other = UserFactory(team=north), UserFactory(team=north), UserFactory(team=south)
    for owner, name in ((me, "mine"), (mate, "team"), (other, "other"), (None, "nobody")):
        account(owner, name)
    return {"me": me, "mate": mate, "other": other, "north": north}


def names(q):
    return set(Account.objects.filter(q).values_list("name", flat=True))


EVERYTHING = {"mine", "team", "other", "nobody"}


@pytest.mark.parametrize(
    ("visibility", "seen"),
    [("own", {"mine"}), ("team", {"mine", "team"}), ("everyone", EVERYTHING)],
)
def test_sales_staff_see_what_the_setting_says_and_change_only_their_own(world, visibility, seen):
    Organisation.objects.create(pk=1, visibility=visibility)
    assert names(visible_accounts_q(world["me"])) == seen
    assert names(editable_accounts_q(world["me"])) == {"mine"}


@pytest.mark.parametrize(
    ("role", "reads", "edits"),
    [
        ("complaint_handler", EVERYTHING, set()),
        ("manager", EVERYTHING, EVERYTHING),
        ("administrator", EVERYTHING, EVERYTHING),
        ("", set(), set()),
    ],
)
def test_other_roles_see_all_and_change_what_their_role_includes(world, role, reads, edits):
    user = UserFactory(role=role, team=world["north"])
    assert names(visible_accounts_q(user)) == reads
    assert names(editable_accounts_q(user)) == edits


def test_a_deputy_works_with_the_accounts_of_an_absent_colleague(world):
    today = local_date(timezone.now())
    other = world["other"]
    other.deputy, other.absent_from, other.absent_until = world["me"], today, today
    other.save()
    assert names(editable_accounts_q(world["me"])) == {"mine", "other"}
    other.absent_from = other.absent_until = today - timedelta(days=1)
    other.save()
    assert names(editable_accounts_q(world["me"])) == {"mine"}


def test_an_inactive_colleague_has_no_role():
    user = UserFactory(role="manager", is_active=False)
    assert not has_role(user, Role.MANAGER)


def test_absence_without_an_end_lasts():
    user = UserFactory(absent_from=date(2026, 1, 1))
    assert user.is_absent(date(2026, 11, 17)) and not user.is_absent(date(2025, 12, 31))
