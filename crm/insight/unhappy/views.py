"""The worklist of unhappy and silent customers, and the calls planned from it."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from crm.insight.frame import frame
from crm.insight.unhappy.lists import READ_ONLY, SIGNS, UNHAPPY_LIST, UnhappyFilter
from crm.insight.unhappy.read import tally, unhappy
from crm.insight.unhappy.services import plan_calls
from crm.shared.access import Role, has_role
from crm.shared.errors import Refusal
from crm.shared.htmx import wants_fragment
from crm.shared.lists import list_response
from crm.shared.organisation.services import get_organisation


def sign_rows(asked: UnhappyFilter, user: Any) -> list[dict[str, Any]]:
    """Return the signs with how many customers show each; a figure opens the list of that sign."""
    counts = tally(asked.whose(unhappy(user)))
    kept = {
        name: value
        for name, value in asked.cleaned_data.items()
        if value not in ("", None, False) and name != "sign"
    }
    chosen = asked.cleaned_data["sign"]
    return [
        {
            "label": sign.label,
            "count": counts[sign],
            "url": "?" + urlencode({**kept, "sign": key}),
            "current": key == chosen,
        }
        for key, sign in SIGNS.items()
    ]


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """List the customers with signs, the most signs first."""
    now = timezone.now()
    may_plan = has_role(request.user, Role.SALES, Role.MANAGER)
    _part, context = frame(request, "insight:unhappy", now)
    context["may_plan"] = may_plan
    if not wants_fragment(request) and request.GET.get("format") != "csv":
        asked = UnhappyFilter(request.GET, request=request)
        asked.is_valid()
        context["signs"] = sign_rows(asked, request.user)
        context["organisation"] = get_organisation()
    return list_response(
        request,
        UNHAPPY_LIST if may_plan else READ_ONLY,
        unhappy(request.user).select_related("owner"),
        template="insight/unhappy/index.html",
        fragment="insight/unhappy/_list.html",
        context=context,
    )


@require_POST
def calls(request: HttpRequest) -> HttpResponse:
    """Plan a call with the customers chosen, and say how many had one."""
    asked = request.POST.getlist("account")
    ids = {int(pk) for pk in asked if pk.isascii() and pk.isdigit() and len(pk) < 19}
    query = request.GET.urlencode()
    back = reverse("insight:unhappy") + (f"?{query}" if query else "")
    try:
        done = plan_calls(ids, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    said = ngettext("%(count)s call planned.", "%(count)s calls planned.", done.planned)
    messages.success(request, said % {"count": done.planned})
    if done.skipped:
        kept = ngettext(
            "%(count)s customer has a call planned already and keeps that one.",
            "%(count)s customers have a call planned already and keep that one.",
            done.skipped,
        )
        messages.info(request, kept % {"count": done.skipped})
    return redirect(back)
