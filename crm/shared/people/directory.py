"""Colleagues by any of their names: for files that name people as they are called."""

import re
import unicodedata
from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group

from crm.shared.access import Role
from crm.shared.audit.services import record
from crm.shared.people.models import Team, User
from crm.shared.people.services import move_user_to_team
from crm.shared.search.text import normalise


def team_name(name: str, manager: str, region: str) -> str:
    """Return what a team is called: its name, else its region and its manager."""
    return (name or " – ".join(part for part in (region, manager) if part))[:100]


class Directory:
    """Finds colleagues and teams, and makes those a file brings in: inactive, without a password."""

    def __init__(self, *, by: Any, now: datetime) -> None:
        self.by, self.now = by, now
        self.users: dict[str, User | None] = {}
        self.names: set[str] = set()
        self.teams = {normalise(t.name): t for t in Team.objects.select_related("manager")}
        self.groups = {g.name: g for g in Group.objects.filter(name__in=Role.values)}
        for user in User.objects.select_related("team").order_by("pk"):
            self._remember(user)

    def _remember(self, user: User) -> None:
        self.names.add(user.username)
        for key in {normalise(user.display_name), normalise(user.username), normalise(user.email)}:
            if key:
                known = self.users.get(key, user)
                self.users[key] = user if known is None or known.pk == user.pk else None
        # Two colleagues of one name: neither is meant by it.

    def find(self, name: str) -> User | None:
        """Return the one colleague of this name, log-in name or address; None for none or several."""
        return self.users.get(normalise(name))

    def is_ambiguous(self, name: str) -> bool:
        """Say whether several colleagues have this name."""
        key = normalise(name)
        return key in self.users and self.users[key] is None

    def make_user(
        self, name: str, *, email: str = "", username: str = "", role: str = Role.SALES,
        team: Team | None = None, job_title: str = "", language: str = "",
    ) -> User:  # fmt: skip
        """Add a colleague who cannot log in: inactive, without a usable password."""
        first, _space, rest = name.strip().partition(" ")
        user = User(
            username=self.free_username(username or name),
            first_name=(first if rest else "")[:150],
            last_name=(rest or first)[:150],
            email=email,
            is_active=False,
            team=team,
            job_title=job_title[:100],
        )
        if language:
            user.language = language
        user.set_unusable_password()
        user.save()
        if role in self.groups:
            user.groups.add(self.groups[role])
        record("user.import", user, by=self.by)
        self._remember(user)
        return user

    def free_username(self, wish: str) -> str:
        """Return a log-in name nobody has, made of a name: `anna.snelling`, `anna.snelling2`."""
        plain = unicodedata.normalize("NFKD", wish).encode("ascii", "ignore").decode()
        stem = re.sub(r"[^a-z0-9@+_-]+", ".", plain.lower()).strip(".")[:140] or "colleague"
        name, number = stem, 1
        while name in self.names:
            number += 1
            name = f"{stem}{number}"
        return name

    def person(self, name: str, *, role: str = Role.SALES) -> User:
        """Return the colleague of this name, made when there is none.

        Raises LookupError when several have it.
        """
        if self.is_ambiguous(name):
            raise LookupError(name)
        return self.find(name) or self.make_user(name, role=role)

    def team(self, name: str) -> tuple[Team, bool]:
        """Return the team of this name and whether it was made now."""
        key = normalise(name)
        if key in self.teams:
            return self.teams[key], False
        team = Team.objects.create(name=name)
        record("team.import", team, by=self.by)
        self.teams[key] = team
        return team, True

    def give_manager(self, team: Team, manager: User) -> bool:
        """Give a team without a manager one, who joins it when in none; says whether it changed."""
        if team.manager_id is not None:
            return False
        Team.objects.filter(pk=team.pk, manager=None).update(manager=manager)
        team.manager = manager
        if manager.team_id is None:
            move_user_to_team(manager, team, by=self.by, now=self.now)
        return True
