"""Lists that are computed rather than read: the rows behind a figure as a page and as CSV, from one function."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from crm.insight.tables import Table
from crm.shared.tables import csv_file

SHOWN = 200  # rows on a page; the file has them all


@dataclass(frozen=True)
class Listing(Table):
    """The rows behind a figure, with a sentence on what they are."""

    lead: str = ""


def listing_response(
    request: HttpRequest, listing: Listing, template: str, context: dict[str, Any], *, now: datetime
) -> HttpResponseBase:
    """Show a list, or give it as a file when `?format=csv` is asked."""
    if request.GET.get("format") == "csv":
        return csv_file(request, listing.key, listing.lines(), now=now)
    query = request.GET.copy()
    query["format"] = "csv"
    shown = {
        "table": listing,
        "rows": listing.rows[:SHOWN],
        "count": len(listing.rows),
        "capped": len(listing.rows) > SHOWN,
        "csv_url": f"?{query.urlencode()}",
    }
    return render(request, template, context | shown)
