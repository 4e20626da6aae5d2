"""Forms of the queue of visits: which ones, and the day they are planned on."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crm.shared.lists import FilterForm
from customers.accounts.models import Account, AccountClass
from customers.filters import colleagues
from customers.formwork import DayInput


class DueFilter(FilterForm):
    """Narrows the queue by owner, team and class."""

    owner = forms.TypedChoiceField(label=_("Owner"), coerce=int, empty_value=None, choices=[])
    team = forms.TypedChoiceField(label=_("Team"), coerce=int, empty_value=None, choices=[])
    account_class = forms.MultipleChoiceField(
        label=_("Class"), choices=AccountClass.choices, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = colleagues()
        teams = sorted({(p.team_id, p.team) for p in people if p.team_id}, key=lambda t: t[1])
        self.fields["owner"].choices = [("", gettext("Anyone")), *((p.pk, p.name) for p in people)]
        self.fields["team"].choices = [("", gettext("Any team")), *teams]

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Return the accounts of these people and classes."""
        asked, found = self.cleaned_data, Q()
        if asked["owner"]:
            found &= Q(owner=asked["owner"])
        if asked["team"]:
            found &= Q(team=asked["team"])
        if asked["account_class"]:
            found &= Q(account_class__in=asked["account_class"])
        return queryset.filter(found)


class PlanForm(forms.Form):
    """Asks for a day, and takes the accounts that were ticked; one foreign account refuses them all."""

    on = forms.DateField(label=_("Plan on"), widget=DayInput)
    accounts = forms.ModelMultipleChoiceField(
        queryset=Account.objects.none(),
        error_messages={"required": _("Tick at least one account.")},
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].widget.attrs["class"] = "form-control"
        self.fields["accounts"].queryset = Account.objects.editable_by(user)
