"""Forms of contacts: adding, changing, leaving, and what they agreed to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.shared.localtime import local_date
from customers.accounts.forms import NO_CHOICE, PhoneField, SectionedForm, day_field
from customers.accounts.models import Account
from customers.accounts.pickers import AccountPickerField
from customers.contacts.models import Channel, ConsentState, Contact, DmuRole
from customers.profiles.models import Profile

INFLUENCE = [
    ("", "–"),
    (1, _("1, hardly any")),
    (2, "2"),
    (3, "3"),
    (4, "4"),
    (5, _("5, decisive")),
]
STANCE = [
    ("", "–"),
    (2, _("+2, strongly for us")),
    (1, _("+1, for us")),
    (0, _("0, neutral")),
    (-1, _("−1, against us")),
    (-2, _("−2, strongly against us")),
]


def whole(value: Any) -> int | None:
    """Return a chosen number, or None for no choice."""
    return int(value) if value not in ("", None) else None


class ContactForm(SectionedForm):
    """What is known of a person."""

    SECTIONS = (
        ("", ("account", "first_name", "last_name", "salutation", "function", "language")),
        (_("How to reach them"), ("email", "phone", "mobile")),
        (
            _("Their part in the decision"),
            ("roles", "level", "influence", "stance", "reports_to", "persona"),
        ),
    )

    account = AccountPickerField(label=_("Account"))
    phone = PhoneField(label=_("Phone"), required=False)
    mobile = PhoneField(label=_("Mobile"), required=False)
    roles = forms.MultipleChoiceField(
        label=_("Roles in the decision"),
        choices=DmuRole.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        required=False,
    )
    influence = forms.TypedChoiceField(
        label=_("Influence"), choices=INFLUENCE, coerce=whole, empty_value=None, required=False
    )
    stance = forms.TypedChoiceField(
        label=_("Stance"), choices=STANCE, coerce=whole, empty_value=None, required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Contact
        fields = [
            "account",
            "first_name",
            "last_name",
            "salutation",
            "function",
            "email",
            "phone",
            "mobile",
            "language",
            "level",
            "roles",
            "influence",
            "stance",
            "reports_to",
            "persona",
        ]
        widgets = {"email": forms.EmailInput(attrs={"autocomplete": "off"})}  # noqa: RUF012

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("salutation", "level"):
            self.fields[name].choices = [("", NO_CHOICE), *self.fields[name].choices[1:]]
        self._offer_people()
        if self.instance.pk is None:
            self.fields["account"].accounts = Account.objects.editable_by(user)
            self.fields.pop("version")
        else:
            self.fields.pop("account")
            self.fields["version"].initial = self.instance.version
            self.fields["roles"].initial = [r.role for r in self.instance.roles.all()]

    def _offer_people(self) -> None:
        """Offer those present at the account to report to, and the personas in use."""
        adding = self.instance.pk is None
        account = self.initial.get("account") if adding else self.instance.account_id
        if account is None:
            self.fields.pop("reports_to")
        else:
            there = Contact.objects.present().filter(account=account).exclude(pk=self.instance.pk)
            self.fields["reports_to"].queryset = there.order_by("name_key", "pk")
            self.fields["reports_to"].empty_label = _("Nobody, or not known")
        self.fields["persona"].queryset = Profile.objects.personas(self.instance.persona_id)
        self.fields["persona"].empty_label = NO_CHOICE

    def clean_version(self) -> int:
        """Take a missing version for the one before all."""
        return self.cleaned_data.get("version") or 0

    @property
    def values(self) -> dict[str, Any]:
        """Return what the service takes."""
        return {k: v for k, v in self.cleaned_data.items() if k not in ("version", "account")}


class LeftForm(forms.Form):
    """The day somebody left."""

    left_on = day_field(_("Left on"))


class SecondPostForm(forms.Form):
    """A second account somebody works for, and what they do there."""

    account = AccountPickerField(label=_("Account"))
    function = forms.CharField(label=_("Function there"), max_length=120, required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].accounts = Account.objects.visible_to(user)


class ConsentForm(forms.Form):
    """What a person agreed to or objected to, for one channel."""

    channel = forms.ChoiceField(label=_("Channel"), choices=Channel.choices)
    state = forms.ChoiceField(
        label=_("Agreed to"), choices=[c for c in ConsentState.choices if c[0] != "none"]
    )
    given_on = day_field(_("On"))
    source = forms.CharField(
        label=_("How do we know?"),
        max_length=120,
        widget=forms.TextInput(attrs={"placeholder": _("form on the fair, mail of 3 May, call")}),
    )

    def __init__(self, *args: Any, now: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"given_on": local_date(now)})
        super().__init__(*args, **kwargs)
