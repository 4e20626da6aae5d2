"""The iceberg page and the call list of each layer."""

from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from crm.dashboard import navigation
from crm.dashboard.doors import door
from crm.insight.frame import frame
from crm.insight.iceberg import assumption, drawing
from crm.insight.iceberg.assumption import Assumption
from crm.insight.iceberg.complaining import WITH_WORDS, record_words
from crm.insight.iceberg.forms import AssumptionForm
from crm.insight.iceberg.layers import LAYERS, Layer, textbook
from crm.insight.iceberg.lists import LAYER_LIST
from crm.insight.iceberg.read import Berg, layer_accounts, read
from crm.insight.iceberg.services import plan_calls
from crm.insight.period import Slice, recalled
from crm.shared.access import Role, forbid_unless, has_role
from crm.shared.errors import Conflict, Refusal
from crm.shared.formats import number
from crm.shared.lists import list_response
from crm.shared.localtime import local_date
from crm.shared.organisation.services import get_organisation
from crm.shared.statistics.intervals import Estimate, wilson


def note_of(layer: Layer, berg: Berg) -> str:
    """Say in a few words what put accounts in a layer."""
    days = get_organisation().complaint_window_days
    return {
        Layer.RECORDED: ngettext(
            "%(count)s complaint recorded", "%(count)s complaints recorded", berg.complaints
        )
        % {"count": number(berg.complaints)},
        Layer.TOLD: _("in a contact moment marked dissatisfied"),
        Layer.SURVEY: _("scored 0 to 6, no complaint within %(days)s days") % {"days": days},
        Layer.PROMISE: _("we were late and heard nothing"),
        Layer.LEFT: _("ended by the customer, no complaint"),
    }[layer]


def layer_url(layer: Layer, part: Slice) -> str:
    """Return the address of a layer's call list."""
    return f"{reverse('insight:layer', args=[layer.value])}?{urlencode(part.query)}"


def rows_of(berg: Berg, part: Slice) -> list[dict[str, Any]]:
    """Return the layers as rows of the table beside the picture."""
    return [
        {
            "layer": layer,
            "label": layer.label,
            "note": note_of(layer, berg),
            "count": berg.counts[layer],
            "revenue": berg.revenue[layer],
            "url": layer_url(layer, part),
            "heard": layer == Layer.RECORDED,
        }
        for layer in LAYERS
    ]


def percentages(hits: int, n: int) -> Estimate | None:
    """Return a share with its interval in percent; None of nothing."""
    found = wilson(hits, n)
    return found.scaled(100) if found else None


def tried(request: HttpRequest) -> Assumption:
    """Return the assumption of the estimate: from the address to try one out, else the settings."""
    kept = assumption.kept()

    def percent(name: str, highest: int, fallback: int) -> int:
        asked = request.GET.get(name, "")
        fits = asked.isascii() and asked.isdigit() and len(asked) < 4 and int(asked) <= highest
        return int(asked) if fits else fallback

    return Assumption(
        percent("silent", 99, kept.silent), percent("capture", 100, kept.capture) or 1
    )


