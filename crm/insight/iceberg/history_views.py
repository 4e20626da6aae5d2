"""The page of the iceberg's history by quarter."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from crm.insight.frame import frame
from crm.insight.iceberg.history import Quarter, history
from crm.insight.iceberg.layers import LAYERS, Layer
from crm.insight.iceberg.views import layer_url
from crm.insight.tables import Table, count, figure
from crm.shared.charts import waterline
from crm.shared.charts.waterline import Block, Column
from crm.shared.formats import number
from crm.shared.localtime import local_date
from crm.shared.tables import Cell, csv_file


def label_of(quarter: Quarter, *, short: bool = False) -> str:
    """Return a quarter as it is said: Q3 2026, or Q3 ’26."""
    year, _letter, number_ = quarter.part.key.partition("Q")
    said = f"’{year[2:]}" if short else year
    return _("Q%(quarter)s %(year)s") % {"quarter": number_, "year": said}


def table_of(quarters: list[Quarter]) -> Table:
    """Return a row per quarter: each layer, all of them, and the share that was heard."""
    lines = [
        [
            Cell(label_of(quarter)),
            *(count(quarter.counts[layer], layer_url(layer, quarter.part)) for layer in LAYERS),
            count(quarter.total),
            figure(
                100 * quarter.counts[Layer.RECORDED] / quarter.total if quarter.total else None,
                0,
                "%",
            ),
        ]
        for quarter in quarters
    ]
    heads = [_("Quarter"), *(str(layer.label) for layer in LAYERS), _("Together"), _("Heard")]
    return Table("iceberg-history", _("The iceberg by quarter"), heads, lines)


def picture_of(quarters: list[Quarter]) -> Any:
    """Draw the quarters at one water line."""

    def block(quarter: Quarter, place: int) -> Block:
        layer = LAYERS[place]
        n = quarter.counts[layer]
        name = f"{number(n)} {layer.label}, {label_of(quarter)}"
        return Block(f"l{place + 1}", n, name, layer_url(layer, quarter.part))

    columns = [
        Column(
            label_of(quarter, short=True),
            block(quarter, 0),
            [block(quarter, place) for place in range(1, len(LAYERS))],
        )
        for quarter in quarters
    ]
    return waterline(
        columns, label=_("The iceberg by quarter"), seen=_("Heard"), unseen=_("Not heard")
    )


def _read(request: HttpRequest, now: datetime) -> tuple[list[Quarter], dict[str, Any]]:
    part, context = frame(request, "insight:index", now)
    return history(part, request.user, now, local_date(now)), context


@require_safe
def iceberg_history(request: HttpRequest) -> HttpResponse:
    """Show the layers of the last eight quarters."""
    quarters, context = _read(request, timezone.now())
    context |= {
        "table": table_of(quarters),
        "file": f"{reverse('insight:iceberg_history_csv')}?{urlencode(context['part'].query)}",
        "picture": picture_of(quarters) if any(q.total for q in quarters) else "",
    }
    return render(request, "insight/iceberg_history.html", context)


@require_safe
def iceberg_history_csv(request: HttpRequest) -> HttpResponseBase:
    """Give the history as a file."""
    now = timezone.now()
    table = table_of(_read(request, now)[0])
    return csv_file(request, table.key, table.lines(), now=now)
