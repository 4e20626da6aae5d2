"""The form with which the named contact closes the loop of a confidential answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from surveys.sealed.models import Handling


class HandlingForm(forms.Form):
    """Ask what was done."""

    handling = forms.ChoiceField(
        label=_("State"),
        choices=[c for c in Handling.choices if c[0] != Handling.OPEN],
    )
    note = forms.CharField(
        label=_("What did we do"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
