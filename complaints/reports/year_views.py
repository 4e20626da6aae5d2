"""The yearly report to the management, made to be printed."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from complaints.reports import causes as why
from complaints.reports import overview as first
from complaints.reports import year as yearly
from complaints.reports.frame import Doors
from complaints.reports.read import overviews
from crm.shared.localtime import local_date
from crm.shared.tables import csv_of

EARLIEST = 2000


@require_safe
def year_report(request: HttpRequest, year: int) -> HttpResponseBase:
    """Show a year: figures beside the year before, causes, actions and their effect, examples, told-on."""
    now = timezone.now()
    today = local_date(now)
    if not EARLIEST <= year <= today.year:
        raise Http404
    part, before = yearly.slice_of(year, today), yearly.slice_of(year - 1, today)
    doors, user = Doors(part), request.user
    found, last = overviews([part, before], user, now)
    causes = why.read(part, user, now, "cause", with_actions=False)
    paretos = [
        {"rows": rows, "table": table, "chart": why.chart(rows, weigh, "cause", doors)}
        for weigh in ("count", "cost")
        for rows in (why.ranked(causes, weigh),)
        for table in (why.ranked_table(rows, weigh, "cause", doors),)
    ]
    acted = yearly.actions_of(part, user, now)
    tables = {
        "year": yearly.figures_table(found, last, year, doors, Doors(before)),
        "actions": yearly.actions_table(acted),
        "months": first.months_table(found, doors),
    }
    answer = csv_of(
        request,
        f"complaints-{year}",
        [*tables.values(), *(one["table"] for one in paretos)],
        now=now,
    )
    if answer is not None:
        return answer
    context = {
        "year": str(year),
        "part": part,
        "running": year == today.year,
        "tables": tables,
        "months_chart": first.months_chart(found, doors),
        "paretos": paretos,
        "unknown": causes.unknown,
        "worked": [one for one in acted if one.action.effect == "effective"],
        "examples": yearly.examples(part, user, now),
        "told": found,
        "earlier": str(year - 1) if year > EARLIEST else None,
        "later": str(year + 1) if year < today.year else None,
    }
    return render(request, "complaints/report_year.html", context)
