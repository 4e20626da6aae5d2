"""Forms that link complaints, merge them and undo it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.cases.forms import ComplaintNumberField, VersionedForm, long_text
from complaints.cases.models import Complaint
from complaints.links.models import LinkKind
from crm.shared.formats import day, money
from customers.deals.models import Order
from customers.promises.models import Promise

RECENT = 50  # promises and orders offered


class OrderField(forms.ModelChoiceField):
    """Offers orders as people say them: the day, the amount and what it was."""

    def label_from_instance(self, order: Order) -> str:
        """Return "19 nov. 2026, € 2.446,23, service contract", without what is not known."""
        known = [day(order.ordered_on), money(order.amount, 2), order.description]
        return ", ".join(filter(None, known))


class AddLinkForm(VersionedForm):
    """Asks what a complaint hangs together with, and how."""

    kind = forms.ChoiceField(label=_("How do they hang together?"), choices=LinkKind.choices)
    other = ComplaintNumberField(label=_("Number of the other complaint"), required=False)
    promise = forms.ModelChoiceField(
        label=_("Promise"), queryset=Promise.objects.none(), required=False
    )
    order = OrderField(label=_("Order"), queryset=Order.objects.none(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].user = self.user
        account = self.complaint.account_id
        if account is None:
            del self.fields["promise"], self.fields["order"]
            self.fields["kind"].choices = [
                (kind.value, kind.label) for kind in (LinkKind.SAME_CAUSE, LinkKind.FOLLOW_UP)
            ]
            return
        for name, model, order in (
            ("promise", Promise, "-promised_on"),
            ("order", Order, "-ordered_on"),
        ):
            rows = model.objects.filter(account=account)
            recent = rows.order_by(order, "-pk").values("pk")[:RECENT]
            self.fields[name].queryset = rows.filter(
                pk__in=list(recent.values_list("pk", flat=True))
            )

    def clean(self) -> dict[str, Any]:
        """Keep the one end that belongs to the kind, and ask for it when it is missing."""
        data = super().clean() or {}
        kind = data.get("kind")
        name = kind if kind in {LinkKind.PROMISE, LinkKind.ORDER} else "other"
        for one in ("other", "promise", "order"):
            if one != name:
                data[one] = None
        if kind and not data.get(name) and name not in self.errors:
            self.add_error(name, _("Choose what to link it to."))
        return data


class MergeForm(VersionedForm):
    """Asks into which complaint this one goes, and why."""

    target = ComplaintNumberField(label=_("Merge into complaint"))
    reason = forms.CharField(label=_("Reason"), widget=long_text(2), max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"].user = self.user

    def clean_target(self) -> Complaint:
        """Refuse a complaint the reader may see but not work on."""
        found = self.cleaned_data["target"]
        if not Complaint.objects.is_editable_by(self.user, found):
            raise forms.ValidationError(_("You may read this complaint, not work on it."))
        return found


class UnmergeForm(VersionedForm):
    """Asks why a merge is undone."""

    reason = forms.CharField(label=_("Reason"), widget=long_text(2), max_length=500)