@require_POST
def assume(request: HttpRequest) -> HttpResponse:
    """Keep an assumption as the company's setting."""
    forbid_unless(request.user, Role.MANAGER)
    part, _form = Slice.of(recalled(request), local_date(timezone.now()))
    form = AssumptionForm(request.POST)
    tried_out: dict[str, Any] = {}
    if form.is_valid():
        tried_out = {"silent": form.cleaned_data["silent"], "capture": form.cleaned_data["capture"]}
        try:
            assumption.keep(
                Assumption(**tried_out), version=form.cleaned_data["version"], by=request.user
            )
        except Conflict as conflict:
            messages.error(request, conflict.sentence)
        else:
            messages.success(request, _("Kept as the company's assumption."))
            tried_out = {}
    else:
        messages.error(
            request, _("Nothing was kept: silent is 0 to 99 percent, recorded 1 to 100 percent.")
        )
    return redirect(f"{reverse('insight:index')}?{urlencode({**part.query, **tried_out})}")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show what was heard of unhappy customers and what was not, to scale."""
    now = timezone.now()
    part, context = frame(request, "insight:index", timezone.now())
    menu = navigation.subqueries(request.user, now)
    berg, found = read(part, request.user, now, **menu)
    rows = rows_of(berg, part)
    assumed, kept = tried(request), assumption.kept()
    estimate = textbook(berg.counts[Layer.RECORDED], assumed.silent, Fraction(assumed.capture, 100))
    label = _("Iceberg of %(total)s unhappy customers, %(heard)s above the water") % {
        "total": number(berg.total),
        "heard": number(berg.counts[Layer.RECORDED]),
    }
    context |= {
        "berg": berg,
        "rows": rows,
        "heard": percentages(berg.counts[Layer.RECORDED], berg.total),
        "silent_detractors": percentages(berg.silent, berg.detractors),
        "silent_url": layer_url(Layer.SURVEY, part),
        "answers_url": door("answers:list", band="detractor", **part.days, **part.segment),
        "silent": assumed.silent,
        "sealed": berg.sealed,
        "assumed": assumed,
        "kept": kept,
        "version": get_organisation().version,
        "may_assume": has_role(request.user, Role.MANAGER),
        "estimate": float(estimate) if estimate is not None else None,
        "picture": drawing.berg(
            [drawing.Part(r["count"], r["label"], r["note"], r["url"]) for r in rows],
            estimate=float(estimate) if estimate is not None else None,
            label=label,
        )
        if berg.total
        else "",
        "nav_counts": navigation.counts(found),
    }
    return render(request, "insight/iceberg.html", context)


@require_safe
def layer(request: HttpRequest, layer: str) -> HttpResponseBase:
    """List the accounts of one layer, to call."""
    if layer not in Layer.values:
        raise Http404
    part, context = frame(request, "insight:index", timezone.now())
    chosen = Layer(layer)
    queryset = layer_accounts(chosen, part, request.user, timezone.now()).select_related("owner")
    context |= {"layer": chosen, "list_name": chosen.label, "has_words": chosen in WITH_WORDS}
    return list_response(
        request,
        LAYER_LIST,
        queryset,
        template="insight/layer.html",
        fragment="insight/_layer_list.html",
        context=context,
    )


@require_POST
def complain(request: HttpRequest, layer: str) -> HttpResponse:
    """Record the words of each chosen account of a layer as a complaint."""
    if layer not in Layer.values:
        raise Http404
    now = timezone.now()
    part, _form = Slice.of(recalled(request), local_date(now))
    ids = {int(pk) for pk in request.POST.getlist("account") if pk.isascii() and pk.isdigit()}
    try:
        found = record_words(Layer(layer), ids, part, by=request.user, now=now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        words = ngettext(
            "%(count)s complaint recorded.", "%(count)s complaints recorded.", found.complaints
        )
        messages.success(request, words % {"count": found.complaints})
        if found.wordless:
            words = ngettext(
                "%(count)s account left no words; call first.",
                "%(count)s accounts left no words; call first.",
                found.wordless,
            )
            messages.warning(request, words % {"count": found.wordless})
    return _back(request, layer)


def _back(request: HttpRequest, layer: str) -> HttpResponse:
    query = request.GET.urlencode()
    return redirect(reverse("insight:layer", args=[layer]) + (f"?{query}" if query else ""))


@require_POST
def call(request: HttpRequest, layer: str) -> HttpResponse:
    """Plan a call with each chosen account of a layer."""
    if layer not in Layer.values:
        raise Http404
    ids = {int(pk) for pk in request.POST.getlist("account") if pk.isascii() and pk.isdigit()}
    try:
        planned = plan_calls(Layer(layer), ids, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        words = ngettext("%(count)s call planned.", "%(count)s calls planned.", planned)
        messages.success(request, words % {"count": planned})
    return _back(request, layer)
