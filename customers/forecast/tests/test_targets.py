"""Tests of targets: one grid, two editors, who sees which, and the buttons that only fill."""

from decimal import Decimal

import pytest
from django.urls import reverse

from crm.shared.organisation.services import get_organisation
from customers.errors import EditConflict
from customers.forecast.models import SalesTarget
from customers.forecast.targets import copied, read_grid, read_targets, save_targets, version_of
from customers.tests.pages import people, seller  # noqa: F401

pytestmark = pytest.mark.django_db
GRID = reverse("targets:grid")


@pytest.fixture
def boss(people):  # noqa: F811
    return people.client(people.manager)


def year_of(amount):
    return {month: Decimal(amount) for month in range(1, 13)}


def test_a_grid_is_saved_changed_and_cleared(people):  # noqa: F811
    row = ("user", people.seller.pk)
    assert save_targets(2026, {row: year_of(100)}, version=0, by=people.manager) == 12
    changed = {row: {1: Decimal(150), 2: None, 3: Decimal(100)}}
    assert save_targets(2026, changed, version=version_of(2026), by=people.manager) == 2
    assert read_grid(2026)[row][1] == 150
    assert 2 not in read_grid(2026)[row]
    assert SalesTarget.objects.count() == 11


def test_the_second_editor_is_refused(people):  # noqa: F811
    row = ("team", people.team.pk)
    save_targets(2026, {row: year_of(1)}, version=0, by=people.manager)
    with pytest.raises(EditConflict):
        save_targets(2026, {row: year_of(2)}, version=0, by=people.manager)
    assert read_grid(2026)[row][12] == 1


def test_last_year_is_copied_with_a_raise():
    """1,000 + 7.5 % → 1,075; 333 + 7.5 % = 357.975 → 358."""
    row = ("user", 1)
    grid = {row: {1: Decimal(1000), 2: Decimal(333)}}
    assert copied(grid, [row, ("user", 2)], Decimal("7.5")) == {row: {1: 1075, 2: 358}}


def test_who_sees_which_target(people):  # noqa: F811
    """Team 50 for itself; the seller 30, the stranger 7 in a team without target → everybody 57."""
    rows = {
        ("team", people.team.pk): {1: Decimal(50)},
        ("user", people.seller.pk): {1: Decimal(30)},
        ("user", people.stranger.pk): {1: Decimal(7)},
    }
    save_targets(2026, rows, version=0, by=people.manager)
    team_of = {u.pk: u.team_id for u in (people.seller, people.reader, people.stranger)}

    def seen(user, **whose):
        asked = {"owner": None, "team": None} | whose
        return read_targets(user, 2026, team_of).of(**asked).get(1)

    assert seen(people.manager) == 57
    assert seen(people.manager, team=people.stranger.team_id) == 7
    assert seen(people.reader) == 50
    assert seen(people.reader, owner=people.seller.pk) == 30
    assert seen(people.reader, owner=people.stranger.pk) is None
    assert seen(people.reader, team=people.stranger.team_id) is None
    organisation = get_organisation()
    organisation.visibility = "own"
    organisation.save()
    assert seen(people.seller) == 30
    assert seen(people.reader, owner=people.seller.pk) is None


def data(people, **values):  # noqa: F811
    name = f"user-{people.seller.pk}"
    return {f"{name}-{key[1:]}": value for key, value in values.items()} | {"version": "0"}


def test_the_grid_saves_what_was_typed(people, boss):  # noqa: F811
    answer = boss.post(f"{GRID}?year={people.today.year}", data(people, m1="1000", m2="2500.50"))
    assert answer.status_code == 302
    row = ("user", people.seller.pk)
    assert read_grid(people.today.year) == {row: {1: Decimal(1000), 2: Decimal("2500.50")}}


def test_nonsense_is_refused_beside_its_cell(people, boss):  # noqa: F811
    answer = boss.post(GRID, data(people, m1="much", m2="-1"))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="much"' in html
    assert SalesTarget.objects.count() == 0


def test_spread_and_copy_fill_without_saving(people, boss):  # noqa: F811
    year = people.today.year
    name = f"user-{people.seller.pk}"
    answer = boss.post(f"{GRID}?year={year}", data(people, m0="1201") | {"fill": name})
    html = answer.content.decode()
    assert (html.count('value="101"'), html.count('value="100"')) == (1, 11)
    assert "Nothing is saved yet" in html
    save_targets(year - 1, {("user", people.seller.pk): year_of(200)}, version=0, by=people.manager)
    answer = boss.post(f"{GRID}?year={year}", data(people) | {"fill": "copy", "percent": "10"})
    assert answer.content.decode().count('value="220"') == 12
    assert read_grid(year) == {}


def test_a_stale_grid_shows_both_versions(people, boss):  # noqa: F811
    year = people.today.year
    row = ("user", people.seller.pk)
    save_targets(year, {row: {1: Decimal(70)}}, version=0, by=people.manager)
    answer = boss.post(f"{GRID}?year={year}", data(people, m1="80"))
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "70" in html
    assert 'value="80"' in html
    assert 'name="version" value="1"' in html


def test_only_managers_set_targets(seller):  # noqa: F811
    assert seller.get(GRID).status_code == 403
