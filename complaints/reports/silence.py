"""Why people did not complain before: asked with a complaint, and when a customer leaves."""

from datetime import datetime
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from complaints.reports import measures
from complaints.reports.frame import Doors
from complaints.reports.measures import Span
from complaints.reports.overview import share_cell
from complaints.reports.read import complaints_of
from crm.shared.tables import Cell, Head, Table
from customers.accounts.events import ExitAnswer, LifecycleEventText, SilenceReason
from customers.figures.slices import Slice


def read(part: Slice, user: Any, now: datetime) -> tuple[dict[str, int], dict[str, int]]:
    """Count the reasons given with complaints and at leaving, in the period; two queries."""
    span = Span(part.start, part.end, now)
    told = measures.received(complaints_of(part, user), span).exclude(silence_reason="")
    left = LifecycleEventText.objects.exclude(silence_reason="").filter(
        event__happened_on__range=(part.since, part.until),
        event__account__in=part.accounts(user).values("pk"),
    )
    return _counted(told), _counted(left)


def _counted(rows: Any) -> dict[str, int]:
    return dict(rows.order_by().values_list("silence_reason").annotate(every=Count("pk")))


def table(told: dict[str, int], left: dict[str, int], doors: Doors) -> Table:
    """Return the four reasons beside what leaving customers said instead."""
    here, there = sum(told.values()), sum(left.values())
    rows = [
        [
            Cell(reason.label),
            Cell(
                told.get(reason.value, 0),
                url=doors.within(silence_reason=reason.value) if told.get(reason.value) else "",
            ),
            share_cell(told.get(reason.value, 0), here),
            Cell(left.get(reason.value, 0)),
            share_cell(left.get(reason.value, 0), there),
        ]
        for reason in SilenceReason
    ]
    rows += [
        [
            Cell(answer.label),
            Cell(None),
            Cell(None),
            Cell(left.get(answer.value, 0)),
            share_cell(left.get(answer.value, 0), there),
        ]
        for answer in (ExitAnswer.COMPLAINED, ExitAnswer.OTHER)
    ]
    heads = [
        Head(_("Reason"), False),
        Head(_("With a complaint")),
        Head(_("Share")),
        Head(_("At leaving")),
        Head(_("Share")),
    ]
    foot = [Cell(_("Together")), Cell(here), Cell(""), Cell(there), Cell("")]
    return Table("silence", _("Why they did not complain before"), heads, rows, foot)
