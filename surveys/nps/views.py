"""The NPS dashboard: the score, the response, customers instead of people, and whether to trust it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from crm.shared.access import Role, forbid_unless, has_role
from crm.shared.localtime import local_date
from crm.shared.tables import csv_file
from customers.figures.slices import recalled
from surveys.answers.names import Names, names
from surveys.nps import business, dashboard, figures, response, trust
from surveys.nps.export import TABLES
from surveys.nps.forms import NpsFilter, TrendMarkForm
from surveys.nps.models import Dimension, TrendMark
from surveys.nps.services import add_mark, remove_mark

SEGMENT = (
    "owner",
    "team",
    "account_class",
)  # goes along from page to page; periods are months here


@dataclass(frozen=True)
class Asked:
    """Hold what a dashboard page was asked for."""

    form: NpsFilter
    selection: figures.Selection
    labels: Names
    now: datetime
    query: QueryDict

    @classmethod
    def by(cls, request: HttpRequest) -> "Asked":
        """Read the address."""
        now, labels = timezone.now(), names()
        query = recalled(request, SEGMENT)
        form = NpsFilter(query, request=request, names=labels)
        form.is_valid()
        selection = figures.Selection(
            kind=form.kind_chosen,
            period=figures.Period.ending(local_date(now), form.months),
            filters=form.filters,
            rolling_to=local_date(now) if form.rolling else None,
        )
        return cls(form, selection, labels, now, query)

    def context(self, request: HttpRequest, page: str) -> dict[str, Any]:
        """Give what every page of the dashboard shows."""
        kept = {name: self.query[name] for name in self.form.fields if self.query.get(name)}
        query = f"?{urlencode(kept)}" if kept else ""
        pages = [
            ("nps", "surveys:nps", _("Score")),
            ("themes", "themes:list", _("Themes")),
            ("response", "surveys:response", _("Response")),
            ("business", "surveys:business", _("Customers")),
            ("trust", "surveys:trust", _("Trust")),
        ]
        return {
            "form": self.form,
            "selection": self.selection,
            "now": self.now,
            "page": page,
            "query": query,
            "kept": kept,
            "trend_url": _other_trend(kept),
            "exports": [
                (table.label, reverse("surveys:nps_export", args=[name]) + query)
                for name, table in TABLES.items()
                if table.page == page
            ],
            "tabs": [
                {
                    "label": label,
                    "url": reverse(address) + query,
                    "current": name == page,
                }
                for name, address, label in pages
            ],
        }


def _other_trend(kept: dict[str, str]) -> str:
    """Give the address of the same page with the other trend."""
    rest = {name: value for name, value in kept.items() if name != "trend"}
    return f"?{urlencode(rest if 'trend' in kept else rest | {'trend': 'rolling'})}#trend"


def _score_page(asked: Asked, user: Any, chosen: str) -> dict[str, Any]:
    read = figures.read(asked.selection, user)
    return dashboard.compose(asked.selection, read, asked.labels, user, asked.now)


def _response_page(asked: Asked, user: Any, chosen: str) -> dict[str, Any]:
    return response.compose(asked.selection, user, asked.now)


def _business_page(asked: Asked, user: Any, chosen: str) -> dict[str, Any]:
    read = figures.read(asked.selection, user)
    return business.compose(asked.selection, read, user, asked.now)


def _trust_page(asked: Asked, user: Any, chosen: str) -> dict[str, Any]:
    mix = Dimension(chosen if chosen in dict(trust.mix_choices()) else Dimension.CLASS)
    return trust.compose(asked.selection, mix, user, asked.labels["owner"]) | {"mix": mix.value}


PAGES = {
    "nps": _score_page,
    "response": _response_page,
    "business": _business_page,
    "trust": _trust_page,
}


def _page(request: HttpRequest, page: str) -> dict[str, Any]:
    """Give what a page of the dashboard shows."""
    asked = Asked.by(request)
    composed = PAGES[page](asked, request.user, request.GET.get("mix", ""))
    return asked.context(request, page) | composed


@require_safe
def nps(request: HttpRequest) -> HttpResponse:
    """Show score, interval, change in words, trend, segments, comments and who to call."""
    context = _page(request, "nps")
    if has_role(request.user, Role.MANAGER):
        context["mark_form"] = TrendMarkForm(initial={"on": local_date(context["now"])})
    return render(request, "surveys/nps.html", context)


@require_safe
def nps_response(request: HttpRequest) -> HttpResponse:
    """Show who was asked, held back, reached, and who answered."""
    return render(request, "surveys/nps_response.html", _page(request, "response"))


@require_safe
def nps_business(request: HttpRequest) -> HttpResponse:
    """Show the score per account and by revenue, and the key accounts not heard."""
    return render(request, "surveys/nps_business.html", _page(request, "business"))


@require_safe
def nps_trust(request: HttpRequest) -> HttpResponse:
    """Show the change at equal mix, the smallest change to be seen, and signs of steering."""
    context = _page(request, "trust")
    choices, by = trust.mix_choices(), context["mix"]
    context["mixes"] = [
        {
            "label": label,
            "url": f"?{urlencode(context['kept'] | {'mix': key})}",
            "current": key == by,
        }
        for key, label in choices
    ]
    context["mix"] = dict(choices)[by]
    return render(request, "surveys/nps_trust.html", context)


@require_safe
def nps_export(request: HttpRequest, table: str) -> HttpResponseBase:
    """Give one table of the dashboard as CSV."""
    if table not in TABLES:
        return HttpResponse(status=404)
    wanted = TABLES[table]
    rows = wanted.rows(_page(request, wanted.page))
    return csv_file(request, f"nps-{table}", rows, now=timezone.now(), kind=f"nps.{table}")


@require_POST
def mark_add(request: HttpRequest) -> HttpResponse:
    """Put an event on the trend."""
    forbid_unless(request.user, Role.MANAGER)
    form = TrendMarkForm(request.POST)
    if form.is_valid():
        add_mark(**form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, _("The event stands on the trend."))
        return redirect("surveys:nps")
    context = _page(request, "nps") | {"mark_form": form}
    return render(request, "surveys/nps.html", context, status=422)


@require_POST
def mark_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an event from the trend."""
    forbid_unless(request.user, Role.MANAGER)
    remove_mark(
        get_object_or_404(TrendMark.objects.editable_by(request.user), pk=pk), by=request.user
    )
    messages.success(request, _("The event is gone."))
    return redirect("surveys:nps")
