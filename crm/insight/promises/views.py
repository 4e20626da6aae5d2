"""Promises and satisfaction: the score beside what we promised, and the broken promises nobody complained about."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from crm.dashboard.doors import door
from crm.insight.frame import frame
from crm.insight.iceberg.layers import Layer
from crm.insight.iceberg.views import layer_url
from crm.insight.period import Slice
from crm.insight.promises.groups import Group, answers_by_promises, scores_by_promises
from crm.shared.charts import interval
from crm.shared.formats import number
from crm.shared.lists import FilterForm, list_response
from surveys.answers.views import LIST
from surveys.nps.score import Counts, Display, difference, display
from surveys.nps.score import interval as interval_of


def group_label(group: Group) -> str:
    """Name a group."""
    return {
        Group.KEPT: _("Every promise kept"),
        Group.BROKEN: _("A promise broken"),
        Group.NONE: _("No promise due"),
    }[group]


def rows_of(found: dict[Group, tuple[Counts, int]], part: Slice) -> list[dict[str, Any]]:
    """Return the groups as rows: score, interval, n, accounts."""
    rows = []
    for group, (counts, accounts) in found.items():
        bounds = interval_of(counts)
        low, high = (bounds.low, bounds.high) if bounds else (None, None)
        score = float(counts.nps) if counts.nps is not None else None
        shown = display(counts.n) in (Display.INDICATIVE, Display.FULL)
        rows.append(
            {
                "label": group_label(group),
                "counts": counts,
                "accounts": accounts,
                "shown": shown,
                "score": counts.rounded,
                "indicative": display(counts.n) == Display.INDICATIVE,
                "picture": interval(score, low, high, counts.n),
                "url": f"{reverse('insight:promise_answers', args=[group.value])}?{urlencode(part.query)}",
            }
        )
    return rows


def verdict(found: dict[Group, tuple[Counts, int]]) -> str:
    """Say whether accounts with kept and broken promises differ demonstrably."""
    kept, broken = found[Group.KEPT][0], found[Group.BROKEN][0]
    if min(kept.n, broken.n) < 5:
        return _("Too few answers to compare kept with broken promises.")
    tested = difference(broken, kept)
    if tested is None:
        return _("Too few answers to compare kept with broken promises.")
    points = number(abs(tested.points.numerator / tested.points.denominator))
    if not tested.significant:
        return _("No demonstrable difference between kept and broken promises.")
    words = (
        _(
            "Customers for whom we kept every promise score %(points)s points higher than those with a broken one "
            "(p = %(p)s). A connection, not a proof."
        )
        if tested.points > 0
        else _(
            "Customers for whom we kept every promise score %(points)s points lower than those with a broken one "
            "(p = %(p)s). A connection, not a proof."
        )
    )
    return words % {"points": points, "p": number(tested.p, 3)}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the score by what happened to our promises."""
    now = timezone.now()
    part, context = frame(request, "insight:promises", now)
    found = scores_by_promises(part, request.user, now)
    context |= {
        "rows": rows_of(found, part),
        "verdict": verdict(found),
        "silent_url": layer_url(Layer.PROMISE, part),
        "broken_url": door("promises:list", outcome="broken", **part.days, **part.segment),
    }
    return render(request, "insight/promises.html", context)


ANSWERS = replace(LIST, key="promise_answers", filter_form=FilterForm)


@require_safe
def answers(request: HttpRequest, group: str) -> HttpResponseBase:
    """List the answers behind the score of a group."""
    if group not in Group._value2member_map_:
        raise Http404
    now = timezone.now()
    part, context = frame(request, "insight:promises", now)
    chosen = Group(group)
    found = answers_by_promises(part, request.user, now).filter(group=chosen.value)
    return list_response(
        request,
        ANSWERS,
        found.select_related("account", "contact", "owner", "survey"),
        template="insight/promise_answers.html",
        fragment="surveys/_answer_table.html",
        context=context | {"group": group_label(chosen)},
    )
