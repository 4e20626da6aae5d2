"""Whose calendar is shown."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _

from crm.shared.lists import FilterForm
from customers.filters import colleagues


class WhoseForm(FilterForm):
    """Takes a colleague or a team; without either it is one's own calendar."""

    who = forms.ChoiceField(choices=[], widget=forms.Select(attrs={"class": "form-select"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [p for p in colleagues() if p.is_active and p.pk != self.user.pk]
        teams = sorted({(p.team, p.team_id) for p in colleagues() if p.team_id})
        self.fields["who"].choices = [
            ("", _("My calendar")),
            (_("Teams"), [(f"t{pk}", name) for name, pk in teams]),
            (_("Colleagues"), [(f"c{p.pk}", p.name) for p in people]),
        ]

    @property
    def chosen(self) -> str:
        """Return the choice as it stands in the address; empty for one's own calendar."""
        return self.cleaned_data["who"]

    @property
    def is_team(self) -> bool:
        """Say whether several people share the page."""
        return self.chosen.startswith("t")

    def of(self, field: str) -> Q:
        """Return the condition that a colleague's foreign key is who was chosen."""
        if self.is_team:
            return Q(**{f"{field}__team": int(self.chosen[1:])})
        return Q(**{field: int(self.chosen[1:]) if self.chosen else self.user.pk})
