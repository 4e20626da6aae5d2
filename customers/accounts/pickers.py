"""Choosing an account by typing: suggestions with JavaScript, name or number without."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from customers.accounts.models import Account
from customers.accounts.naming import name_key
from customers.accounts.querysets import AccountQuerySet

SUGGESTIONS = 12
NUMBERED = re.compile(r"#(\d{1,18})\)?\s*$")


def as_typed(account: Account) -> str:
    """Return how an account stands in the field: name and number."""
    return f"{account.name} (#{account.pk})"


def suggestions(accounts: AccountQuerySet, typed: str) -> list[Account]:
    """Return the first accounts whose name begins with what was typed; reads one index."""
    key = name_key(typed)
    if not key:
        return []
    return list(
        accounts.filter(name_key__gte=key, name_key__lt=key + "\U0010ffff").order_by(
            "name_key", "pk"
        )[:SUGGESTIONS]
    )


class AccountPicker(forms.TextInput):
    """A text field with suggestions from the accounts the reader may see."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the field and the list the suggestions come into."""
        list_id = f"{(attrs or {}).get('id', name)}_options"
        extra = {
            "list": list_id,
            "autocomplete": "off",
            "data-options": reverse_lazy("customers:options"),
        }
        field = super().render(name, value, {**(attrs or {}), **extra}, renderer)
        return format_html('{}<datalist id="{}"></datalist>', field, list_id)


class AccountPickerField(forms.CharField):
    """Resolves "Name", "Name (#12)" or "#12" to an account out of `accounts`; set that per request."""

    widget = AccountPicker
    default_error_messages: dict[str, str | Promise] = {  # noqa: RUF012
        "unknown": gettext_lazy("No account is called “%(typed)s”. Choose one from the list."),
        "several": gettext_lazy("Several accounts are called that: %(names)s. Add the number."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 220)
        kwargs.setdefault("label", gettext_lazy("Account"))
        super().__init__(**kwargs)
        self.accounts: AccountQuerySet = Account.objects.none()

    def prepare_value(self, value: Any) -> Any:
        """Show a chosen account as name and number."""
        if isinstance(value, Account):
            return as_typed(value)
        if isinstance(value, int):
            account = self.accounts.filter(pk=value).first()
            return as_typed(account) if account else ""
        return value

    def clean(self, value: Any) -> Account | None:
        """Return the account, or None for an empty field that may be empty."""
        typed = super().clean(value)
        if not typed:
            return None
        numbered = NUMBERED.search(typed)
        if numbered or typed.isdecimal() and typed.isascii():
            number = int(numbered[1] if numbered else typed)
            found = list(self.accounts.filter(pk=number)[:1])
        else:
            found = list(self.accounts.filter(name_key=name_key(typed)).order_by("pk")[:6])
        if not found:
            raise ValidationError(
                self.error_messages["unknown"], code="unknown", params={"typed": typed[:80]}
            )
        if len(found) > 1:
            names = ", ".join(f"{as_typed(a)} {a.city}".strip() for a in found)
            raise ValidationError(
                self.error_messages["several"], code="several", params={"names": names}
            )
        return found[0]
