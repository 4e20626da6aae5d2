"""The cycle page, its files, and the accounts behind its figures."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from crm.insight.cycle import pictures
from crm.insight.cycle.lists import ACCOUNTS
from crm.insight.cycle.page import Cycle, compose
from crm.insight.cycle.read import DIMENSIONS
from crm.insight.cycle.tables import TABLES, accounts_door
from crm.insight.frame import frame
from crm.shared.lists import list_response
from crm.shared.localtime import local_date
from crm.shared.tables import csv_file
from customers.accounts.models import Account


def _read(request: HttpRequest, now: datetime) -> tuple[Cycle, dict[str, Any]]:
    part, context = frame(request, "insight:cycle", now)
    asked = request.GET.get("by", "")
    dimension = asked if asked in DIMENSIONS else "owner"
    return compose(part, request.user, local_date(now), dimension), context


@require_safe
def cycle(request: HttpRequest) -> HttpResponse:
    """Show where everybody stands, who moved where, how long it took, why they left and which groups differ."""
    found, context = _read(request, timezone.now())
    query = found.part.query
    names = {
        "owner": _("Owner"), "team": _("Team"), "class": _("Class"), "sector": _("Sector"),
        "source": _("Source"),
    }  # fmt: skip
    files = {
        key: reverse("insight:cycle_csv", args=[key])
        + "?"
        + urlencode(query | ({"by": found.dimension} if key == "groups" else {}))
        for key in TABLES
    }
    context |= {
        "found": found,
        "sections": {key: {"table": make(found), "file": files[key]} for key, make in TABLES.items()},
        "ring": pictures.ring(found),
        "ring_doors": {
            mark: {"count": found.now.get(mark, 0), "url": accounts_door(found, now=mark)}
            for mark in "pcf"
        },
        "ways": pictures.ways(found) if found.ways else "",
        "laps": pictures.laps(found),
        "reasons": pictures.reasons(found) if found.reasons else "",
        "retention": pictures.retention(found),
        "dimensions": [
            {
                "label": label,
                "url": "?" + urlencode({**query, "by": key}) + "#groups",
                "current": key == found.dimension,
            }
            for key, label in names.items()
        ],
    }  # fmt: skip
    return render(request, "insight/cycle.html", context)


@require_safe
def cycle_csv(request: HttpRequest, table: str) -> HttpResponseBase:
    """Give one table of the cycle page as a file."""
    if table not in TABLES:
        raise Http404
    now = timezone.now()
    found = TABLES[table](_read(request, now)[0])
    return csv_file(request, found.key, found.lines(), now=now)


@require_safe
def cycle_accounts(request: HttpRequest) -> HttpResponseBase:
    """List the accounts behind a figure of the cycle page."""
    return list_response(
        request,
        ACCOUNTS,
        Account.objects.visible_to(request.user).select_related("owner"),
        template="insight/cycle_accounts.html",
        fragment="insight/_cycle_accounts.html",
    )
