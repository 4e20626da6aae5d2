"""The form with which a colleague writes a complaint down while talking."""

from contextlib import suppress
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.choices import CallableChoiceIterator
from django.utils.translation import gettext_lazy as _

from complaints.cases.choices import Channel
from complaints.cases.forms import (
    CategoryField,
    local_now,
    long_text,
    moment_field,
)
from complaints.cases.services import Complainant, handlers
from complaints.cases.severity import Severity
from crm.shared.people.models import Language, User
from customers.accounts.events import SilenceReason
from customers.accounts.models import Account
from customers.accounts.pickers import AccountPickerField
from customers.contacts.models import Contact


class ColleagueField(forms.ModelChoiceField):
    """Chooses a colleague; who fills the form in is known already and needs no query."""

    reader: Any = None

    def to_python(self, value: Any) -> Any:
        """Return the colleague."""
        if self.reader is not None and str(value) == str(self.reader.pk):
            return self.reader
        return super().to_python(value)


def _names() -> list[tuple[Any, Any]]:
    """Return the colleagues of today, an empty choice first."""
    rows = User.objects.filter(is_active=True)
    return [("", "–"), *((one.pk, one.display_name) for one in rows)]


class CallForm(forms.Form):
    """Records a complaint: who, what, when it was heard, and what is known of its weight already."""

    account = AccountPickerField(
        label=_("Account"),
        required=False,
        help_text=_("Name or number. Not known yet? Leave it empty."),
    )
    contact = forms.ModelChoiceField(
        label=_("Contact"),
        queryset=Contact.objects.none(),
        required=False,
        empty_label=_("Somebody else, or not known yet"),
    )
    complainant_name = forms.CharField(
        label=_("Name of the complainant"), max_length=120, required=False
    )
    complainant_phone = forms.CharField(
        label=_("Telephone"),
        max_length=32,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    complainant_email = forms.EmailField(label=_("E-mail address"), max_length=254, required=False)
    text = forms.CharField(label=_("What happened?"), widget=long_text(7), max_length=10_000)
    wish = forms.CharField(
        label=_("What does the customer want?"),
        help_text=_("Ask it: “What would put it right for you?”"),
        widget=long_text(2),
        max_length=2_000,
        required=False,
    )
    reference = forms.CharField(label=_("Order or invoice number"), max_length=80, required=False)
    channel = forms.ChoiceField(
        label=_("Received by"), choices=Channel.choices, initial=Channel.PHONE
    )
    received_at = moment_field(
        _("Received at"),
        help_text=_("When the first of us heard it; the terms start then."),
    )
    heard_by = ColleagueField(
        label=_("Who of us heard it first"), queryset=User.objects.none(), required=False
    )
    category = CategoryField(required=False)
    severity = forms.TypedChoiceField(
        label=_("Severity"),
        choices=[("", _("Not known yet")), *reversed(Severity.choices)],
        coerce=int,
        empty_value=None,
        required=False,
    )
    handler = forms.ModelChoiceField(
        label=_("Handler"), queryset=User.objects.none(), required=False
    )
    subject = forms.CharField(
        label=_("Subject"),
        max_length=150,
        required=False,
        help_text=_("Left empty, the first line of what happened."),
    )
    on_behalf_of = forms.CharField(label=_("On behalf of"), max_length=120, required=False)
    complainant_address = forms.CharField(label=_("Postal address"), max_length=300, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices, required=False)
    told_on = forms.IntegerField(
        label=_("How many people were told?"), min_value=0, max_value=1_000_000, required=False
    )
    told_on_url = forms.URLField(
        label=_("Public page about it"), max_length=300, required=False, assume_scheme="https"
    )
    silence_reason = forms.ChoiceField(
        label=_("Why did they not tell us before?"),
        choices=[("", _("Not asked")), *SilenceReason.choices],
        required=False,
    )
    complained_about = forms.ModelChoiceField(
        label=_("Employee complained about"), queryset=User.objects.none(), required=False
    )
    is_anonymous = forms.BooleanField(label=_("The complainant stays anonymous"), required=False)
    is_confidential = forms.BooleanField(
        label=_("Confidential: hide it from sales and from who is complained about"),
        required=False,
    )

    GROUPS = (
        (_("Who calls?"), ("account",), ("complainant_name", "complainant_phone", "complainant_email")),
        (_("What happened?"), (), ("text", "wish", "reference")),
        (_("When was it heard?"), (), ("channel", "received_at", "heard_by")),
    )  # fmt: skip
    WEIGHT = ("category", "severity", "handler")
    MORE = (
        "subject", "on_behalf_of", "complainant_address", "language", "told_on", "told_on_url",
        "silence_reason", "complained_about", "is_anonymous", "is_confidential",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        user: Any,
        may_assess: bool,
        account: Account | None = None,
        typed: Any = None,
        **kwargs: Any,
    ) -> None:
        self.user = user
        kwargs.setdefault("use_required_attribute", False)
        first = {"received_at": local_now(), "account": account, "heard_by": user.pk}
        kwargs["initial"] = {
            **first,
            **kwargs.get("initial", {}),
            **(typed.dict() if typed else {}),
        }
        super().__init__(*args, **kwargs)
        self.fields["account"].accounts = Account.objects.visible_to(user)
        self.fields["account"].widget.attrs |= {
            "hx-get": reverse("complaints:known"),
            "hx-trigger": "change",
            "hx-target": "#known",
            "hx-swap": "outerHTML",
        }
        colleagues = User.objects.filter(is_active=True)
        names = cache(_names)  # one reading for both selects of this form
        self.fields["heard_by"].reader = user
        for name in ("heard_by", "complained_about"):
            self.fields[name].queryset = colleagues
            self.fields[name].widget.choices = CallableChoiceIterator(names)
        self.fields["language"].choices = [("", "–"), *Language.choices]
        if may_assess:
            self.fields["category"].group()
            self.fields["handler"].queryset = handlers()
        else:
            for name in self.WEIGHT:
                del self.fields[name]
        self.chosen = account
        if typed and not self.is_bound:
            with suppress(ValidationError):
                self.chosen = self.fields["account"].clean(typed.get("account", ""))
        self._offer_contacts()

    def _offer_contacts(self) -> None:
        if self.chosen:
            contacts = Contact.objects.visible_to(self.user).present()
            self.fields["contact"].queryset = contacts.filter(account=self.chosen)

    def clean_account(self) -> Account | None:
        """Return the account; from here on its contacts can be chosen (`contact` is cleaned next)."""
        self.chosen = self.cleaned_data["account"]
        self._offer_contacts()
        return self.chosen

    @property
    def weight(self) -> list[forms.BoundField]:
        """Return the fields of the assessment, where the reader may give one."""
        return [self[name] for name in self.WEIGHT if name in self.fields]

    @property
    def more(self) -> list[forms.BoundField]:
        """Return the fields that few calls need."""
        return [self[name] for name in self.MORE]

    @property
    def is_unfolded(self) -> bool:
        """Tell whether one of those was filled in or is wrong."""
        return any(
            field.value() or (self.is_bound and field.name in self.errors) for field in self.more
        )

    def clean(self) -> dict[str, Any]:
        """Ask for category and severity together: half an assessment starts no term."""
        data = super().clean() or {}
        for given, other in (("category", "severity"), ("severity", "category")):
            if data.get(given) and not data.get(other) and other not in self.errors:
                self.add_error(other, _("Choose both category and severity, or neither yet."))
        return data

    def assessment(self) -> dict[str, Any] | None:
        """Return category, severity and handler, or None when it comes later."""
        data = self.cleaned_data
        if not data.get("category"):
            return None
        return {
            "category": data["category"],
            "severity": data["severity"],
            "handler": data["handler"] or self.user,
        }

    def arguments(self) -> dict[str, Any]:
        """Return what the service that records takes."""
        data = {k: v for k, v in self.cleaned_data.items() if k not in self.WEIGHT}
        party = Complainant(
            name=data.pop("complainant_name"),
            email=data.pop("complainant_email"),
            phone=data.pop("complainant_phone"),
            address=data.pop("complainant_address"),
            on_behalf_of=data.pop("on_behalf_of"),
            is_anonymous=data.pop("is_anonymous"),
        )
        return {**data, "complainant": party}
