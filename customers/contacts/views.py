"""The pages of contacts: list, page, adding, changing, leaving, consent."""

import copy
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm.shared.access import forbid_unless, has_role
from crm.shared.lists import list_response
from crm.shared.localtime import local_date
from crm.shared.toasts import toast
from customers.accounts.models import Account
from customers.accounts.views import MAY_ADD, both_versions, kept_form
from customers.activities.models import Interaction
from customers.contacts import lists
from customers.contacts.forms import ConsentForm, ContactForm, LeftForm
from customers.contacts.models import Channel, Contact
from customers.contacts.services import (
    create_contact,
    edit_contact,
    mark_back,
    mark_left,
    record_consent,
)
from customers.errors import CustomerError, EditConflict

MOMENTS = 8


def _visible_contact(request: HttpRequest, pk: int) -> Contact:
    contacts = Contact.objects.visible_to(request.user).select_related("account")
    return get_object_or_404(contacts.prefetch_related("roles"), pk=pk)


def _editable_contact(request: HttpRequest, pk: int) -> Contact:
    """Return a contact the user may change; 404 for a stranger's, 403 for one to read only."""
    contact = _visible_contact(request, pk)
    if not Account.objects.is_editable_by(request.user, contact.account):
        raise PermissionDenied(_("You may read this contact, but not change it."))
    return contact


def _refuse(form: Any, error: CustomerError) -> None:
    form.add_error(error.field if error.field in form.fields else None, str(error))


@require_safe
def contact_list(request: HttpRequest) -> HttpResponseBase:
    """Show the contacts that match the filters."""
    account = lists.account_of(request.user, request.GET.get("account", ""))
    return list_response(
        request,
        lists.LIST,
        lists.rows(request.user),
        template="contacts/contact_list.html",
        fragment="contacts/_contact_list.html",
        context={"account": account, "may_add": has_role(request.user, *MAY_ADD)},
    )


@require_safe
def contact_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a person: how to reach them, their part in decisions, what they agreed to."""
    return _page(request, _visible_contact(request, pk))


def _page(
    request: HttpRequest, contact: Contact, *, form: Any = None, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    moments = Interaction.objects.visible_to(request.user).filter(
        contacts=contact, deleted_at__isnull=True
    )
    channels = [
        (label, getattr(contact, f"get_consent_{key}_display")()) for key, label in Channel.choices
    ]
    context = {
        "contact": contact,
        "account": contact.account,
        "channels": channels,
        "consents": contact.consents.select_related("recorded_by")[:20],
        "moments": moments.select_related("author")[:MOMENTS],
        "may_edit": Account.objects.is_editable_by(request.user, contact.account),
        "consent_form": form or ConsentForm(now=now),
        "left_form": LeftForm(initial={"left_on": local_date(now)}),
    }
    return render(request, "contacts/contact_detail.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def contact_create(request: HttpRequest) -> HttpResponse:
    """Add a person to an account the user may change."""
    forbid_unless(request.user, *MAY_ADD)
    sent = request.method == "POST"
    account = lists.account_of(request.user, request.GET.get("account", ""))
    form = ContactForm(
        request.POST if sent else None, user=request.user, initial={"account": account}
    )
    if sent and form.is_valid():
        try:
            contact = create_contact(
                form.cleaned_data["account"], by=request.user, now=timezone.now(), **form.values
            )
            toast(request, _("%(contact)s was added.") % {"contact": contact.name})
            return redirect(contact)
        except CustomerError as error:
            _refuse(form, error)
    context = {"form": form, "account": account}
    return render(request, "contacts/contact_form.html", context, status=422 if sent else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def contact_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is known of a person; a second editor sees both versions."""
    contact = _editable_contact(request, pk)
    sent = request.method == "POST"
    form = ContactForm(
        request.POST if sent else None, instance=copy.copy(contact), user=request.user
    )
    status, conflict = (422 if sent else 200), None
    if sent and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            edit_contact(
                contact, by=request.user, now=timezone.now(), version=version, **form.values
            )
            toast(request, _("Saved."))
            return redirect(contact)
        except EditConflict as error:
            status, conflict = error.status, both_versions(error, form)
            form = kept_form(request, error.current, ContactForm)
        except CustomerError as error:
            _refuse(form, error)
    context = {"form": form, "contact": contact, "account": contact.account, "conflict": conflict}
    return render(request, "contacts/contact_form.html", context, status=status)


@require_POST
def contact_consent(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what a person agreed to or objected to."""
    contact = _editable_contact(request, pk)
    now = timezone.now()
    form = ConsentForm(request.POST, now=now)
    if form.is_valid():
        given = form.cleaned_data
        try:
            record_consent(
                contact,
                channel=given["channel"],
                state=given["state"],
                on=given["given_on"],
                source=given["source"],
                by=request.user,
                now=now,
            )
            toast(request, _("Recorded."))
            return redirect(contact)
        except CustomerError as error:
            _refuse(form, error)
    return _page(request, contact, form=form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def contact_left(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that somebody no longer works there; everything about them is kept."""
    contact = _editable_contact(request, pk)
    now = timezone.now()
    sent = request.method == "POST"
    form = LeftForm(request.POST if sent else None, initial={"left_on": local_date(now)})
    if sent and form.is_valid():
        try:
            mark_left(contact, on=form.cleaned_data["left_on"], by=request.user, now=now)
            toast(request, _("%(contact)s has left.") % {"contact": contact.name})
            return redirect(contact)
        except CustomerError as error:
            _refuse(form, error)
    context = {"form": form, "contact": contact}
    return render(request, "contacts/contact_left.html", context, status=422 if sent else 200)


@require_POST
def contact_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo that somebody left."""
    contact = _editable_contact(request, pk)
    try:
        mark_back(contact, by=request.user, now=timezone.now())
    except CustomerError as error:
        form = LeftForm(initial={"left_on": contact.left_on})
        context = {"form": form, "contact": contact, "refusal": str(error)}
        return render(request, "contacts/contact_left.html", context, status=error.status)
    toast(request, _("%(contact)s works there again.") % {"contact": contact.name})
    return redirect(contact)
