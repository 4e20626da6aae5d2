"""Who may see and change what: roles, and one condition for all that hangs on an account.

Every list, search, count, export and picker takes its condition from here. It names only the two
indexed columns `owner` and `team` of the account.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crm.shared.localtime import local_date
from crm.shared.organisation.services import get_organisation
from crm.shared.people.models import User


class Role(models.TextChoices):
    """The roles; each is a Django group of that name."""

    SALES = "sales", _("Sales")
    COMPLAINT_HANDLER = "complaint_handler", _("Complaint handler")
    MANAGER = "manager", _("Manager")
    ADMINISTRATOR = "administrator", _("Administrator")


@dataclass(frozen=True)
class Scope:
    """Says which accounts a user sees: all of them, or those of owners and teams."""

    everything: bool
    owners: Any = ()
    teams: tuple[int, ...] = ()

    def q(self, prefix: str = "") -> Q:
        """Return the condition on owner and team, below a path such as `account__`."""
        if self.everything:
            return Q()
        condition = Q(**{f"{prefix}owner__in": self.owners})
        if self.teams:
            condition |= Q(**{f"{prefix}team__in": self.teams})
        return condition


def role_columns() -> dict[str, Exists]:
    """Return annotations with which a query for users reads their roles too."""
    groups = User.groups.through.objects.filter(user=OuterRef("pk"))
    return {f"_in_{role.value}": Exists(groups.filter(group__name=role.value)) for role in Role}


def roles_of(user: Any) -> frozenset[str]:
    """Return the user's roles; one query per user object."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return frozenset()
    cached = getattr(user, "_kring_roles", None)
    if cached is None:
        if hasattr(user, "_in_sales"):
            cached = {role.value for role in Role if getattr(user, f"_in_{role.value}")}
        else:
            cached = set(user.groups.values_list("name", flat=True))
        if user.is_superuser:
            cached.add(Role.ADMINISTRATOR.value)
        if Role.ADMINISTRATOR.value in cached:
            cached.add(Role.MANAGER.value)
        user._kring_roles = cached = frozenset(cached)
    return cached


def has_role(user: Any, *roles: str) -> bool:
    """Say whether the user has one of the roles; an administrator is a manager too."""
    return not roles_of(user).isdisjoint(roles)


def forbid_unless(user: Any, *roles: str) -> None:
    """Raise PermissionDenied unless the user has one of the roles."""
    if not has_role(user, *roles):
        raise PermissionDenied(_("Your role does not include this."))


def _owners(user: Any) -> models.QuerySet:
    """Return the user and the absent colleagues the user stands in for, as a subquery."""
    today = local_date(timezone.now())
    away = Q(deputy=user, absent_from__lte=today) & (
        Q(absent_until__isnull=True) | Q(absent_until__gte=today)
    )
    return User.objects.filter(Q(pk=user.pk) | away).order_by().values("pk")


def scope_for(user: Any) -> Scope:
    """Return which accounts a user may read (`product.md` §2)."""
    roles = roles_of(user)
    if roles & {Role.MANAGER, Role.COMPLAINT_HANDLER}:
        return Scope(everything=True)
    if Role.SALES not in roles:
        return Scope(everything=False)
    visibility = get_organisation().visibility
    if visibility == "everyone":
        return Scope(everything=True)
    teams = (user.team_id,) if visibility == "team" and user.team_id else ()
    return Scope(everything=False, owners=_owners(user), teams=teams)


def edit_scope_for(user: Any) -> Scope:
    """Return which accounts a user may change: a manager all, sales their own."""
    roles = roles_of(user)
    if Role.MANAGER in roles:
        return Scope(everything=True)
    if Role.SALES not in roles:
        return Scope(everything=False)
    return Scope(everything=False, owners=_owners(user))


def visible_accounts_q(user: Any, prefix: str = "") -> Q:
    """Return the condition for reading, below a path such as `account__`."""
    return scope_for(user).q(prefix)


def editable_accounts_q(user: Any, prefix: str = "") -> Q:
    """Return the condition for changing, below a path such as `account__`."""
    return edit_scope_for(user).q(prefix)
