"""Forms of the empathy map: one line to add, one page to change."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.shared.localtime import local_date
from customers.accounts.forms import day_field
from customers.accounts.models import Account
from customers.contacts.models import Contact
from customers.empathy.facets import FACETS, NEEDS, Facet
from customers.empathy.models import Statement, StatementSource

SMALL = {"class": "form-select form-select-sm"}


class StatementForm(forms.Form):
    """One sentence, its facet, of whom, how we know and since when."""

    facet = forms.ChoiceField(label=_("Facet"), choices=Facet.choices)
    text = forms.CharField(label=pgettext_lazy("empathy map", "Statement"), max_length=300)
    contact = forms.ModelChoiceField(
        label=_("Of whom"),
        queryset=Contact.objects.none(),
        required=False,
        empty_label=_("nobody in particular"),
        widget=forms.Select(attrs=SMALL),
    )
    source = forms.ChoiceField(
        label=_("How we know"),
        choices=StatementSource.choices,
        widget=forms.Select(attrs=SMALL),
    )
    noted_on = day_field(_("On"))

    def __init__(
        self, *args: Any, account: Account, now: datetime, facet: str = "", **kwargs: Any
    ) -> None:
        initial = {
            "facet": facet if facet in Facet.values else Facet.THINKS,
            "source": StatementSource.VISIT,
            "noted_on": local_date(now),
        }
        kwargs["initial"] = initial | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = Contact.objects.filter(account=account).order_by(
            "left_on", "name_key"
        )
        self.fields["noted_on"].widget.attrs["class"] = "form-control form-control-sm"

    @property
    def chips(self) -> list[tuple[str, Any, bool, bool]]:
        """Return value, words, chosen, and whether it is a need, for each facet in order."""
        chosen = self["facet"].value()
        return [
            (facet.value, facet.label, facet.value == chosen, facet in NEEDS)
            for facet in (*FACETS, *NEEDS)
        ]


class StatementEditForm(forms.ModelForm):
    """Changes a statement; `version` tells whether somebody else was faster."""

    noted_on = day_field(_("On"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Statement
        fields = ["facet", "text", "source", "noted_on"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}  # noqa: RUF012

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version
        self.fields["facet"].choices = Facet.choices
        self.fields["source"].choices = StatementSource.choices

    def values(self) -> dict[str, Any]:
        """Return what the service takes."""
        return {k: v for k, v in self.cleaned_data.items() if k != "version"}
