"""The Django admin is for administrators, and keeps the rules of the services."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from crm.shared.audit.models import AuditEntry
from crm.shared.people.models import User
from crm.shared.tests.factories import TeamFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client):
    user = UserFactory(username="boss", role="administrator")
    client.force_login(user)
    return user


def form_of(user, **changes):
    return {
        "username": user.username,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "email": user.email,
        "job_title": "",
        "team": user.team_id or "",
        "language": user.language,
        "is_active": "on" if user.is_active else "",
        "roles": list(user.groups.values_list("name", flat=True)),
        **changes,
    }


@pytest.mark.parametrize("role", ["sales", "complaint_handler", "manager"])
def test_other_roles_do_not_get_in_even_with_the_staff_flag(client, role):
    client.force_login(UserFactory(role=role, is_staff=True))
    assert client.get("/admin/", follow=True).status_code == 403
    assert client.get("/admin/shared/user/", follow=True).status_code == 403


def test_a_stranger_is_sent_to_the_log_in_page(client):
    answer = client.get("/admin/shared/user/", follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("people:login"))


def test_an_administrator_needs_no_staff_flag(client, boss):
    assert not boss.is_staff
    assert client.get("/admin/").status_code == 200


def test_roles_and_team_change_through_the_services(client, boss):
    user, team = UserFactory(), TeamFactory()
    url = reverse("admin:shared_user_change", args=[user.pk])
    answer = client.post(url, form_of(user, roles=["manager", "administrator"], team=team.pk))
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    user.refresh_from_db()
    assert set(user.groups.values_list("name", flat=True)) == {"manager", "administrator"}
    assert user.is_staff
    assert user.team == team
    assert set(AuditEntry.objects.filter(object_id=user.pk).values_list("verb", flat=True)) >= {
        "edit",
        "roles",
        "move",
    }


def test_a_new_colleague_gets_roles(client, boss):
    answer = client.post(
        reverse("admin:shared_user_add"),
        {
            "username": "nieuw",
            "usable_password": "true",
            "password1": "een lang nieuw woord",
            "password2": "een lang nieuw woord",
            "roles": ["sales"],
            "language": "nl",
        },
    )
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    user = User.objects.get(username="nieuw")
    assert list(user.groups.values_list("name", flat=True)) == ["sales"]
    assert not user.is_staff


@pytest.mark.parametrize("changes", [{"roles": ["sales"]}, {"is_active": ""}])
def test_the_last_administrator_stays(client, boss, changes):
    url = reverse("admin:shared_user_change", args=[boss.pk])
    answer = client.post(url, form_of(boss, **changes))
    assert answer.status_code == 200
    assert b"only one" in answer.content
    boss.refresh_from_db()
    assert boss.is_active
    assert boss.groups.filter(name="administrator").exists()


def test_a_colleague_is_never_deleted(client, boss):
    user = UserFactory()
    url = reverse("admin:shared_user_delete", args=[user.pk])
    assert client.post(url, {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=user.pk).exists()


def test_the_audit_trail_and_the_roles_are_for_reading(client, boss):
    entry = AuditEntry.objects.create(verb="create", kind="test")
    group = Group.objects.get(name="sales")
    for name, pk in (("shared_auditentry", entry.pk), ("auth_group", group.pk)):
        assert client.get(reverse(f"admin:{name}_changelist")).status_code == 200
        assert client.get(reverse(f"admin:{name}_change", args=[pk])).status_code == 200
        assert client.post(reverse(f"admin:{name}_change", args=[pk]), {}).status_code == 403
        assert client.post(reverse(f"admin:{name}_delete", args=[pk]), {}).status_code == 403


def test_a_team_with_members_cannot_be_deleted(client, boss):
    team = TeamFactory()
    UserFactory(team=team)
    url = reverse("admin:shared_team_delete", args=[team.pk])
    assert client.post(url, {"post": "yes"}).status_code == 403
