"""Targets: saved from one grid, read for a person, a team or everybody."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from crm.shared.access import scope_for
from crm.shared.audit.services import record
from crm.shared.numbers import round_half_up
from crm.shared.organisation.services import get_organisation
from customers.errors import EditConflict
from customers.forecast.models import SalesTarget, TargetYear
from customers.forecast.outlook import add_known, roll_up

Row = tuple[str, int]  # ("user" or "team", its key)
Grid = dict[Row, dict[int, Decimal]]


def read_grid(year: int) -> Grid:
    """Return the targets of a year per row and month; one query."""
    grid: Grid = defaultdict(dict)
    for target in SalesTarget.objects.of_year(year):
        row: Any = ("user", target.user_id) if target.user_id else ("team", target.team_id)
        grid[row][target.month] = target.amount
    return dict(grid)


def version_of(year: int) -> int:
    """Return the version of a year's targets; 0 before any were set."""
    return TargetYear.objects.filter(year=year).values_list("version", flat=True).first() or 0


@transaction.atomic
def save_targets(
    year: int, grid: Mapping[Row, Mapping[int, Decimal | None]], *, version: int, by: Any
) -> int:
    """Write the rows of the grid, read at `version`; None clears a month. Returns how many changed.

    Rows that are not in the grid stay. Raises EditConflict when somebody else saved this year since.
    """
    holder, _new = TargetYear.objects.get_or_create(year=year, defaults={"version": 0})
    rows = TargetYear.objects.filter(pk=holder.pk, version=version)
    if not rows.update(version=F("version") + 1):
        raise EditConflict(
            _("Somebody else saved targets of this year meanwhile. Nothing was lost: compare."),
            current=TargetYear.objects.get(pk=holder.pk),
            mine={},
        )
    stored = read_grid(year)
    changed = []
    for row, months in grid.items():
        for month, amount in months.items():
            if stored.get(row, {}).get(month) != amount:
                changed.append((row, month, amount))
    for (kind, pk), month, amount in changed:
        cell: dict[str, Any] = {"year": holder, "month": month, f"{kind}_id": pk}
        if amount is None:
            SalesTarget.objects.filter(**cell).delete()
        else:
            SalesTarget.objects.update_or_create(**cell, defaults={"amount": amount})
    if changed:
        record("targets.save", holder, by=by, changes=[f"{len(changed)}"])
    return len(changed)


def copied(grid: Grid, rows: Iterable[Row], percent: Decimal) -> dict[Row, dict[int, Decimal]]:
    """Return the targets of a year raised by a percentage, in whole euros, for some rows."""
    factor = 1 + percent / 100
    return {
        row: {month: round_half_up(amount * factor) for month, amount in grid[row].items()}
        for row in rows
        if row in grid
    }


@dataclass(frozen=True)
class Targets:
    """The targets of one year as one reader may see them."""

    grid: Grid
    team_of: Mapping[int, int | None]
    everything: bool
    user_id: int
    team_id: int | None  # whose figures the reader shares; None: only the own ones

    def of(self, *, owner: int | None, team: int | None) -> dict[int, Decimal]:
        """Return the target per month of a colleague, a team or everybody; empty when not to be seen.

        Who does not read everything sees the own target and, where the team is read, those of the team.
        """
        if not self.everything:
            if owner is None and team is None:
                owner, team = (self.user_id, None) if self.team_id is None else (None, self.team_id)
            ours = self.team_id is not None
            if owner is None:
                seen = ours and team == self.team_id
            else:
                seen = owner == self.user_id or (ours and self.team_of.get(owner) == self.team_id)
            if not seen:
                return {}
        found = ((month, self._month(month, owner, team)) for month in range(1, 13))
        return {month: amount for month, amount in found if amount is not None}

    def _month(self, month: int, owner: int | None, team: int | None) -> Decimal | None:
        """Return the target of one month."""
        rows = [(row, months[month]) for row, months in self.grid.items() if month in months]
        people = {pk: amount for (kind, pk), amount in rows if kind == "user"}
        teams = {pk: amount for (kind, pk), amount in rows if kind == "team"}
        if owner is not None:
            return people.get(owner)
        if team is not None:
            members = (amount for pk, amount in people.items() if self.team_of.get(pk) == team)
            return teams[team] if team in teams else add_known(members)
        return roll_up(people, teams, self.team_of)


def read_targets(user: Any, year: int, team_of: Mapping[int, int | None]) -> Targets:
    """Read the targets of a year for a reader; one query."""
    shared = get_organisation().visibility == "team"
    return Targets(
        grid=read_grid(year),
        team_of=team_of,
        everything=scope_for(user).everything,
        user_id=user.pk,
        team_id=user.team_id if shared else None,
    )
