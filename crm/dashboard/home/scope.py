"""Whose day Home shows: mine, my team's, everyone's."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from crm.shared.access import Role, has_role


class Who(models.TextChoices):
    """Whose day."""

    MINE = "mine", pgettext_lazy("whose", "Mine")
    TEAM = "team", pgettext_lazy("whose", "Team")
    ALL = "all", pgettext_lazy("whose", "Everyone")


def choices_for(user: Any) -> list[Who]:
    """Return whose day a user may see: managers also their team's and everyone's."""
    if not has_role(user, Role.MANAGER):
        return [Who.MINE]
    return [Who.MINE, Who.TEAM, Who.ALL] if user.team_id else [Who.MINE, Who.ALL]


def chosen(user: Any, asked: str) -> Who:
    """Return what was asked for if it is allowed, else the user's own day."""
    return next((who for who in choices_for(user) if who.value == asked), Who.MINE)


@dataclass(frozen=True)
class People:
    """Says whose records count, as conditions on a colleague's foreign key."""

    who: Who
    user: Any

    def q(self, field: str) -> Q:
        """Return the condition that a foreign key to a colleague is one of these people."""
        if self.who == Who.MINE:
            return Q(**{field: self.user})
        if self.who == Who.TEAM:
            return Q(**{f"{field}__team": self.user.team_id})
        return Q()

    def accounts_q(self, prefix: str = "") -> Q:
        """Return the condition that an account is in this portfolio."""
        if self.who == Who.MINE:
            return Q(**{f"{prefix}owner": self.user})
        if self.who == Who.TEAM:
            return Q(**{f"{prefix}team": self.user.team_id})
        return Q()

    @property
    def filters(self) -> dict[str, int]:
        """Return the filter of a list that keeps the same people."""
        if self.who == Who.MINE:
            return {"owner": self.user.pk}
        return {"team": self.user.team_id} if self.who == Who.TEAM else {}

    @property
    def list_filter(self) -> str:
        """Return the same as part of an address."""
        return urlencode(self.filters)
