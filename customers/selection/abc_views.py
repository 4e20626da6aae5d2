"""Pages of the ABC classes: ask for a computation, look at what would change, apply it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from crm.shared.access import Role, forbid_unless
from crm.shared.lists import list_response
from crm.shared.toasts import toast
from customers.errors import CustomerError
from customers.selection import abc_services
from customers.selection.forms import AbcForm
from customers.selection.lists import CHANGES
from customers.selection.models import AbcChange, AbcRun, RunState


def _page(
    request: HttpRequest, *, form: AbcForm | None = None, refusal: CustomerError | None = None
) -> HttpResponseBase:
    """Show the latest computation with what would change."""
    run: AbcRun | None = abc_services.latest()
    initial = {"a_limit": run.a_limit, "b_limit": run.b_limit} if run else None
    context: dict[str, Any] = {
        "run": run,
        "form": form or AbcForm(initial=initial),
        "table": abc_services.table(run) if run and run.computed_at else [],
        "refusal": refusal,
        "may_apply": run is not None and run.state == RunState.READY and run.changes,
    }
    response = list_response(
        request,
        CHANGES,
        AbcChange.objects.visible_to(request.user)
        .filter(run=run, run__isnull=False)
        .select_related("account", "run"),
        template="selection/abc.html",
        fragment="selection/_change_table.html",
        context=context,
    )
    if refusal is not None or (form is not None and form.errors):
        response.status_code = refusal.status if refusal else 422
    return response


@require_safe
def abc_page(request: HttpRequest) -> HttpResponseBase:
    """Show which classes would change."""
    forbid_unless(request.user, Role.MANAGER)
    return _page(request)


@require_POST
def abc_ask(request: HttpRequest) -> HttpResponseBase:
    """Compute the classes: at once for few customers, else by the worker."""
    forbid_unless(request.user, Role.MANAGER)
    form, now = AbcForm(request.POST), timezone.now()
    if not form.is_valid():
        return _page(request, form=form)
    try:
        run = abc_services.ask_abc(by=request.user, now=now, **form.cleaned_data)
    except CustomerError as refusal:
        return _page(request, form=form, refusal=refusal)
    if abc_services.is_small():
        abc_services.compute(run, now=now)
    return redirect("selection:abc")


@require_POST
def abc_apply(request: HttpRequest, pk: int) -> HttpResponse | HttpResponseBase:
    """Give the accounts their proposed class."""
    forbid_unless(request.user, Role.MANAGER)
    run, now = abc_services.latest(), timezone.now()
    if run is None or run.pk != pk:
        raise Http404
    try:
        abc_services.apply_abc(run, by=request.user, now=now)
    except CustomerError as refusal:
        return _page(request, refusal=refusal)
    if run.changes <= abc_services.AT_ONCE:
        abc_services.carry_out(run, now=now)
        toast(request, _("The classes are applied."))
    return redirect("selection:abc")
