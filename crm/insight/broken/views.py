"""The page of broken promises: who was let down, whether they said so, and the call to make."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from crm.insight.broken.complained import broken_promises, figures
from crm.insight.broken.lists import BROKEN, BrokenFilter
from crm.shared.htmx import wants_fragment
from crm.shared.lists import list_response
from customers.filters import people_choices
from customers.promises.calls import with_call


@require_safe
def broken(request: HttpRequest) -> HttpResponseBase:
    """Show the promises that were not kept, whether the customer complained, and the call to make."""
    now = timezone.now()
    asked = BrokenFilter(request.GET, request=request)
    asked.is_valid()
    whose = {k: asked.cleaned_data[k] for k in ("owner", "team", "account")}
    context: dict[str, Any] = {"people": people_choices(request.user, whose)}
    if not wants_fragment(request) and request.GET.get("format") != "csv":
        context["figures"] = figures(request.user, whose, now)
    return list_response(
        request,
        BROKEN,
        with_call(broken_promises(request.user, now)).select_related("account", "contact", "owner"),
        template="insight/broken.html",
        fragment="insight/_broken.html",
        context=context,
    )
