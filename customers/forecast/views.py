"""Pages of the forecast: the year against its targets, and the grid in which they are set."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from crm.shared.formats import MONTHS, language
from crm.shared.localtime import local_date
from crm.shared.tables import csv_file
from customers.deals.models import Deal
from customers.filters import people_choices
from customers.forecast import chart, page, results
from customers.forecast.filters import YearFilter
from customers.forecast.outlook import Line


@require_safe
def forecast_page(request: HttpRequest) -> HttpResponseBase:
    """Show the forecast of a calendar year by month and colleague; `?format=csv` gives the months."""
    now = timezone.now()
    today = local_date(now)
    form = YearFilter(request.GET, request=request, today=today)
    deals = form.narrowed(Deal.objects.visible_to(request.user))
    year = form.cleaned_data["year"] or today.year
    found = page.read_forecast(request.user, form, deals, year=year)
    if request.GET.get("format") == "csv":
        changes = [str(year)]
        return csv_file(
            request, f"forecast-{year}", _rows(found), now=now, kind="forecast", changes=changes
        )
    context = {
        "filter": form,
        "people": people_choices(request.user, form.keys()),
        "whose": form.whose(),
        "year": year,
        "this_month": today.replace(day=1),
        "found": found,
        "chart": chart.columns(
            found.lines, label=_("Forecast of %(year)s by month") % {"year": year}
        ),
    }
    return render(request, "forecast/page.html", context)


@require_safe
def results_page(request: HttpRequest) -> HttpResponse:
    """Show win rate, velocity, conversion, time in stage and reasons of loss of a period."""
    form = results.ResultFilter(request.GET, request=request)
    deals = form.narrowed(Deal.objects.visible_to(request.user))
    by = form.cleaned_data["by"] or "owner_id"
    since, until = results.period_of(form.cleaned_data["period"], local_date(timezone.now()))
    found = results.read_results(request.user, form, deals, by=by, since=since, until=until)
    context = {
        "filter": form,
        "people": people_choices(request.user, form.keys()),
        "whose": form.whose(),
        "found": found,
        "by": results.GROUPS[by],
    }
    return render(request, "forecast/results.html", context)


def _rows(found: page.Forecast) -> Iterator[list[Any]]:
    """Yield the lines of the file: heading, months, the year."""
    yield [
        _("Month"), _("Target"), _("Won"), _("Committed"), _("Best case"), _("Weighted"),
        pgettext("deal", "Open"), _("Gap"), _("Coverage"),
    ]  # fmt: skip
    for line in [*found.lines, found.total]:
        name = f"{MONTHS[language()][line.first.month - 1]} {found.year}" if line.first else ""
        yield [name or found.year, *_figures(line)]


def _figures(line: Line) -> list[Any]:
    coverage = None if line.coverage is None else round(line.coverage, 2)
    return [
        line.target, line.won, line.committed, line.best, line.weighted, line.open, line.gap, coverage,
    ]  # fmt: skip
