"""What the pages of customers share: loading for a change, running a service, going back."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from crm.shared.errors import Refusal
from customers.accounts.models import Account
from customers.errors import EditConflict


class DayInput(forms.DateInput):
    """A day, picked or typed; the value is written as browsers want it."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    """An hour of the day."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "time"}, format="%H:%M")


class MoneyField(forms.DecimalField):
    """An amount in the organisation's currency, written with comma or point as the reader does."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"max_digits": 12, "decimal_places": 2, "localize": True} | kwargs
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(widget=widget, **kwargs)


def load_editable(rows: Any, user: Any, pk: int) -> Any:
    """Return a record to change: 404 for who may not see it, 403 for who may only read it.

    `rows` is a queryset with `visible_to` and `editable_by`.
    """
    found = get_object_or_404(rows.visible_to(user), pk=pk)
    refuse_readers(rows.editable_by(user).filter(pk=pk))
    return found


def refuse_readers(editable: models.QuerySet) -> None:
    """Raise PermissionDenied when nothing of this set may be changed."""
    if not editable.exists():
        raise PermissionDenied(_("You can read this, but not change it."))


def load_account(user: Any, pk: Any) -> Account:
    """Return an account to add something to; 404 and 403 as `load_editable`."""
    if not str(pk).isascii() or not str(pk).isdigit() or len(str(pk)) > 18:
        pk = 0
    return load_editable(Account.objects.select_related("owner"), user, int(pk))


def attempt(form: forms.Form, act: Callable[[], Any]) -> Any:
    """Run a service; a refusal becomes an error of the form and the answer is None.

    `form.refusal` keeps it: its status is the answer's status, an EditConflict shows both versions.
    """
    try:
        return act()
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        form.refusal = refusal  # type: ignore[attr-defined]
        if isinstance(refusal, EditConflict) and "version" in form.fields:
            form.data = form.data.copy()
            form.data["version"] = str(refusal.current.version)
        return None


def status_of(form: forms.Form) -> int:
    """Return 200 for a form to fill in, 422 for a wrong one, 409 when somebody was faster."""
    refusal = getattr(form, "refusal", None)
    if refusal is not None:
        return refusal.status
    return 422 if form.is_bound and form.errors else 200


def differences(form: forms.Form) -> list[dict[str, Any]]:
    """Return field by field what is stored and what was typed, after an edit conflict."""
    refusal = getattr(form, "refusal", None)
    if not isinstance(refusal, EditConflict):
        return []
    return [
        {
            "label": form[name].label if name in form.fields else name,
            "stored": in_words(form.fields.get(name), getattr(refusal.current, name)),
            "mine": in_words(form.fields.get(name), mine),
        }
        for name, mine in refusal.mine.items()
    ]


def in_words(field: forms.Field | None, value: Any) -> Any:
    """Return a value as its form says it: yes or no, the words of a choice."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    chosen = isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField)
    if chosen and value != "" and isinstance(value, str | int):
        return dict(field.choices).get(value, value)
    return value


def next_address(request: HttpRequest, default: str) -> str:
    """Return where to go after the act: the page that asked, if it is on this host."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if safe else default


def go_back(request: HttpRequest, default: str) -> HttpResponse:
    """Redirect to the page that asked for the act; htmx reloads that page."""
    address = next_address(request, default)
    if request.headers.get("HX-Request") == "true":
        response = HttpResponse(status=204)
        response["HX-Redirect"] = address
        return response
    return redirect(address)
