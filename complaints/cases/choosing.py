"""What many complaints get at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints.cases.forms import CategoryField
from complaints.cases.services import handlers
from complaints.cases.severity import Severity
from crm.shared.people.models import User


class BulkForm(forms.Form):
    """Asks what all chosen complaints get; what is left out stays as each of them has it."""

    handler = forms.ModelChoiceField(
        label=gettext_lazy("Handler"), queryset=User.objects.none(), required=False
    )
    category = CategoryField(required=False)
    severity = forms.TypedChoiceField(
        label=gettext_lazy("Severity"),
        choices=[("", "–"), *Severity.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)
        self.fields["handler"].queryset = handlers()
        self.fields["category"].group()

    def clean(self) -> dict[str, Any]:
        """Refuse a form that asks for nothing."""
        data = super().clean() or {}
        if not self.errors and not any(data.get(name) for name in self.fields):
            raise forms.ValidationError(_("Choose at least one thing to change."))
        return data
