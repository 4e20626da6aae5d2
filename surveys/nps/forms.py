"""What the NPS dashboard can be asked for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.shared.lists.filters import FilterForm
from crm.shared.people.models import Language
from customers.accounts.models import AccountClass
from surveys.answers.models import Tenure
from surveys.campaigns.models import SurveyKind
from surveys.nps.models import TrendMark

PERIODS = {"3": 3, "6": 6, "12": 12, "24": 24}
DEFAULT_PERIOD = "12"


class NpsFilter(FilterForm):
    """Choose period, kind of survey, and how things stood at the moment of the answer."""

    period = forms.ChoiceField(
        label=pgettext_lazy("time", "Period"),
        choices=[
            ("12", _("12 months")),
            ("3", _("3 months")),
            ("6", _("6 months")),
            ("24", _("24 months")),
        ],
    )
    kind = forms.ChoiceField(label=_("Kind of survey"), choices=SurveyKind.choices)
    survey = forms.TypedChoiceField(label=_("Survey"), coerce=int, empty_value=None)
    owner = forms.TypedChoiceField(label=_("Owner"), coerce=int, empty_value=None)
    team = forms.TypedChoiceField(label=_("Team"), coerce=int, empty_value=None)
    account_class = forms.ChoiceField(
        label=_("Class"), choices=[("", _("all")), *AccountClass.choices]
    )
    sector = forms.TypedChoiceField(label=_("Sector"), coerce=int, empty_value=None)
    region = forms.CharField(label=_("Region"), max_length=80)
    tenure = forms.ChoiceField(label=_("Customer for"), choices=[("", _("all")), *Tenure.choices])
    language = forms.ChoiceField(label=_("Language"), choices=[("", _("all")), *Language.choices])
    trend = forms.ChoiceField(
        label=_("Trend"),
        choices=[("", _("by month")), ("rolling", _("90 days at a time"))],
    )
    CHOSEN = (
        "survey", "owner", "team", "account_class", "sector", "region", "tenure", "language"
    )  # fmt: skip

    def __init__(self, *args: Any, names: dict[str, dict[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in ("survey", "owner", "team", "sector"):
            self.fields[field].choices = [("", _("all")), *names[field].items()]

    @property
    def months(self) -> int:
        """Give the length of the period in months."""
        return PERIODS[self.cleaned_data["period"] or DEFAULT_PERIOD]

    @property
    def kind_chosen(self) -> str:
        """Give the kind of survey; the two are never mixed."""
        return self.cleaned_data["kind"] or SurveyKind.RELATIONSHIP

    @property
    def chips(self) -> list[tuple[str, str]]:
        """Give what was chosen, in words."""
        period = dict(self.fields["period"].choices)[self.cleaned_data["period"] or DEFAULT_PERIOD]
        shown = [(str(self.fields["period"].label), str(period))]
        for name in self.filters:
            value = str(self.filters[name])
            labels = {str(k): text for k, text in getattr(self.fields[name], "choices", ())}
            shown.append((str(self.fields[name].label), str(labels.get(value, value))))
        return shown

    @property
    def filters(self) -> dict[str, Any]:
        """Give the filters that were set."""
        return {name: self.cleaned_data[name] for name in self.CHOSEN if self.cleaned_data[name]}

    @property
    def rolling(self) -> bool:
        """Tell whether each point of the trend holds 90 days."""
        return self.cleaned_data["trend"] == "rolling"


class TrendMarkForm(forms.ModelForm):
    """Ask for an event on the trend."""

    class Meta:
        model = TrendMark
        fields = ("on", "text")
        widgets = {"on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}
