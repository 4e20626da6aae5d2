"""The NPS dashboard."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from crm.shared.localtime import local_date
from surveys.answers.names import names
from surveys.nps import dashboard, figures
from surveys.nps.forms import NpsFilter


@require_safe
def nps(request: HttpRequest) -> HttpResponse:
    """Show score, interval, change in words, trend, segments, comments and who to call."""
    now = timezone.now()
    labels = names()
    form = NpsFilter(request.GET, request=request, names=labels)
    form.is_valid()
    selection = figures.Selection(
        kind=form.kind_chosen,
        period=figures.Period.ending(local_date(now), form.months),
        filters=form.filters,
    )
    read = figures.read(selection, request.user)
    context = dashboard.compose(selection, read, labels, request.user, now)
    return render(
        request, "surveys/nps.html", context | {"form": form, "selection": selection, "now": now}
    )
