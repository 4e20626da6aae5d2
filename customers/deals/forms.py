"""Forms of deals and orders."""

import json
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.shared.people.models import User
from customers.accounts.models import Account
from customers.contacts.models import Contact
from customers.deals.models import Deal, LossReason, Order, Product
from customers.formwork import DayInput, MoneyField
from customers.pipelines.models import DealStage, Forecast

GIVEN_BY_PEOPLE = [c for c in LossReason.choices if c[0] != LossReason.UNKNOWN_IMPORTED]


class DealEditForm(forms.ModelForm):
    """Changes an open deal; its stage only moves."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    amount = MoneyField(label=pgettext_lazy("money", "Amount"), min_value=0)
    probability = forms.IntegerField(label=_("Probability (%)"), min_value=0, max_value=100)
    discount = MoneyField(
        label=_("Discount (%)"), min_value=0, max_value=100, max_digits=5, required=False
    )
    margin = MoneyField(
        label=_("Contribution margin (%)"),
        min_value=Decimal("0.01"),
        max_value=100,
        max_digits=5,
        required=False,
        help_text=_("What is left of the price after variable cost. Left empty: the product's."),
    )

    class Meta:
        model = Deal
        fields = [
            "title",
            "amount",
            "discount",
            "margin",
            "probability",
            "forecast",
            "expected_close",
            "owner",
            "contact",
            "product",
            "competitor",
        ]
        widgets = {"expected_close": DayInput}

    def __init__(self, *args: Any, account: Account, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = self.fields
        fields["forecast"].required = False
        fields["owner"].queryset = User.objects.choosable(self.instance.owner_id)
        fields["owner"].empty_label = _("Nobody yet")
        fields["contact"].queryset = Contact.objects.filter(account=account)
        fields["contact"].empty_label = _("Nobody in particular")
        fields["product"].queryset = Product.objects.filter(
            Q(is_active=True) | Q(pk=self.instance.product_id)
        )
        fields["product"].empty_label = _("None in particular")
        if "version" in fields:
            fields["version"].initial = self.instance.version

    def margins(self) -> str:
        """Return the contribution margin per product, for the sentence under the discount."""
        known = Product.objects.filter(margin__isnull=False, is_active=True)
        return json.dumps({str(pk): float(m) for pk, m in known.values_list("pk", "margin")})

    def values(self) -> dict[str, Any]:
        """Return what the service takes; a forecast that was not chosen stays what it is."""
        data = self.cleaned_data
        return {k: v for k, v in data.items() if k != "version" and (v or k != "forecast")}


class DealForm(DealEditForm):
    """Asks for a deal."""

    version = None

    class Meta(DealEditForm.Meta):
        fields = [
            "title",
            "amount",
            "discount",
            "margin",
            "stage",
            "probability",
            "forecast",
            "expected_close",
            "owner",
            "contact",
            "product",
            "competitor",
        ]

    def __init__(self, *args: Any, account: Account, user: User, **kwargs: Any) -> None:
        super().__init__(*args, account=account, user=user, **kwargs)
        self.fields["stage"].queryset = DealStage.objects.in_use().in_board_order()
        self.fields["stage"].required = False
        self.fields["stage"].empty_label = _("The first stage")
        self.fields["probability"].required = False
        self.fields["probability"].help_text = _("Left empty: the one of the stage.")
        self.fields["forecast"].choices = [("", _("The one of the stage")), *Forecast.choices]
        self.fields["forecast"].initial = self.initial["forecast"] = ""
        self.fields["owner"].initial = user.pk


class WinForm(forms.Form):
    """Asks when a deal was won and for how much."""

    on = forms.DateField(label=_("Won on"), widget=DayInput)
    amount = MoneyField(
        label=pgettext_lazy("money", "Amount"),
        min_value=0,
        help_text=_("Excluding VAT; this becomes the order."),
    )


class LoseForm(forms.Form):
    """Asks why a deal was lost."""

    reason = forms.ChoiceField(
        label=_("Reason"), choices=[("", _("Choose a reason")), *GIVEN_BY_PEOPLE]
    )
    on = forms.DateField(label=_("Lost on"), widget=DayInput)
    competitor = forms.CharField(label=_("Competitor"), max_length=120, required=False)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class MoveForm(forms.Form):
    """Takes the stage a deal moves to, and the one in which the reader saw it."""

    to = forms.ModelChoiceField(queryset=DealStage.objects.all())
    seen = forms.IntegerField(required=False)


class OrderForm(forms.ModelForm):
    """Asks for a revenue line."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    amount = MoneyField(
        label=pgettext_lazy("money", "Amount"),
        help_text=_("Excluding VAT; below 0 for a credit note."),
    )
    direct_cost = MoneyField(label=_("Direct cost"), required=False)

    class Meta:
        model = Order
        fields = [
            "ordered_on",
            "amount",
            "direct_cost",
            "product_group",
            "description",
            "external_ref",
        ]
        widgets = {"ordered_on": DayInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version

    def values(self) -> dict[str, Any]:
        """Return what the service takes."""
        return {k: v for k, v in self.cleaned_data.items() if k != "version"}
