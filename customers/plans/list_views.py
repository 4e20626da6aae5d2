"""The list of account plans, with how many are missing, in draft, approved."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from crm.shared.counting import count_of, scalars
from crm.shared.formats import number
from crm.shared.htmx import wants_fragment
from crm.shared.lists import list_response
from crm.shared.localtime import local_date
from customers.accounts.models import Account
from customers.filters import people_choices
from customers.plans.lists import MISSING, PLANS, RUNNING, PlanFilter, with_plan
from customers.plans.states import PlanState


def strip(user: Any, form: PlanFilter) -> list[dict[str, Any]]:
    """Return how many key accounts have which plan; one query, each a door."""
    data, year = form.cleaned_data, form.asked_year
    today = local_date(timezone.now())
    key = with_plan(
        Account.objects.visible_to(user).filter(form.condition(), is_key_account=True), year
    )
    found = scalars(
        user,
        missing=count_of(key.filter(plan__isnull=True)),
        draft=count_of(key.filter(plan__state=PlanState.DRAFT)),
        approved=count_of(key.filter(plan__state=PlanState.APPROVED)),
        closed=count_of(key.filter(plan__state=PlanState.CLOSED)),
        due=count_of(key.filter(plan__next_review_on__lte=today, plan__state__in=RUNNING)),
    )
    who = {k: getattr(data[k], "pk", data[k]) for k in ("owner", "team", "account") if data[k]}

    def line(name: str, label: str, note: str, **filters: str) -> dict[str, Any]:
        query = urlencode(who | {"year": year} | filters)
        url = f"{reverse('plans:list')}?{query}"
        return {"label": label, "value": number(found[name]), "url": url, "note": note}

    return [
        line(
            MISSING,
            pgettext("plan", "Missing"),
            _("key accounts without a plan for %(year)s") % {"year": year},
            state=MISSING,
        ),
        line("draft", pgettext("plan", "Draft"), _("waiting for approval"), state="draft"),
        line("approved", pgettext("plan", "Approved"), _("being carried out"), state="approved"),
        line("closed", pgettext("plan", "Closed"), _("the year is done"), state="closed"),
        line("due", _("Review due"), _("two a year, with a conclusion"), review="due"),
    ]


@require_safe
def plan_list(request: HttpRequest) -> HttpResponseBase:
    """Show which key account has which plan, and which review is due."""
    rows = Account.objects.visible_to(request.user).select_related("owner")
    asked = PLANS.filter_form(request.GET, request=request)
    asked.is_valid()
    who = {k: asked.cleaned_data[k] for k in ("owner", "team", "account")}
    context: dict[str, Any] = {
        "people": people_choices(request.user, who),
        "year": asked.asked_year,
    }
    if not wants_fragment(request) and request.GET.get("format") != "csv":
        context["figures"] = strip(request.user, asked)
    return list_response(
        request,
        PLANS,
        rows,
        template="plans/plan_list.html",
        fragment="plans/_plan_table.html",
        context=context,
    )
