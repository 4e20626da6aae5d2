"""What every insight page shows around its figures: the period, the segment, the tabs."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from crm.insight.period import Slice, recalled
from crm.shared.localtime import local_date


def frame(request: HttpRequest, current: str, now: datetime) -> tuple[Slice, dict[str, Any]]:
    """Return the slice an address asks for, and the context of the page's head.

    Tabs and periods keep what was chosen, so that a manager compares the same accounts on every page.
    """
    part, form = Slice.of(recalled(request), local_date(now))
    query = urlencode(part.query)
    tabs = [
        ("insight:index", _("Iceberg")),
        ("insight:recovery", _("Recovery")),
        ("insight:cycle", _("Relationship cycle")),
        ("insight:promises", _("Promises and NPS")),
        ("insight:unhappy", _("Unhappy and silent")),
    ]
    return part, {
        "part": part,
        "form": form,
        "tabs": [
            {"label": label, "url": f"{reverse(name)}?{query}", "current": name == current}
            for name, label in tabs
        ],
        "periods": part.periods,
    }
