"""The pages of accounts: list, adding, changing. The account page itself is on the roof."""

import copy
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from crm.shared.access import Role, forbid_unless, has_role
from crm.shared.lists import list_response
from crm.shared.toasts import toast
from customers.accounts import lists
from customers.accounts.duplicates import find_duplicates
from customers.accounts.forms import AccountForm
from customers.accounts.models import Account
from customers.accounts.pickers import as_typed, suggestions
from customers.accounts.services import create_account, edit_account
from customers.errors import CustomerError, EditConflict
from customers.formwork import in_words

MAY_ADD = (Role.SALES, Role.MANAGER)


def editable_account(request: HttpRequest, pk: int) -> Account:
    """Return an account the user may change; 404 for a stranger's, 403 for one to read only."""
    account = get_object_or_404(
        Account.objects.visible_to(request.user).select_related("owner", "parent", "team"), pk=pk
    )
    if not Account.objects.is_editable_by(request.user, account):
        raise PermissionDenied(_("You may read this account, but not change it."))
    return account


@require_safe
def account_list(request: HttpRequest) -> HttpResponseBase:
    """Show the accounts that match the filters."""
    return list_response(
        request,
        lists.LIST,
        lists.rows(request.user, timezone.now()),
        template="customers/account_list.html",
        fragment="customers/_account_list.html",
        context={
            "tabs": lists.tabs(request),
            "summary": lists.summary(request),
            "may_add": has_role(request.user, *MAY_ADD),
        },
    )


@require_safe
def account_options(request: HttpRequest) -> JsonResponse:
    """Suggest accounts whose name begins with what was typed."""
    typed = request.GET.get("q", "")[:200]
    found = suggestions(Account.objects.visible_to(request.user), typed)
    return JsonResponse({"options": [{"value": as_typed(a), "label": a.city} for a in found]})


@require_http_methods(["GET", "HEAD", "POST"])
def account_create(request: HttpRequest) -> HttpResponse:
    """Add an account; likely duplicates are shown before it is saved."""
    forbid_unless(request.user, *MAY_ADD)
    sent = request.method == "POST"
    initial = {"name": request.GET.get("name", "")[:200]}
    form = AccountForm(request.POST if sent else None, user=request.user, initial=initial)
    duplicates: list[Any] = []
    if sent and form.is_valid():
        if "save_anyway" not in request.POST:
            duplicates = find_duplicates(
                Account.objects.visible_to(request.user),
                name=form.cleaned_data["name"],
                email=form.cleaned_data["email"],
                phone=form.cleaned_data["phone"],
            )
        if not duplicates:
            try:
                account = create_account(by=request.user, now=timezone.now(), **form.values)
                toast(request, _("%(account)s was added.") % {"account": account.name})
                return redirect(after_adding(request, account))
            except CustomerError as error:
                form.add_error(error.field if error.field in form.fields else None, str(error))
    context = {"form": form, "duplicates": duplicates}
    return render(request, "customers/account_form.html", context, status=422 if sent else 200)


def after_adding(request: HttpRequest, account: Account) -> str:
    """Return the account's page if the user may see it, else the list: it was given to somebody else."""
    mine = account.owner_id == request.user.pk
    if mine or Account.objects.visible_to(request.user).filter(pk=account.pk).exists():
        return account.get_absolute_url()
    return "customers:list"


@require_http_methods(["GET", "HEAD", "POST"])
def account_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is known of an account; a second editor sees both versions."""
    account = editable_account(request, pk)
    sent = request.method == "POST"
    form = AccountForm(
        request.POST if sent else None, instance=copy.copy(account), user=request.user
    )
    status, conflict = (422 if sent else 200), None
    if sent and form.is_valid():
        try:
            edit_account(
                account,
                by=request.user,
                now=timezone.now(),
                version=form.cleaned_data["version"],
                **form.values,
            )
            toast(request, _("Saved."))
            return redirect(after_adding(request, account))
        except EditConflict as error:
            status, conflict = error.status, both_versions(error, form)
            form = kept_form(request, error.current, AccountForm)
        except CustomerError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
    context = {"form": form, "account": account, "conflict": conflict}
    return render(request, "customers/account_form.html", context, status=status)


def both_versions(error: EditConflict, form: Any) -> dict[str, Any]:
    """Return the sentence and, per differing field, its label, the stored value and the typed one."""
    rows = []
    for name, mine in error.mine.items():
        if name in form.fields:
            field = form.fields[name]
            theirs = in_words(field, getattr(error.current, name))
            rows.append({"label": field.label, "theirs": theirs, "mine": in_words(field, mine)})
    return {"sentence": str(error), "rows": rows}


def kept_form(request: HttpRequest, current: Any, form_class: Any) -> Any:
    """Return the form as typed, but on top of the stored version: saving again is a decision."""
    data = request.POST.copy()
    data["version"] = str(current.version)
    return form_class(data, instance=copy.copy(current), user=request.user)
