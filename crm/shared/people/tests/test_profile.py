"""Colleagues keep their profile, their absence and who stands in."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from crm.shared.audit.models import AuditEntry
from crm.shared.errors import Refusal
from crm.shared.people import hooks, services
from crm.shared.people.absence import acting_owner
from crm.shared.people.models import User
from crm.shared.tests.factories import TeamFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 17)


@pytest.fixture
def sanne(client):
    user = UserFactory(first_name="Sanne", last_name="Dekker")
    client.force_login(user)
    return user


def typed(**changes):
    return {
        "first_name": "Sanne",
        "last_name": "de Dekker",
        "job_title": "Accountmanager",
        "language": "nl",
        "theme": "dark",
        "shortcuts": "",
        "weekly_digest": "on",
        **changes,
    }


def test_a_profile_is_saved_and_shows_at_once(client, sanne):
    answer = client.post(reverse("people:profile"), typed(), follow=True)
    assert 'lang="nl"' in answer.content.decode()
    assert 'data-bs-theme="dark"' in answer.content.decode()
    sanne.refresh_from_db()
    assert (sanne.last_name, sanne.theme, sanne.shortcuts) == ("de Dekker", "dark", False)
    assert AuditEntry.objects.get(object_id=sanne.pk).changed == sorted(
        ["job_title", "language", "last_name", "shortcuts", "theme"]
    )


@pytest.mark.parametrize(
    "changes", [{"language": "fr"}, {"theme": "pink"}, {"first_name": "x" * 151}]
)
def test_nonsense_is_422_and_the_frame_keeps_the_stored_name(client, sanne, changes):
    answer = client.post(reverse("people:profile"), typed(**changes))
    assert answer.status_code == 422
    assert answer.context["request"].user.last_name == "Dekker"
    sanne.refresh_from_db()
    assert sanne.last_name == "Dekker"


def test_nobody_gives_himself_a_role_or_another_name_to_log_in_with(client, sanne):
    extra = {
        "username": "boss",
        "is_staff": "on",
        "is_superuser": "on",
        "email": "x@y.nl",
        "team": 1,
    }
    client.post(reverse("people:profile"), typed(**extra))
    stored = User.objects.get(pk=sanne.pk)
    assert (stored.username, stored.email) == (sanne.username, sanne.email)
    assert not (stored.is_staff or stored.is_superuser)
    with pytest.raises(ValueError, match="is_staff"):
        services.change_profile(sanne, by=sanne, is_staff=True)


def test_the_theme_button_stores_the_theme_and_returns(client, sanne):
    answer = client.post(reverse("people:theme"), {"theme": "dark", "next": "/settings/?a=1"})
    assert answer["Location"] == "/settings/?a=1"
    sanne.refresh_from_db()
    assert sanne.theme == "dark"
    assert client.post(reverse("people:theme"), {"theme": "pink"}).status_code == 422


def test_an_absence_is_saved_with_a_deputy(client, sanne):
    deputy = UserFactory()
    data = {"absent_from": "2026-12-21", "absent_until": "2027-01-04", "deputy": deputy.pk}
    assert client.post(reverse("people:absence"), data).status_code == 302
    sanne.refresh_from_db()
    assert (sanne.absent_until, sanne.deputy) == (date(2027, 1, 4), deputy)
    assert AuditEntry.objects.get(verb="absence").object_id == sanne.pk


def test_days_that_do_not_fit_are_refused_and_kept(client, sanne):
    away = UserFactory(is_active=False)
    for data, field in (
        ({"absent_from": "2027-01-04", "absent_until": "2026-12-21"}, "absent_until"),
        ({"absent_until": "2026-12-21"}, "absent_from"),
        ({"absent_from": "31-02-2027"}, "absent_from"),
        ({"deputy": sanne.pk}, "deputy"),
        ({"deputy": away.pk}, "deputy"),
        ({"deputy": "x"}, "deputy"),
    ):
        answer = client.post(reverse("people:absence"), data)
        assert answer.status_code == 422
        assert answer.context["absence_form"].errors[field]
    sanne.refresh_from_db()
    assert (sanne.absent_from, sanne.deputy) == (None, None)


def test_the_service_refuses_what_the_form_does_not_offer(sanne):
    with pytest.raises(Refusal):
        services.set_absence(sanne, absent_from=None, absent_until=None, deputy=sanne, by=sanne)
    gone = UserFactory(is_active=False)
    with pytest.raises(Refusal):
        services.set_absence(sanne, absent_from=None, absent_until=None, deputy=gone, by=sanne)


@pytest.mark.parametrize(
    ("start", "end", "away"),
    [
        (0, 0, True),
        (-1, 1, True),
        (0, None, True),
        (1, 2, False),
        (-2, -1, False),
        (None, None, False),
    ],
)
def test_absence_includes_its_first_and_last_day(start, end, away):
    def day(offset):
        return None if offset is None else TODAY + timedelta(days=offset)

    user = UserFactory(absent_from=day(start), absent_until=day(end))
    assert user.is_absent(TODAY) is away


def test_the_deputy_acts_then_the_team_s_manager_then_nobody_else():
    manager, deputy = UserFactory(role="manager"), UserFactory()
    user = UserFactory(team=TeamFactory(manager=manager), deputy=deputy)
    assert acting_owner(user, TODAY) == user
    user.absent_from = TODAY
    assert acting_owner(user, TODAY) == deputy
    deputy.absent_from = TODAY
    assert acting_owner(user, TODAY) == manager
    manager.is_active = False
    assert acting_owner(user, TODAY) == user
    user.absent_from, user.is_active, manager.is_active = None, False, True
    user.deputy = None
    assert acting_owner(user, TODAY) == manager, "somebody who left counts as absent"


def test_a_move_to_another_team_tells_the_apps_in_the_same_transaction(sanne, now, monkeypatch):
    told = []
    monkeypatch.setattr(hooks, "_team_changes", [lambda user, at: told.append((user.team, at))])
    team = TeamFactory()
    services.move_user_to_team(sanne, team, by=None, now=now)
    services.move_user_to_team(sanne, team, by=None, now=now)
    assert told == [(team, now)]
    sanne.refresh_from_db()
    assert sanne.team == team

    def fail(user, at):
        raise RuntimeError

    hooks.on_team_change(fail)
    with pytest.raises(RuntimeError):
        services.move_user_to_team(sanne, None, by=None, now=now)
    sanne.refresh_from_db()
    assert sanne.team == team


def test_roles_keep_the_staff_flag_in_step_and_spare_the_last_administrator(sanne):
    services.set_roles(sanne, ["administrator", "sales"], by=None)
    assert User.objects.get(pk=sanne.pk).is_staff
    with pytest.raises(Refusal):
        services.set_roles(sanne, ["sales"], by=sanne)
    with pytest.raises(Refusal):
        services.set_active(sanne, False, by=sanne)
    services.set_roles(UserFactory(), ["administrator"], by=sanne)
    services.set_roles(sanne, ["sales"], by=sanne)
    assert not User.objects.get(pk=sanne.pk).is_staff
    services.set_active(sanne, False, by=None)
    assert set(AuditEntry.objects.filter(object_id=sanne.pk).values_list("verb", flat=True)) == {
        "roles", "edit", "deactivate",
    }  # fmt: skip
    with pytest.raises(ValueError, match="emperor"):
        services.set_roles(sanne, ["emperor"], by=None)
