"""Forms of contact moments and tasks."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crm.shared.people.models import User
from customers.accounts.models import Account
from customers.activities.models import Interaction, InteractionKind, Task, TaskKind
from customers.contacts.models import Contact
from customers.formwork import ClockInput, DayInput


class MomentInput(forms.DateTimeInput):
    """A day and an hour in one field."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class InteractionForm(forms.ModelForm):
    """Asks for a contact moment."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    happened_at = forms.DateTimeField(
        label=_("When"),
        widget=MomentInput,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d-%m-%Y %H:%M", "%Y-%m-%d %H:%M"],
    )

    class Meta:
        model = Interaction
        fields = [
            "kind",
            "summary",
            "contacts",
            "happened_at",
            "minutes",
            "direction",
            "dissatisfied",
        ]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 4}),
            "contacts": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, account: Account, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contacts"].queryset = Contact.objects.filter(account=account)
        self.fields["kind"].choices = InteractionKind.choices
        self.fields["minutes"].max_value = 32_767
        if not self.instance.pk:
            self.fields["happened_at"].initial = timezone.localtime(now)
        self.fields["version"].initial = self.instance.version

    def values(self) -> dict[str, Any]:
        """Return what the service takes."""
        return {k: v for k, v in self.cleaned_data.items() if k != "version"}


class TaskForm(forms.ModelForm):
    """Asks for something to do."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Task
        fields = ["title", "kind", "due_on", "due_time", "assignee", "contact", "note"]
        widgets = {
            "due_on": DayInput,
            "due_time": ClockInput,
            "note": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, account: Account | None, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].required = False
        self.fields["assignee"].queryset = User.objects.choosable(self.instance.assignee_id)
        self.fields["assignee"].initial = user.pk
        self.fields["assignee"].empty_label = _("Nobody yet")
        if account is None:
            del self.fields["contact"]
        else:
            self.fields["contact"].queryset = Contact.objects.filter(account=account)
            self.fields["contact"].empty_label = _("Nobody in particular")
        self.fields["version"].initial = self.instance.version

    def clean_kind(self) -> str:
        """Return the kind; something to do unless another one was chosen."""
        return self.cleaned_data["kind"] or TaskKind.TODO

    def values(self) -> dict[str, Any]:
        """Return what the service takes."""
        return {k: v for k, v in self.cleaned_data.items() if k != "version"}
