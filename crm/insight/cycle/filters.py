"""Which part of the company, as filters of the lists behind the cycle's figures."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crm.shared.lists import FilterForm
from customers.accounts.models import AccountClass, Sector, Source
from customers.filters import colleagues, remembered
from customers.formwork import DayInput

NONE = "none"


def sectors() -> list[tuple[int, str]]:
    """Return the sectors as choices; names up to 30 s old."""
    return remembered("kring.sectors", lambda: list(Sector.objects.values_list("pk", "name")))


def group_names(dimension: str) -> dict[Any, str]:
    """Return the names of the groups of a dimension."""
    if dimension == "owner":
        return {person.pk: person.name for person in colleagues()}
    if dimension == "team":
        return {person.team_id: person.team for person in colleagues() if person.team_id}
    if dimension == "sector":
        return dict(sectors())
    kinds: Any = AccountClass if dimension == "class" else Source
    return {value: str(label) for value, label in kinds.choices}


class GroupFilter(FilterForm):
    """Narrows by owner, team, class, sector and source of the account, "none" included; asks for a period.

    `prefix_` leads from the listed record to the account.
    """

    prefix_ = ""
    since = forms.DateField(label=_("From"), widget=DayInput)
    until = forms.DateField(label=_("Until"), widget=DayInput)
    owner = forms.ChoiceField(label=_("Owner"))
    team = forms.ChoiceField(label=_("Team"))
    account_class = forms.ChoiceField(label=_("Class"))
    sector = forms.ChoiceField(label=_("Sector"))
    source = forms.ChoiceField(label=_("Source"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nobody = (NONE, gettext("None"))
        for name, dimension in (
            ("owner", "owner"),
            ("team", "team"),
            ("account_class", "class"),
            ("sector", "sector"),
            ("source", "source"),
        ):
            named = [(str(key), label) for key, label in group_names(dimension).items()]
            self.fields[name].choices = [("", gettext("Any")), *named, nobody]

    def condition(self) -> Q:
        """Return the condition of the group."""
        found = Q()
        for name in ("owner", "team", "account_class", "sector", "source"):
            asked = self.cleaned_data[name]
            if asked == NONE and name in ("account_class", "source"):
                found &= Q(**{f"{self.prefix_}{name}": ""})
            elif asked == NONE:
                found &= Q(**{f"{self.prefix_}{name}__isnull": True})
            elif asked:
                found &= Q(**{f"{self.prefix_}{name}": asked})
        return found
