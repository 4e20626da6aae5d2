"""The tables and charts of the first report, composed of what was read."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from complaints.cases.figures import cost_per_case, per_hundred
from complaints.clock.words import spell
from complaints.reports.ages import Band
from complaints.reports.frame import Doors
from complaints.reports.read import Ended, Overview
from complaints.reports.times import FEW, Times
from crm.shared.charts import Pair, Step, pairs, steps
from crm.shared.formats import DASH, language, money, number, percent
from crm.shared.formats import MONTHS as MONTH_NAMES
from crm.shared.numbers import percentage, round_half_up
from crm.shared.organisation.services import get_organisation
from crm.shared.tables import Cell, Head, Table

DAY = 24 * 60 * 60


def work(seconds: float | None) -> str:
    """Say an amount of working time in working days and hours."""
    if seconds is None:
        return DASH
    return spell(timedelta(seconds=seconds), Decimal(get_organisation().hours_per_day))


def calendar(seconds: float | None) -> str:
    """Say an amount of calendar time in days."""
    if seconds is None:
        return DASH
    return _("%(days)s days") % {"days": number(seconds / DAY, 1)}


def hours(seconds: float | None) -> Decimal | None:
    """Return seconds as hours for a file, to a hundredth."""
    return None if seconds is None else Decimal(str(seconds / 3600)).quantize(Decimal("0.01"))


def share_cell(part: int, whole: int, url: str = "") -> Cell:
    """Show a share with what it is a share of; of fewer than ten it is a count, no percentage."""
    share = percentage(part, whole)
    if share is None:
        return Cell(None)
    of_all = _("%(part)s of %(whole)s") % {"part": number(part), "whole": number(whole)}
    if whole < FEW:
        return Cell(of_all, of_all, url)
    return Cell(round_half_up(share, 1), percent(share, 1), url, of_all)


def headline(found: Overview, doors: Doors) -> list[dict[str, Any]]:
    """Return the figures on top of the page."""
    hundred = per_hundred(found.received, found.customers)
    each = cost_per_case(found.cost, found.received)
    return [
        {
            "label": pgettext("complaints", "Received"),
            "value": number(found.received),
            "url": doors.within(),
            "note": _("%(count)s customers") % {"count": number(found.customers)},
        },
        {
            "label": _("Per 100 customers"),
            "value": number(float(hundred), 1) if hundred is not None else DASH,
            "url": doors.within(),
            "help": "complaints_per_100",
            "note": _("of today's customers"),
        },
        {
            "label": pgettext("complaints", "Open"),
            "value": number(found.open),
            "url": doors.to(state="open"),
            "note": _("now, whenever received"),
        },
        {
            "label": _("Cost of remedies"),
            "value": money(found.cost),
            "url": doors.within(measure="costing") if found.costing else "",
            "help": "complaints_cost",
            "note": _("%(each)s per case received") % {"each": money(each, 2)},
        },
        {
            "label": _("Told on"),
            "value": number(found.told_on),
            "url": doors.within(measure="told_on") if found.told_on else "",
            "note": _("complaints others heard of"),
        },
    ]


TERM_NAMES = {
    "acknowledge": lambda: _("Acknowledge"),
    "decision": lambda: _("Decision"),
    "remedy": lambda: _("Remedy"),
}


def terms_table(found: Overview, doors: Doors) -> Table:
    """Return in time per clock: met ÷ (met + breached), open but overdue counted as breached."""
    rows = [_term_row(name, ended, doors) for name, ended in found.terms.items()]
    late = found.updates_overdue
    url = doors.to(state="overdue") if late else ""
    rows.append([Cell(_("Next update")), Cell(None), Cell(None), Cell(None), Cell(late, url=url)])
    heads = [
        Head(_("Clock"), False),
        Head(_("In time")),
        Head(pgettext("term", "Met")),
        Head(_("Done too late")),
        Head(_("Open and overdue")),
    ]
    return Table("terms", _("In time per clock"), heads, rows)


def _term_row(name: str, ended: Ended, doors: Doors) -> list[Cell]:
    figure = ended.figure
    counted, late = (doors.within(measure=f"{name}_{end}") for end in ("counted", "late"))
    return [
        Cell(TERM_NAMES[name]()),
        share_cell(figure.met, figure.total, counted),
        Cell(ended.met),
        Cell(ended.late, url=late if ended.late else ""),
        Cell(ended.overdue, url=late if ended.overdue else ""),
    ]


def times_table(found: Overview, doors: Doors) -> Table:
    """Return median and 90th percentile, in working and calendar time, with the open ones beside."""
    times = found.times
    heads = [
        Head(_("From receipt to"), False),
        Head(_("Finished")),
        Head(_("Median, working time")),
        Head(_("90th percentile")),
        Head(_("Median, calendar")),
        Head(_("90th percentile")),
        Head(_("Still open")),
    ]
    answered = doors.within(measure="answered")
    waiting = doors.within(measure="unanswered")
    rows = [
        _times_row(_("acknowledgement"), times.acknowledge_work, times.acknowledge, "", ""),
        _times_row(_("answer"), times.answer_work, times.answer, answered, waiting),
        _times_row(_("closing"), None, times.end, "", ""),
    ]
    return Table("times", _("How long it takes"), heads, rows)


def _times_row(
    label: str, worked: Times | None, lived: Times, url: str, open_url: str
) -> list[Cell]:
    middle = [Cell(None), Cell(None)]
    if worked is not None:
        middle = [
            Cell(hours(worked.median), work(worked.median)),
            Cell(hours(worked.p90), work(worked.p90)),
        ]
    return [
        Cell(label),
        Cell(lived.n, url=url if lived.n else "", kind="rounds"),
        *middle,
        Cell(hours(lived.median), calendar(lived.median)),
        Cell(hours(lived.p90), calendar(lived.p90)),
        Cell(lived.open, url=open_url if lived.open else "", kind="rounds"),
    ]


def again_table(found: Overview, doors: Doors) -> Table:
    """Return what came back: reopened soon after closing, and the same again within 12 months."""
    young = _("%(count)s of them closed so lately that they can still be reopened") % {
        "count": number(found.may_come_back)
    }
    rows = [
        [
            Cell(_("Reopened within %(days)s days of closing") % {"days": found.reopen_days}),
            share_cell(
                found.came_back,
                found.finished,
                doors.within(measure="came_back" if found.came_back else "finished"),
            ),
            Cell(young if found.may_come_back else ""),
        ],
        [
            Cell(_("Same account and category within 12 months")),
            share_cell(
                found.recurring,
                found.comparable,
                doors.within(measure="recurring" if found.recurring else "comparable"),
            ),
            Cell(
                _("%(count)s received have no account or category yet")
                % {"count": number(found.received - found.comparable)}
                if found.received > found.comparable
                else ""
            ),
        ],
    ]
    heads = [Head(_("What"), False), Head(_("Share")), Head(_("Mind"), False)]
    return Table("again", _("Back again"), heads, rows)


def band_words(band: Band) -> str:
    """Say a band of ages."""
    if band.high is None:
        return _("over %(days)s days") % {"days": band.low - 1}
    return _("%(low)s to %(high)s days") % {"low": band.low, "high": band.high}


def band_url(band: Band, doors: Doors) -> str:
    """Return the open complaints of an age."""
    since = band.since.isoformat() if band.since else ""
    return doors.to(state="open", since=since, until=band.until.isoformat())


def ages_table(found: Overview, doors: Doors) -> Table:
    """Return the open complaints by age, as they stand today."""
    rows = [
        [Cell(band_words(band)), Cell(count, url=band_url(band, doors) if count else "")]
        for band, count in found.ages
    ]
    heads = [Head(_("Received"), False), Head(pgettext("complaints", "Open"))]
    total = Cell(found.open, url=doors.to(state="open") if found.open else "")
    return Table("ages", _("Open by age"), heads, rows, [Cell(_("Together")), total])


def ages_chart(found: Overview, doors: Doors) -> Any:
    """Draw the open complaints by age."""
    columns = [
        Step(
            label=f"{band.low}–{band.high}" if band.high is not None else f"> {band.low - 1}",
            value=count,
            text=number(count),
            name=f"{number(count)}: {band_words(band)}",
            kind="det" if band.low > 30 else "dot",
            url=band_url(band, doors) if count else None,
        )
        for band, count in found.ages
    ]
    return steps(columns, label=_("Open complaints by age in days"))


def month_names(found: Overview) -> Iterator[str]:
    """Give each month a short name; the year with the first and with every January."""
    for place, one in enumerate(found.months):
        name = MONTH_NAMES[language()][one.since.month - 1]
        yield f"{name} {one.since.year}" if not place or one.since.month == 1 else name


def months_table(found: Overview, doors: Doors) -> Table:
    """Return received and closed per month of the period."""
    rows = []
    for name, one in zip(month_names(found), found.months, strict=True):
        into = doors.within(one.since, one.until)
        out = doors.within(one.since, one.until, measure="closed")
        rows.append(
            [
                Cell(name),
                Cell(one.received, url=into if one.received else ""),
                Cell(one.closed, url=out if one.closed else ""),
                Cell(one.received - one.closed),
            ]
        )
    heads = [
        Head(_("Month"), False),
        Head(pgettext("complaints", "Received")),
        Head(_("Closed or withdrawn")),
        Head(_("Difference")),
    ]
    into, out = doors.within(), doors.within(measure="closed")
    foot = [
        Cell(_("Together")),
        Cell(found.received, url=into if found.received else ""),
        Cell(found.closed, url=out if found.closed else ""),
        Cell(found.received - found.closed),
    ]
    return Table("months", _("Received and closed per month"), heads, rows, foot)


def months_chart(found: Overview, doors: Doors) -> Any:
    """Draw received and closed per month beside each other."""
    columns = [
        Pair(
            label=MONTH_NAMES[language()][one.since.month - 1],
            first=one.received,
            second=one.closed,
            first_name=_("%(count)s received, %(month)s")
            % {"count": number(one.received), "month": name},
            second_name=_("%(count)s closed or withdrawn, %(month)s")
            % {"count": number(one.closed), "month": name},
            first_url=doors.within(one.since, one.until),
            second_url=doors.within(one.since, one.until, measure="closed"),
        )
        for name, one in zip(month_names(found), found.months, strict=True)
    ]
    names = (pgettext("complaints", "received"), _("closed or withdrawn"))
    return pairs(columns, label=_("Complaints received and closed per month"), names=names)


def tables(found: Overview, doors: Doors) -> dict[str, Table]:
    """Return every table of the page by its key."""
    made = (terms_table, times_table, again_table, ages_table, months_table)
    return {table.key: table for table in (make(found, doors) for make in made)}
