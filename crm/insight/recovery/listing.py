"""Lists that are computed rather than read: the rows behind a figure as a page and as CSV, from one function."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from crm.insight.tables import Table, as_file
from crm.shared import throttle
from crm.shared.audit.services import record
from crm.shared.lists.views import EXPORTS_AN_HOUR

SHOWN = 200  # rows on a page; the file has them all


@dataclass(frozen=True)
class Listing(Table):
    """The rows behind a figure, with a sentence on what they are."""

    lead: str = ""


def listing_response(
    request: HttpRequest, listing: Listing, template: str, context: dict[str, Any], *, now: datetime
) -> HttpResponse:
    """Show a list, or give it as a file when `?format=csv` is asked: at most ten files an hour."""
    status = 200
    if request.GET.get("format") == "csv":
        if throttle.hit(f"export:{request.user.pk}", EXPORTS_AN_HOUR, 3600, now):
            record("export", listing.key, by=request.user, changes=[])
            return as_file(listing)
        messages.warning(request, _("You can make ten exports an hour. Try again later."))
        status = 429
    query = request.GET.copy()
    query["format"] = "csv"
    shown = {
        "table": listing,
        "rows": listing.rows[:SHOWN],
        "count": len(listing.rows),
        "capped": len(listing.rows) > SHOWN,
        "csv_url": f"?{query.urlencode()}",
    }
    return render(request, template, context | shown, status=status)
