"""The grid of targets: a row per team and colleague, twelve months and their sum."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crm.shared.formats import LONG_MONTHS, language
from customers.filters import Colleague, colleagues
from customers.forecast.filters import YEARS_AHEAD, YEARS_BACK, dress_selects
from customers.forecast.targets import Grid, Row
from customers.formwork import MoneyField

MONTHS = range(1, 13)
SHOWN = 40  # rows; a larger company sets targets team by team


class GridChoice(forms.Form):
    """Takes the year and the team of the grid."""

    year = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, label=_("Year"))
    team = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, label=_("Team"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this = today.year
        years = range(this + YEARS_AHEAD, this - YEARS_BACK - 1, -1)
        teams = {p.team_id: p.team for p in colleagues() if p.team_id}
        fields: Any = self.fields
        fields["year"].choices = [(y, str(y)) for y in years]
        names = sorted(teams.items(), key=lambda item: item[1])
        few = len(colleagues()) + len(teams) <= SHOWN
        fields["team"].choices = [("", gettext("All teams"))] * few + names
        self.is_valid()
        self.wanted_year: int = self.cleaned_data.get("year") or this
        self.wanted_team: int | None = self.cleaned_data.get("team")
        if self.wanted_team is None and not few:
            self.wanted_team = names[0][0] if names else None
        self.data = {"year": str(self.wanted_year), "team": str(self.wanted_team or "")}
        dress_selects(self)


@dataclass(frozen=True)
class GridRow:
    """One row of the grid with its bound fields."""

    key: Row
    name: str
    months: list[Any]
    year: Any

    @property
    def code(self) -> str:
        """Return the row as the spread button names it."""
        return f"{self.key[0]}-{self.key[1]}"


class TargetForm(forms.Form):
    """Asks for the targets of a year; an empty month has none."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, rows: Mapping[Row, str], grid: Grid, version: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        self.fields["version"].initial = version
        names = LONG_MONTHS[language()]
        for row, name in rows.items():
            months = grid.get(row, {})
            for month in MONTHS:
                label = f"{name}, {names[month - 1]}"
                self.fields[cell_name(row, month)] = _field(label, months.get(month))
            total = sum(months.values(), Decimal(0)) if months else None
            label = gettext("%(name)s, whole year") % {"name": name}
            self.fields[cell_name(row, 0)] = _field(label, total)

    def grid_rows(self) -> list[GridRow]:
        """Return the rows with their fields, as the table shows them."""
        return [
            GridRow(row, name, [self[cell_name(row, m)] for m in MONTHS], self[cell_name(row, 0)])
            for row, name in self.rows.items()
        ]

    def values(self) -> dict[Row, dict[int, Decimal | None]]:
        """Return what was typed, month by month."""
        data = self.cleaned_data
        return {row: {m: data.get(cell_name(row, m)) for m in MONTHS} for row in self.rows}

    def fill(self, row: Row, months: Mapping[int, Decimal]) -> None:
        """Put amounts in the fields of a row, not yet saved, and their sum behind them."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        self.data = data
        for month, amount in months.items():
            data[cell_name(row, month)] = _written(amount)
        data[cell_name(row, 0)] = _written(sum(months.values(), Decimal(0)))


def _written(amount: Decimal) -> str:
    """Write an amount as the field reads it in the reader's language."""
    text = f"{amount:.2f}".removesuffix(".00")
    return text.replace(".", ",") if language() == "nl" else text


def _field(label: str, initial: Decimal | None) -> MoneyField:
    field = MoneyField(label=label, min_value=0, required=False)
    field.initial = initial if initial is None else _written(initial)
    field.widget.attrs["aria-label"] = label
    return field


def cell_name(row: Row, month: int) -> str:
    """Return the name of a cell's field; month 0 is the whole year."""
    return f"{row[0]}-{row[1]}-{month}"


def rows_of(team: int | None, grid: Grid) -> dict[Row, str]:
    """Return the rows of the grid: teams first, each followed by its people; those who left only with targets."""
    people = [p for p in colleagues() if p.is_active or ("user", p.pk) in grid]
    teams = {p.team_id: p.team for p in people if p.team_id}
    rows: dict[Row, str] = {}
    for pk, name in sorted(teams.items(), key=lambda item: item[1]):
        if team in (None, pk):
            rows["team", pk] = name
            rows |= _members(people, pk)
    return rows | (_members(people, None) if team is None else {})


def _members(people: list[Colleague], team: int | None) -> dict[Row, str]:
    return {("user", p.pk): p.name for p in people if p.team_id == team}
