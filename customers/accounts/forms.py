"""Forms of accounts: adding and changing, and the moves on the cycle."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.shared import phones
from crm.shared.access import Role, has_role
from crm.shared.people.models import User
from customers.accounts.models import Account, AccountKind, Stage
from customers.accounts.naming import to_e164
from customers.accounts.pickers import AccountPickerField
from customers.errors import CustomerError

NO_CHOICE = "–"
EARLIEST = date(1900, 1, 1)


class DayInput(forms.DateInput):
    """A date field of the browser; without one, a text field for 2026-11-17 or 17-11-2026."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    """Return a date field that refuses days before 1900."""
    kwargs.setdefault("validators", [MinValueValidator(EARLIEST)])
    return forms.DateField(label=label, widget=DayInput(), **kwargs)


class PhoneField(forms.CharField):
    """Takes a phone number in any notation and gives E.164."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show a stored number with spaces."""
        return phones.display(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        """Return the number as E.164, or nothing."""
        typed = super().clean(value)
        try:
            return to_e164(typed)
        except CustomerError as error:
            raise forms.ValidationError(str(error)) from error


class SectionedForm(forms.ModelForm):
    """A form whose fields stand in sections; `SECTIONS` names them, and their titles."""

    SECTIONS: tuple[tuple[Any, tuple[str, ...]], ...] = ()

    @property
    def sections(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """Return the sections with those of their fields this form has."""
        found = [
            (title, [self[n] for n in names if n in self.fields]) for title, names in self.SECTIONS
        ]
        return [(title, fields) for title, fields in found if fields]


class AccountForm(SectionedForm):
    """What is known of an account; the stage moves elsewhere."""

    SECTIONS = (
        ("", ("kind", "name", "parent", "sector", "region")),
        (
            _("In our books"),
            (
                "owner",
                "account_class",
                "source",
                "renewal_on",
                "is_key_account",
                "do_not_pursue",
                "tags",
            ),
        ),
        (_("How to reach them"), ("phone", "email", "website", "language")),
        (_("Address"), ("street", "postcode", "city", "country")),
        ("", ("note",)),
    )

    parent = AccountPickerField(
        label=_("Part of"), required=False, help_text=_("The group this account belongs to.")
    )
    phone = PhoneField(label=_("Phone"), required=False)
    renewal_on = day_field(_("Renewal date"), required=False)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Account
        fields = [
            "kind",
            "name",
            "owner",
            "account_class",
            "is_key_account",
            "do_not_pursue",
            "sector",
            "source",
            "region",
            "tags",
            "renewal_on",
            "parent",
            "phone",
            "email",
            "website",
            "language",
            "street",
            "postcode",
            "city",
            "country",
            "note",
        ]
        widgets = {  # noqa: RUF012
            "kind": forms.RadioSelect,
            "tags": forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
            "note": forms.Textarea(attrs={"rows": 3}),
            "email": forms.EmailInput(attrs={"autocomplete": "off"}),
        }

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        visible, parent = Account.objects.visible_to(user), self.instance.parent_id
        self.fields["parent"].accounts = visible
        if parent and not visible.filter(pk=parent).exists():
            self.fields.pop("parent")  # a group that is not shown stays what it is
        self.fields["owner"].queryset = User.objects.choosable(self.instance.owner_id)
        self.fields["owner"].empty_label = _("Nobody")
        self.fields["sector"].empty_label = NO_CHOICE
        for name in ("account_class", "source"):
            self.fields[name].choices = [("", NO_CHOICE), *self.fields[name].choices[1:]]
        self.fields["website"].initial = self.instance.website
        adding = self.instance.pk is None
        if adding:
            self.fields.pop("version")
            self.fields.pop("do_not_pursue")
            if has_role(user, Role.SALES):
                self.fields["owner"].initial = user.pk
        else:
            self.fields.pop("kind")
            self.fields["version"].initial = self.instance.version
            if self.instance.stage == Stage.CUSTOMER:
                self.fields.pop("do_not_pursue")

    def clean_version(self) -> int:
        """Take a missing version for the one before all."""
        return self.cleaned_data.get("version") or 0

    @property
    def values(self) -> dict[str, Any]:
        """Return what the service takes."""
        return {k: v for k, v in self.cleaned_data.items() if k != "version"}

    @property
    def is_person(self) -> bool:
        """Say whether a person is being added."""
        return self.cleaned_data.get("kind") == AccountKind.PERSON


class BuyForm(forms.Form):
    """The day of the first purchase, or of the one that won them back."""

    on = day_field(
        _("Purchased on"), help_text=_("The day of the order or agreement, today at the latest.")
    )


class CorrectForm(forms.Form):
    """The stage an account should have, and why."""

    to = forms.ChoiceField(
        label=pgettext_lazy("relationship", "Stage"), choices=(), widget=forms.RadioSelect
    )
    on = day_field(_("As of"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Stands in the history of the account; nothing there is ever erased silently."),
    )

    def __init__(self, *args: Any, stage: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [c for c in Stage.choices if c[0] != stage]
