"""Forms of promises: made, changed, delivered, moved, withdrawn."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.shared.people.models import User
from customers.accounts.models import Account
from customers.contacts.models import Contact
from customers.formwork import ClockInput, DayInput
from customers.promises.models import Promise


class PromiseEditForm(forms.ModelForm):
    """Changes the words of a promise; its date only moves."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Promise
        fields = ["text", "kind", "contact", "owner"]

    def __init__(self, *args: Any, account: Account, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = Contact.objects.filter(account=account)
        self.fields["contact"].empty_label = _("Nobody in particular")
        self.fields["owner"].queryset = User.objects.choosable(self.instance.owner_id)
        self.fields["owner"].empty_label = None
        if "version" in self.fields:
            self.fields["version"].initial = self.instance.version

    def values(self) -> dict[str, Any]:
        """Return what the service takes."""
        return {k: v for k, v in self.cleaned_data.items() if k != "version"}


class PromiseForm(PromiseEditForm):
    """Asks for a promise."""

    version = None

    class Meta(PromiseEditForm.Meta):
        fields = ["text", "kind", "contact", "due_on", "due_time", "promised_on", "owner"]
        widgets = {"due_on": DayInput, "due_time": ClockInput, "promised_on": DayInput}
        help_texts = {"due_time": _("With a time it is overdue from that time.")}

    def __init__(self, *args: Any, today: date, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.initial.setdefault("owner", user.pk)
        self.initial["promised_on"] = self.initial.get("promised_on") or today

    def clean(self) -> dict[str, Any]:
        """Refuse a due date before the day of the promise, at its field."""
        data = super().clean() or self.cleaned_data
        due_on, promised_on = data.get("due_on"), data.get("promised_on")
        if due_on and promised_on and due_on < promised_on:
            self.add_error("due_on", _("The due date lies before the day it was promised."))
        return data


class DeliverForm(forms.Form):
    """Asks when a promise was delivered; today unless another day is given."""

    on = forms.DateField(label=_("Delivered on"), required=False, widget=DayInput)


class MoveForm(forms.Form):
    """Asks for a new date, why, and when the customer was told."""

    due_on = forms.DateField(label=_("New date"), widget=DayInput)
    due_time = forms.TimeField(label=_("Time"), required=False, widget=ClockInput)
    reason = forms.CharField(label=_("Reason"), max_length=200)
    informed_on = forms.DateField(label=_("Customer informed on"), widget=DayInput)


class WithdrawForm(forms.Form):
    """Asks why a promise is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=200)
