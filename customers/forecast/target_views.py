"""The grid of sales targets: for managers."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from crm.shared.formats import MONTHS, language
from crm.shared.localtime import local_date
from crm.shared.organisation.views import for_managers
from crm.shared.toasts import toast
from customers.errors import EditConflict
from customers.forecast import targets
from customers.forecast.outlook import spread
from customers.forecast.target_forms import GridChoice, TargetForm, rows_of


class RaiseForm(forms.Form):
    """Takes by how many percent last year's targets are raised."""

    percent = forms.DecimalField(
        min_value=-90, max_value=900, max_digits=5, decimal_places=1, required=False, localize=True
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_managers
def target_grid(request: HttpRequest) -> HttpResponse:
    """Show and save the targets of a year; two buttons only fill the grid, nothing is saved by them."""
    choice = GridChoice(request.GET, today=local_date(timezone.now()))
    stored = targets.read_grid(choice.wanted_year)
    form = TargetForm(
        request.POST or None,
        rows=rows_of(choice.wanted_team, stored),
        grid=stored,
        version=targets.version_of(choice.wanted_year),
    )
    filled, theirs, status = "", [], 200
    if request.method == "POST":
        status = 422
        if request.POST.get("fill"):
            filled, status = _fill(request, form, choice.wanted_year), 200
        elif form.is_valid():
            try:
                changed = targets.save_targets(
                    choice.wanted_year,
                    form.values(),
                    version=form.cleaned_data["version"] or 0,
                    by=request.user,
                )
            except EditConflict as conflict:
                form.add_error(None, conflict.sentence)
                theirs, status = _differences(form, targets.read_grid(choice.wanted_year)), 409
                typed = request.POST.copy()
                typed["version"] = str(conflict.current.version)
                form.data = typed
            else:
                text = ngettext(
                    "Saved; %(n)s month changed.", "Saved; %(n)s months changed.", changed
                )
                toast(request, text % {"n": changed})
                return redirect(f"{reverse('targets:grid')}?{request.GET.urlencode()}")
    context = {
        "form": form,
        "choice": choice,
        "year": choice.wanted_year,
        "months": MONTHS[language()],
        "filled": filled,
        "differences": theirs,
        "percent": request.POST.get("percent", "0"),
    }
    return render(request, "forecast/targets.html", context, status=status)


def _fill(request: HttpRequest, form: TargetForm, year: int) -> str:
    """Fill the fields as a button asks and say so; what was typed elsewhere stays."""
    asked = request.POST["fill"]
    if asked == "copy":
        raised = RaiseForm(request.POST)
        percent = raised.cleaned_data["percent"] if raised.is_valid() else None
        rows = targets.copied(targets.read_grid(year - 1), form.rows, percent or Decimal(0))
        for row, months in rows.items():
            form.fill(row, months)
        if not rows:
            return _("Last year has no targets for these rows.")
        return _("Filled with last year's targets. Nothing is saved yet.")
    kind, _dash, pk = asked.partition("-")
    row = (kind, int(pk) if pk.isascii() and pk.isdigit() and len(pk) < 19 else 0)
    if row not in form.rows:
        return ""
    form.is_valid()
    total = form.cleaned_data.get(f"{asked}-0")
    if total is None:
        return _("Give the amount of the whole year first.")
    form.fill(row, dict(enumerate(spread(total), start=1)))
    return _("Spread over twelve months. Nothing is saved yet.")


def _differences(form: TargetForm, stored: targets.Grid) -> list[dict[str, Any]]:
    """Return cell by cell what is stored and what was typed."""
    return [
        {
            "label": form.fields[f"{row[0]}-{row[1]}-{month}"].label,
            "stored": stored.get(row, {}).get(month),
            "mine": mine,
        }
        for row, months in form.values().items()
        for month, mine in months.items()
        if stored.get(row, {}).get(month) != mine
    ]
