"""What colleagues change about themselves, and administrators about colleagues."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from crm.shared.access import Role
from crm.shared.audit.services import record
from crm.shared.errors import Refusal
from crm.shared.people.hooks import run_team_change
from crm.shared.people.models import Team, User

PROFILE_FIELDS = (
    *("first_name", "last_name", "job_title", "language", "theme", "shortcuts"),
    *("weekly_digest", "digest_every"),
)


def _save(user: User, by: Any, verb: str, **values: Any) -> User:
    """Save the values that differ, with one audit row; nothing happens when none differs."""
    changed = [name for name, value in values.items() if getattr(user, name) != value]
    if changed:
        for name in changed:
            setattr(user, name, values[name])
        with transaction.atomic():
            user.save(update_fields=changed)
            record(verb, user, by=by, changes=changed)
    return user


def change_profile(user: User, *, by: Any, **values: Any) -> User:
    """Change name, job title, language, theme or shortcuts of a colleague."""
    unknown = set(values) - set(PROFILE_FIELDS)
    if unknown:
        raise ValueError(f"Not part of a profile: {', '.join(sorted(unknown))}.")
    return _save(user, by, "edit", **values)


def set_absence(
    user: User,
    *,
    absent_from: date | None,
    absent_until: date | None,
    deputy: User | None,
    by: Any,
) -> User:
    """Say from when to when a colleague is away and who stands in; no days means present.

    Raises Refusal when the days do not fit together or the deputy is the colleague or inactive.
    """
    if absent_until and not absent_from:
        raise Refusal(_("Give the first day of the absence too."), field="absent_from")
    if absent_from and absent_until and absent_until < absent_from:
        raise Refusal(_("The last day lies before the first."), field="absent_until")
    if deputy and deputy.pk == user.pk:
        raise Refusal(_("Choose somebody else as deputy."), field="deputy")
    if deputy and not deputy.is_active:
        raise Refusal(_("This colleague no longer works here."), field="deputy")
    return _save(
        user, by, "absence", absent_from=absent_from, absent_until=absent_until, deputy=deputy
    )


def move_user_to_team(user: User, team: Team | None, *, by: Any, now: datetime) -> User:
    """Move a colleague to a team, and what hangs on it in the other apps (their accounts' team)."""
    if user.team_id == (team.pk if team else None):
        return user
    with transaction.atomic():
        _save(user, by, "move", team=team)
        run_team_change(user, now)
    return user


def set_roles(user: User, roles: Iterable[str], *, by: Any, checked: bool = False) -> User:
    """Give a colleague exactly these roles; only administrators may enter the Django admin.

    Raises Refusal when the last active administrator would lose the role; `checked` says that the
    form has looked at that already.
    """
    wanted = {Role(role).value for role in roles}
    with transaction.atomic():
        held = set(user.groups.values_list("name", flat=True))
        if Role.ADMINISTRATOR.value in held - wanted and not checked:
            refuse_without_administrator(user)
        if held != wanted:
            user.groups.set([Group.objects.get_or_create(name=name)[0] for name in sorted(wanted)])
            record("roles", user, by=by, changes=["groups"])
        _save(user, by, "edit", is_staff=Role.ADMINISTRATOR.value in wanted or user.is_superuser)
    vars(user).pop("_kring_roles", None)
    return user


def set_active(user: User, active: bool, *, by: Any, checked: bool = False) -> User:
    """Let a colleague in or shut them out; it acts at their next request.

    Raises Refusal when nobody would be left to administrate.
    """
    with transaction.atomic():
        if not active and not checked:
            refuse_without_administrator(user)
        return _save(user, by, "activate" if active else "deactivate", is_active=active)


def refuse_without_administrator(user: User) -> None:
    """Raise Refusal when the colleague is the only active administrator."""
    administrators = User.objects.active().filter(
        Q(groups__name=Role.ADMINISTRATOR.value) | Q(is_superuser=True)
    )
    held = set(administrators.values_list("pk", flat=True))
    if held == {user.pk}:
        raise Refusal(_("Make somebody else administrator first: this is the only one."))


def note_password_change(user: User, *, by: Any) -> None:
    """Write in the audit trail that a password was changed."""
    record("password", user, by=by, changes=["password"])


def fresh(user: User) -> User:
    """Return a second copy of a colleague, so that a form's typing stays out of the page's frame."""
    return User.objects.select_related("team").get(pk=user.pk)
