"""The assumption behind the textbook's estimate, as a form."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AssumptionForm(forms.Form):
    """Asks which share stays silent and which share of what is said is recorded; `version` is the settings'."""

    silent = forms.IntegerField(label=_("Share that stays silent, in %"), min_value=0, max_value=99)
    capture = forms.IntegerField(
        label=_("Share of spoken complaints that is recorded, in %"), min_value=1, max_value=100
    )
    version = forms.IntegerField(min_value=0)
