"""Who takes over the work of a colleague who is away."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.shared.people.models import User


class HandOverForm(forms.Form):
    """Asks for the one who takes it; the service refuses who may not."""

    to = forms.ModelChoiceField(label=_("Who takes it over"), queryset=User.objects.none())

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = User.objects.visible_to(user)
