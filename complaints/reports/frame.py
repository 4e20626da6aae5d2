"""What every report shows around its figures: period, segment, tabs; and the doors to the list."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from crm.shared.localtime import local_date
from customers.figures.slices import PERIODS, Slice, recalled


def frame(request: HttpRequest, current: str, now: datetime) -> tuple[Slice, dict[str, Any]]:
    """Return the slice an address asks for, and the context of the head; tabs keep what was chosen."""
    part, form = Slice.of(recalled(request), local_date(now))
    query = urlencode(part.query)
    tabs = [
        ("complaint_reports:index", _("Handling")),
        ("complaint_reports:groups", _("Groups")),
        ("complaint_reports:causes", _("Causes")),
        ("complaint_reports:told_on", _("Told on")),
        ("complaint_reports:silence", _("Why people stay silent")),
    ]
    return part, {
        "part": part,
        "form": form,
        "tabs": [
            {"label": label, "url": f"{reverse(name)}?{query}", "current": name == current}
            for name, label in tabs
        ],
        "periods": [
            {
                "label": label,
                "url": "?" + urlencode({**request.GET.dict(), **part.query, "period": key}),
                "current": key == part.key,
            }
            for key, label in PERIODS.items()
        ],
        "year_url": reverse("complaint_reports:year", args=[part.until.year]),
    }


class Doors:
    """Writes the addresses of the lists behind the figures of a slice."""

    def __init__(self, part: Slice) -> None:
        self.part = part
        self.base = reverse("complaints:list")

    def to(self, **filters: Any) -> str:
        """Return the list with these filters and the segment, without a period."""
        kept = {k: v for k, v in {**filters, **self.part.segment}.items() if v not in ("", None)}
        return f"{self.base}?{urlencode(kept)}"

    def within(self, since: date | None = None, until: date | None = None, **filters: Any) -> str:
        """Return the list of the period, or of these days of it."""
        days = {
            "since": (since or self.part.since).isoformat(),
            "until": (until or self.part.until).isoformat(),
        }
        return self.to(**filters, **days)
