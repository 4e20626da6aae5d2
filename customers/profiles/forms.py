"""Form of a persona or customer profile."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from customers.profiles.models import Profile, ProfileKind

AREA = {"rows": 3}


class ProfileForm(forms.ModelForm):
    """What people or customers of a kind want, fear, object to, use and judge by."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Profile
        fields = ["name", "sector", "goals", "pains", "objections", "channels", "criteria"]
        widgets = {  # noqa: RUF012
            name: forms.Textarea(attrs=AREA)
            for name in ("goals", "pains", "objections", "channels", "criteria")
        }
        help_texts = {  # noqa: RUF012
            "goals": _("What do they want to reach? One per line."),
            "pains": _("What stands in the way, what costs them sleep?"),
            "objections": _("What do they say against buying, and against us?"),
            "channels": _("Where do they read, meet and decide; how do they like to be reached?"),
            "criteria": _("What do they judge a supplier by, the weightiest first?"),
        }

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version
        if kind == ProfileKind.PERSONA:
            self.fields.pop("sector")
        else:
            self.fields["sector"].required = True
            self.fields["sector"].help_text = _("The sector of the accounts it describes.")

    def values(self) -> dict[str, Any]:
        """Return what the service takes."""
        return {k: v for k, v in self.cleaned_data.items() if k != "version"}
