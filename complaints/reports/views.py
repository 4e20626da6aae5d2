"""The reports on complaints: how they were handled, by group, from what cause, told on, kept silent."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from complaints.reports import causes as why
from complaints.reports import groups as each
from complaints.reports import overview as first
from complaints.reports import silence as unsaid
from complaints.reports.frame import Doors, frame
from complaints.reports.measures import Span, received, told_on
from complaints.reports.read import complaints_of, overview
from complaints.toldon import register
from crm.shared.access import Role, has_role
from crm.shared.lists import list_response
from crm.shared.tables import csv_of

DESK = (Role.COMPLAINT_HANDLER, Role.MANAGER)


def _ways(request: HttpRequest, known: dict[str, Any], by: str) -> list[dict[str, Any]]:
    """Return the ways to divide as links that keep period and segment."""
    query = request.GET.copy()
    query.pop("format", None)
    found = []
    for key, label in known.items():
        query["by"] = key
        found.append({"label": label, "url": f"?{query.urlencode()}", "current": key == by})
    return found


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """Show how complaints were handled in a period: counts, terms, times, what came back, ages."""
    now = timezone.now()
    part, context = frame(request, "complaint_reports:index", now)
    found, doors = overview(part, request.user, now), Doors(part)
    tables = first.tables(found, doors)
    answer = csv_of(request, "complaints", list(tables.values()), now=now)
    if answer is not None:
        return answer
    context |= {
        "figures": first.headline(found, doors),
        "tables": tables,
        "ages_chart": first.ages_chart(found, doors),
        "months_chart": first.months_chart(found, doors),
    }
    return render(request, "complaints/report.html", context)


@require_safe
def groups(request: HttpRequest) -> HttpResponseBase:
    """Show the same figures per handler, category, severity, channel or team.

    Who handles complaints how fast is for the desk alone; colleagues start with the categories.
    """
    now = timezone.now()
    part, context = frame(request, "complaint_reports:groups", now)
    known = {key: one.label for key, one in each.DIMENSIONS.items()}
    if not has_role(request.user, Role.COMPLAINT_HANDLER, Role.MANAGER):
        del known["handler"]
    asked = request.GET.get("by", "")
    by = asked if asked in known else next(iter(known))
    table = each.table(each.read(part, request.user, now, by), by, Doors(part))
    answer = csv_of(request, "complaints", [table], now=now)
    if answer is not None:
        return answer
    context |= {"by": by, "ways": _ways(request, known, by), "table": table}
    return render(request, "complaints/report_groups.html", context)


@require_safe
def causes(request: HttpRequest) -> HttpResponseBase:
    """Show the vital few causes by number and by cost, and the causes over time."""
    now = timezone.now()
    part, context = frame(request, "complaint_reports:causes", now)
    asked = request.GET.get("by", "")
    by = asked if asked in why.WAYS else "cause"
    found, doors = why.read(part, request.user, now, by), Doors(part)
    name = "category" if by == "category" else "cause"
    paretos = []
    for weigh in ("count", "cost"):
        rows = why.ranked(found, weigh)
        table = why.ranked_table(rows, weigh, by, doors)
        paretos.append({"table": table, "chart": why.chart(rows, weigh, name, doors), "rows": rows})
    over_time = why.months_table(found, by, doors)
    answer = csv_of(request, "complaints", [*(one["table"] for one in paretos), over_time], now=now)
    if answer is not None:
        return answer
    context |= {
        "by": by,
        "ways": _ways(request, why.WAYS, by),
        "paretos": paretos,
        "over_time": over_time,
        "found": found,
        "is_desk": has_role(request.user, Role.COMPLAINT_HANDLER, Role.MANAGER),
        "unknown_url": doors.within(without=name) if found.unknown else "",
    }
    return render(request, "complaints/report_causes.html", context)


@require_safe
def told(request: HttpRequest) -> HttpResponseBase:
    """Show the register of complaints others heard of, with our public answers."""
    now = timezone.now()
    part, context = frame(request, "complaint_reports:told_on", now)
    span = Span(part.start, part.end, now)
    rows = told_on(received(complaints_of(part, request.user), span))
    if request.GET.get("format") != "csv":
        context["totals"] = register.totals(rows, request.user)
    return list_response(
        request,
        replace(register.LIST, extra={"desk": has_role(request.user, *DESK)}),
        rows.select_related("account", "contact", "public_reply"),
        template="complaints/report_told_on.html",
        fragment="complaints/_told_on_table.html",
        context=context,
    )


@require_safe
def silence(request: HttpRequest) -> HttpResponseBase:
    """Show why people did not complain before, as they said with a complaint or when they left."""
    now = timezone.now()
    part, context = frame(request, "complaint_reports:silence", now)
    table = unsaid.table(*unsaid.read(part, request.user, now), Doors(part))
    answer = csv_of(request, "complaints", [table], now=now)
    if answer is not None:
        return answer
    return render(request, "complaints/report_silence.html", context | {"table": table})
