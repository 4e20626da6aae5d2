"""Forms of an investigation: one a kind of row."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.cases.forms import day_field, local_now, long_text, moment_field
from complaints.cases.models import Complaint
from complaints.investigation.models import (
    Heard,
    PartyKind,
    Row,
    Side,
    Weight,
)
from complaints.learning.models import CauseGroup
from crm.shared.formats import short_day
from crm.shared.localtime import local_date
from customers.activities.models import Interaction
from customers.deals.models import Order
from customers.promises.models import Promise

RECENT = 50


class RowForm(forms.Form):
    """Writes or changes one row; carries the version it was read at."""

    version = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1, required=False
    )

    def __init__(
        self, *args: Any, complaint: Complaint, user: Any, row: Row | None = None, **kwargs: Any
    ) -> None:
        self.complaint, self.user, self.row = complaint, user, row
        kwargs.setdefault("use_required_attribute", False)
        initial = {**self.fresh_values(), **self.stored_values(row)}
        super().__init__(*args, initial=initial, **kwargs)
        if row is not None:
            self.fields["version"].required = True

    def fresh_values(self) -> dict[str, Any]:
        """Return what stands in the fields of a new row."""
        return {}

    def stored_values(self, row: Row | None) -> dict[str, Any]:
        """Return what a stored row says."""
        if row is None:
            return {}
        return {
            name: timezone.localtime(value) if name == "heard_at" else value
            for name in self.base_fields
            if (value := getattr(row, name, None)) is not None
        }

    def first_values(self, row: Row) -> dict[str, Any]:
        """Return what a stored row says, field by field, to put beside what was typed."""
        return {name: getattr(row, name) for name in self.fields if name != "version"}


class HearingForm(RowForm):
    """What one side said."""

    side = forms.ChoiceField(label=_("Side"), choices=Side.choices, widget=forms.RadioSelect)
    who = forms.CharField(label=_("Who"), max_length=120)
    how = forms.ChoiceField(label=_("How"), choices=Heard.choices)
    heard_at = moment_field(_("Heard at"))
    text = forms.CharField(label=_("What was said"), widget=long_text(6), max_length=10_000)

    def fresh_values(self) -> dict[str, Any]:
        """Return the present; the customer first when nobody was heard."""
        return {"heard_at": local_now(), "side": Side.CUSTOMER, "who": self.complaint.party}


class FindingForm(RowForm):
    """One fact with its source."""

    text = forms.CharField(label=_("Fact"), widget=long_text(2), max_length=1_000)
    source = forms.CharField(
        label=_("Source"), max_length=200, help_text=_("Where somebody else can see it too.")
    )
    weight = forms.ChoiceField(
        label=_("It …"), choices=Weight.choices, widget=forms.RadioSelect, initial=Weight.NEUTRAL
    )


class ThingField(forms.ModelChoiceField):
    """Chooses an order, promise or contact moment, shown with its day."""

    def __init__(self, label: Any, model: type, day: str, text: str) -> None:
        self.model, self.day, self.text = model, day, text
        super().__init__(model.objects.none(), label=label, required=False)

    def offer(self, account_id: int | None) -> None:
        """Offer the newest of an account."""
        if account_id is None:
            return
        rows = self.model.objects.filter(account=account_id)
        newest = list(rows.order_by(f"-{self.day}", "-pk").values_list("pk", flat=True)[:RECENT])
        self.queryset = rows.filter(pk__in=newest)

    def label_from_instance(self, obj: Any) -> str:
        """Return the day and the first words."""
        words = str(getattr(obj, self.text) or "")
        return f"{short_day(getattr(obj, self.day))} {words[:60]}".strip()


class EvidenceForm(RowForm):
    """An order, promise or contact moment, and what it shows."""

    order = ThingField(_("Order"), Order, "ordered_on", "description")
    promise = ThingField(_("Promise"), Promise, "promised_on", "text")
    interaction = ThingField(_("Contact moment"), Interaction, "happened_at", "summary")
    note = forms.CharField(label=_("What it shows"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("order", "promise", "interaction"):
            self.fields[name].offer(self.complaint.account_id)

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one."""
        data = super().clean() or {}
        if sum(bool(data.get(name)) for name in ("order", "promise", "interaction")) != 1:
            self.add_error(None, _("Choose one: an order, a promise or a contact moment."))
        return data


class WhyForm(RowForm):
    """The next because in the chain."""

    text = forms.CharField(
        label=_("Why? Because …"),
        max_length=300,
        help_text=_("Ask why of the row above, until the answer is something we can change."),
    )
    group = forms.ChoiceField(label=_("Branch of the cause tree"), choices=CauseGroup.choices)
    is_root = forms.BooleanField(
        label=_("This is the root cause"),
        required=False,
        help_text=_("Taking it away would have prevented the complaint."),
    )


class PartyForm(RowForm):
    """Somebody outside, what was asked, by when, and what they answered."""

    kind = forms.ChoiceField(label=_("Who is it?"), choices=PartyKind.choices)
    name = forms.CharField(label=_("Name"), max_length=120)
    role = forms.CharField(label=_("Role in it"), max_length=200, required=False)
    question = forms.CharField(label=_("What we asked"), widget=long_text(2), max_length=1_000)
    asked_on = day_field(_("Asked on"))
    due_on = day_field(_("Answer due on"), help_text=_("The handler gets a task for that day."))
    answered_on = day_field(_("Answered on"), required=False)
    answer = forms.CharField(
        label=_("What they answered"), widget=long_text(3), max_length=5_000, required=False
    )

    def fresh_values(self) -> dict[str, Any]:
        """Return today as the day of the question."""
        return {"asked_on": local_date(timezone.now())}


FORMS: dict[str, type[RowForm]] = {
    "hearing": HearingForm,
    "finding": FindingForm,
    "evidence": EvidenceForm,
    "why": WhyForm,
    "party": PartyForm,
}
