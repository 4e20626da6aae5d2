"""The tables of the dashboard as CSV: the same figures as on the page, rounded the same."""

import csv
from collections.abc import Iterator
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from crm.shared.lists.export import BOM, Echo, cell
from surveys.nps.shown import Score

TABLES = ("trend", "distribution", "segments")


def as_csv(table: str, composed: dict[str, Any]) -> StreamingHttpResponse:
    """Give one table of a composed dashboard."""
    writer = csv.writer(Echo(), delimiter=";")
    rows = {"trend": _trend, "distribution": _distribution, "segments": _segments}[table](composed)
    lines = [[cell(value) for value in row] for row in rows]
    response = StreamingHttpResponse(
        (part for part in (BOM, *(writer.writerow(line) for line in lines))),
        content_type="text/csv; charset=utf-8",
    )
    response["Content-Disposition"] = f'attachment; filename="nps-{table}.csv"'
    return response


def _figures(score: Score) -> tuple[Any, ...]:
    counts, (low, high) = score.counts, score.bounds
    return counts.n, score.nps, low, high, counts.promoters, counts.passives, counts.detractors


def _heads(*first: str) -> tuple[str, ...]:
    ends = (_("interval from"), _("interval to"))
    bands = (_("Promoters"), _("Passives"), _("Detractors"))
    return (*first, "n", "NPS", *ends, *bands)


def _trend(composed: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    yield _heads(_("Month"))
    for label, score, _verdict in composed["trend"]["rows"]:
        yield label, *_figures(score)


def _distribution(composed: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    yield _("Score"), _("Answers")
    for score, number, _url in composed["spread"]["rows"]:
        yield score, number


def _segments(composed: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    yield _heads(pgettext("segment", "By"), _("Group"))
    for table in composed["segments"]:
        for score in table["rows"]:
            yield table["title"], score.label, *_figures(score)
