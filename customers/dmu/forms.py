"""Form of the contact matrix: a cell to target."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.shared.people.models import User
from customers.contacts.models import Level
from customers.filters import colleagues

SMALL = {"class": "form-select form-select-sm"}


class TargetForm(forms.Form):
    """A level of theirs and a colleague of ours."""

    level = forms.ChoiceField(
        label=_("Their level"), choices=Level.choices, widget=forms.Select(attrs=SMALL)
    )
    colleague = forms.TypedChoiceField(
        label=_("Our colleague"), coerce=int, choices=[], widget=forms.Select(attrs=SMALL)
    )

    def __init__(self, *args: Any, targeted: Collection[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleague"].choices = [
            (p.pk, p.name) for p in colleagues() if p.is_active or p.pk in targeted
        ]

    def clean_colleague(self) -> User:
        """Return the colleague."""
        found = User.objects.filter(pk=self.cleaned_data["colleague"]).first()
        if found is None:
            raise forms.ValidationError(_("This colleague no longer works here."))
        return found
