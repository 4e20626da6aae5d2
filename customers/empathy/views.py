"""Pages of the empathy map: of a person, of an account, one statement; and asking next time."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm.shared.htmx import render_page, wants_fragment
from crm.shared.toasts import toast
from customers.accounts.models import Account
from customers.accounts.views import editable_account
from customers.contacts.models import Contact
from customers.empathy import services
from customers.empathy.forms import StatementEditForm, StatementForm
from customers.empathy.models import Statement
from customers.empathy.page import load
from customers.errors import CustomerError
from customers.formwork import attempt, differences, load_editable, status_of
from customers.profiles.models import Profile

PAGE, MAP = "empathy/map.html", "empathy/_map.html"


@require_safe
def account_map(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what everybody at an account sees, hears, thinks, says, fears and wants, and its needs."""
    account = get_object_or_404(
        Account.objects.visible_to(request.user).select_related("owner", "sector"), pk=pk
    )
    return _answer(request, account, None)


@require_safe
def contact_map(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what one person sees, hears, thinks, says, fears and wants."""
    contacts = Contact.objects.visible_to(request.user)
    contact = get_object_or_404(
        contacts.select_related("account__owner", "account__sector", "persona"), pk=pk
    )
    return _answer(request, contact.account, contact)


def _answer(
    request: HttpRequest,
    account: Account,
    contact: Contact | None,
    *,
    form: StatementForm | None = None,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    editable = Account.objects.is_editable_by(request.user, account)
    if form is None and editable:
        form = StatementForm(account=account, now=now, facet=request.GET.get("facet", ""))
    segment = Profile.objects.visible_to(request.user).of_segment(account.sector_id)
    context = {
        "account": account,
        "contact": contact,
        "page": load(account, contact, request.user, now=now, editable=editable),
        "form": form,
        "asked": "facet" in request.GET,
        "may_edit": editable,
        "profile": contact.persona if contact else segment.first(),
    }
    return render_page(request, PAGE, MAP, context, status=status)


def _subject(request: HttpRequest, account: Account) -> Contact | None:
    """Return whose map the request stands on: a contact of this account, or nobody."""
    asked = request.POST.get("of", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        return None
    contacts = Contact.objects.visible_to(request.user).select_related("persona")
    return get_object_or_404(contacts, pk=int(asked), account=account)


def address_of(account: Account, contact: Contact | None) -> str:
    """Return the page of the map of a contact, else of the account."""
    if contact is not None:
        return reverse("empathy:contact", args=[contact.pk])
    return reverse("empathy:account", args=[account.pk])


@require_POST
def statement_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a statement in one line; the map comes back with it."""
    account, now = editable_account(request, pk), timezone.now()
    subject = _subject(request, account)
    form = StatementForm(request.POST, account=account, now=now)
    if form.is_valid():
        values = form.cleaned_data | ({"contact": subject} if subject else {})
        added = attempt(
            form, lambda: services.add_statement(account, by=request.user, now=now, **values)
        )
        if added:
            if not wants_fragment(request):
                return redirect(f"{address_of(account, subject)}#facet-{added.facet}")
            kept = {
                "source": values["source"],
                "noted_on": values["noted_on"],
                "contact": values["contact"],
            }
            form = StatementForm(account=account, now=now, facet=added.facet, initial=kept)
            return _answer(request, account, subject, form=form)
    return _answer(request, account, subject, form=form, status=422)


@require_POST
def statement_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the question of an empty facet a task."""
    account = editable_account(request, pk)
    subject = _subject(request, account)
    try:
        task = services.ask_next_visit(
            account,
            facet=request.POST.get("facet", ""),
            contact=subject,
            by=request.user,
            now=timezone.now(),
        )
    except CustomerError as refusal:
        context = {"refusal": refusal, "back": address_of(account, subject)}
        return render(request, "activities/refused.html", context, status=422)
    toast(request, _("Task added."), undo_url=reverse("tasks:cancel", args=[task.pk]))
    if wants_fragment(request):
        return _answer(request, account, subject)
    return redirect(address_of(account, subject))


@require_http_methods(["GET", "HEAD", "POST"])
def statement_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a statement; its earlier wordings stand below the form."""
    rows = Statement.objects.standing().select_related("account", "contact")
    statement = load_editable(rows, request.user, pk)
    form = StatementEditForm(request.POST or None, instance=Statement(**_columns(statement)))
    back = address_of(statement.account, statement.contact)
    if request.method == "POST" and form.is_valid():
        saved = attempt(
            form,
            lambda: services.edit_statement(
                statement,
                version=form.cleaned_data["version"] or 0,
                by=request.user,
                now=timezone.now(),
                **form.values(),
            ),
        )
        if saved:
            toast(request, _("Saved."))
            return redirect(f"{back}#facet-{saved.facet}")
    context = {
        "form": form,
        "statement": statement,
        "account": statement.account,
        "back": back,
        "earlier": statement.earlier.select_related("changed_by")[:20],
        "differences": differences(form),
    }
    return render(request, "empathy/statement_form.html", context, status=status_of(form))


def _columns(statement: Statement) -> dict[str, Any]:
    """Return the columns of a statement: a form fills a copy, never what was read."""
    return {f.attname: getattr(statement, f.attname) for f in statement._meta.concrete_fields}


def _act(
    request: HttpRequest, statement: Statement, act: Any, said: str, undo: str
) -> HttpResponse:
    back = address_of(statement.account, statement.contact)
    try:
        act(statement, by=request.user, now=timezone.now())
    except CustomerError as refusal:
        context = {"refusal": refusal, "back": back}
        return render(request, "activities/refused.html", context, status=refusal.status)
    toast(request, said, undo_url=reverse(undo, args=[statement.pk]) if undo else "")
    return redirect(back)


@require_POST
def statement_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a statement away; Undo puts it back."""
    rows = Statement.objects.standing().select_related("account", "contact")
    statement = load_editable(rows, request.user, pk)
    return _act(request, statement, services.remove_statement, _("Removed."), "empathy:restore")


@require_POST
def statement_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a removed statement back."""
    rows = Statement.objects.filter(removed_at__isnull=False)
    statement = load_editable(rows.select_related("account", "contact"), request.user, pk)
    return _act(request, statement, services.restore_statement, _("It stands there again."), "")
