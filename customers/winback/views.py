"""Pages of win-backs: the list to work through, and the chance of one."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from crm.shared.lists import list_response
from crm.shared.toasts import toast
from customers.filters import people_choices
from customers.formwork import (
    attempt,
    differences,
    go_back,
    load_editable,
    next_address,
    status_of,
)
from customers.winback import services
from customers.winback.forms import ChanceForm
from customers.winback.lists import WIN_BACKS
from customers.winback.models import WinBack


@require_safe
def win_back_list(request: HttpRequest) -> HttpResponseBase:
    """Show who left and may come back."""
    asked = WIN_BACKS.filter_form(request.GET, request=request)
    asked.is_valid()
    rows = WinBack.objects.visible_to(request.user).select_related("account__owner")
    return list_response(
        request,
        WIN_BACKS,
        rows.with_revenue(),
        template="winback/win_back_list.html",
        fragment="winback/_win_back_table.html",
        context={"people": people_choices(request.user, asked.cleaned_data)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def win_back_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Judge the chance that an account comes back."""
    rows = WinBack.objects.select_related("account__owner", "assessed_by")
    win_back = load_editable(rows, request.user, pk)
    form = ChanceForm(request.POST or None, instance=win_back)
    back = next_address(request, reverse("winback:list"))
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("chance", "note")}
        saved = attempt(
            form,
            lambda: services.assess(
                win_back,
                version=form.cleaned_data["version"] or 0,
                by=request.user,
                now=timezone.now(),
                **values,
            ),
        )
        if saved:
            toast(request, _("The chance is saved."))
            return go_back(request, reverse("winback:list"))
    context = {
        "form": form,
        "win_back": win_back,
        "account": win_back.account,
        "differences": differences(form),
        "back": back,
    }
    return render(request, "winback/win_back_form.html", context, status=status_of(form))
