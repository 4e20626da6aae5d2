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
from customers.contacts.forms import ConsentForm, ContactForm, LeftForm, SecondPostForm
from customers.contacts.models import Channel, Consent, Contact, SecondPost
from customers.contacts.services import (
    add_second_post,
    create_contact,
    edit_contact,
    mark_back,
    mark_left,
    record_consent,
    remove_second_post,
)
from customers.empathy.facets import NEEDS
from customers.empathy.models import Statement
from customers.errors import CustomerError, EditConflict

MOMENTS = 8
CONSENTS = 60
STATEMENTS, NEWEST = 120, 4  # read to count the facets, shown


def _visible_contact(request: HttpRequest, pk: int) -> Contact:
    contacts = Contact.objects.visible_to(request.user)
    rows = contacts.select_related("account", "reports_to", "persona")
    return get_object_or_404(rows.prefetch_related("roles"), pk=pk)


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
    may_add = has_role(request.user, *MAY_ADD)
    if account is not None:
        may_add = Account.objects.is_editable_by(request.user, account)
    return list_response(
        request,
        lists.LIST,
        lists.rows(request.user),
        template="contacts/contact_list.html",
        fragment="contacts/_contact_list.html",
        context={"account": account, "may_add": may_add},
    )


@require_safe
def contact_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a person: how to reach them, their part in decisions, what they agreed to."""
    return _page(request, _visible_contact(request, pk))


def _page(
    request: HttpRequest,
    contact: Contact,
    *,
    form: Any = None,
    post_form: Any = None,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    moments = Interaction.objects.visible_to(request.user).filter(
        contacts=contact, deleted_at__isnull=True
    )
    may_edit = Account.objects.is_editable_by(request.user, contact.account)
    consents = list(contact.consents.select_related("recorded_by")[:CONSENTS])
    posts = SecondPost.objects.visible_to(request.user).filter(contact=contact)
    said = Statement.objects.visible_to(request.user).of_contact(contact)
    statements = list(said.exclude(facet__in=NEEDS)[:STATEMENTS])
    context = {
        "contact": contact,
        "account": contact.account,
        "channels": _channels(contact, consents),
        "consents": consents,
        "moments": moments.select_related("author")[:MOMENTS],
        "reports": [c for c in contact.reports.all() if c.left_on is None],
        "posts": posts.select_related("account"),
        "statements": statements[:NEWEST],
        "facets_known": len({s.facet for s in statements}),
        "may_edit": may_edit,
        "consent_form": form or ConsentForm(now=now),
        "post_form": post_form or SecondPostForm(user=request.user),
        "left_form": LeftForm(initial={"left_on": local_date(now)}),
    }
    return render(request, "contacts/contact_detail.html", context, status=status)


def _channels(contact: Contact, consents: list[Consent]) -> list[tuple[Any, Any, Consent | None]]:
    """Return each channel with what counts now and the statement it rests on, if it is recorded."""
    newest: dict[str, Consent] = {}
    for consent in consents:
        newest.setdefault(consent.channel, consent)
    return [
        (label, getattr(contact, f"get_consent_{key}_display")(), newest.get(key))
        for key, label in Channel.choices
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def contact_create(request: HttpRequest) -> HttpResponse:
    """Add a person to an account the user may change."""
    forbid_unless(request.user, *MAY_ADD)
    sent = request.method == "POST"
    account = lists.account_of(request.user, request.GET.get("account", ""))
    initial = {"account": account, "roles": request.GET.getlist("role")[:6]}
    form = ContactForm(request.POST if sent else None, user=request.user, initial=initial)
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


@require_POST
def contact_second_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that somebody works for a second account too."""
    contact = _editable_contact(request, pk)
    form = SecondPostForm(request.POST, user=request.user)
    if form.is_valid():
        try:
            post = add_second_post(
                contact,
                form.cleaned_data["account"],
                function=form.cleaned_data["function"],
                by=request.user,
                now=timezone.now(),
            )
            toast(request, _("Also known at %(account)s.") % {"account": post.account.name})
            return redirect(contact)
        except CustomerError as error:
            _refuse(form, error)
    return _page(request, contact, post_form=form, status=422)


@require_POST
def contact_end_second_post(request: HttpRequest, pk: int, post: int) -> HttpResponse:
    """Say that somebody no longer works for the second account."""
    contact = _editable_contact(request, pk)
    posts = SecondPost.objects.visible_to(request.user).select_related("contact")
    remove_second_post(get_object_or_404(posts, pk=post, contact=contact), by=request.user)
    toast(request, _("Removed."))
    return redirect(contact)
