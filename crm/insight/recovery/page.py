"""What the page of service recovery shows, composed once for the page, its lists and its files."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from crm.insight.period import Slice
from crm.insight.recovery import read
from crm.insight.recovery.buying import Buying, Side
from crm.insight.recovery.handling import Handled, summarise
from crm.insight.recovery.listing import Listing
from crm.insight.recovery.pairs import Missing, Recovery, strata
from crm.insight.recovery.words import (
    item_label,
    missing_words,
    money_signed,
    stratum_label,
)
from crm.shared.charts import Share, Step, shares, steps
from crm.shared.formats import DASH, money, number, percent, signed
from crm.shared.statistics.intervals import Estimate
from crm.shared.tables import Cell
from surveys.handling.questions import Solved

Door = Callable[..., str]
KINDS = {Solved.YES: "pro", Solved.PARTLY: "pas", Solved.NO: "det"}
POINT_KINDS = ("det", "det", "pas", "pro", "pro")


@dataclass(frozen=True)
class Found:
    """Everything that was read for one slice."""

    cases: list[read.Case]
    control: list[read.Compared]
    recovery: Recovery
    handled: Handled
    buying: Buying


def find(part: Slice, user: Any, now: datetime) -> Found:
    """Read a slice; six queries at most."""
    cases = read.cases_of(part, user, now)
    control = read.control_of(part, user)
    return Found(
        cases=cases,
        control=control,
        recovery=read.recovery_of(cases, control),
        handled=summarise(read.said_of(cases, user)),
        buying=read.buying_of(part, user, cases, now),
    )


def interval(estimate: Estimate | None, write: Callable[[float], str]) -> str:
    """Write a value with its interval, a dash for nothing."""
    if estimate is None:
        return DASH
    value, bounds = apart(estimate, write)
    return f"{value} ({bounds})" if bounds else value


def apart(estimate: Estimate | None, write: Callable[[float], str]) -> tuple[str, str]:
    """Write a value and, apart, its interval."""
    if estimate is None:
        return DASH, ""
    if not estimate.is_known:
        return write(estimate.value), ""
    ends = {"low": write(estimate.low), "high": write(estimate.high)}
    return write(estimate.value), _("%(low)s to %(high)s") % ends


def points(value: float) -> str:
    """Write a difference of scores."""
    return signed(value, 2)


def share(value: float) -> str:
    """Write a share of one as a percentage."""
    return percent(value * 100)


def _mean(values: list[int]) -> float | None:
    return sum(values) / len(values) if values else None


def group_rows(found: Found, door: Door) -> list[dict[str, Any]]:
    """Return both groups and their difference; each n opens its people."""
    pairs, control = found.recovery.pairs, found.control
    people, quiet = door("cases", state="pair"), door("comparison")
    rows: list[dict[str, Any]] = [
        {
            "label": _("Complaint closed"),
            "doors": [(len(pairs), people)],
            "before": _mean([p.before for p in pairs]),
            "after": _mean([p.after for p in pairs]),
            "change": found.recovery.change,
        },
        {
            "label": _("No complaint within 12 months"),
            "doors": [(len(control), quiet)],
            "before": _mean([c.before for c in control]),
            "after": _mean([c.after for c in control]),
            "change": found.recovery.control_change,
        },
    ]
    if found.recovery.headline:
        rows.append(
            {
                "label": _("Difference from the same start"),
                "doors": [(len(pairs), people), (len(control), quiet)],
                "change": found.recovery.headline.effect,
            }
        )
    for row in rows:
        row["text"] = apart(row["change"], points)
    return rows


def coverage_rows(found: Found, door: Door) -> list[dict[str, Any]]:
    """Return the closed complaints by whether there is a pair, and why not."""
    reasons: list[Missing | None] = [None, *Missing]
    rows = []
    for reason in reasons:
        count = sum(case.missing == reason for case in found.cases)
        url = door("cases", state="pair" if reason is None else reason.value)
        rows.append({"label": missing_words(reason), "count": count, "url": url})
    return rows


def strata_rows(found: Found, door: Door) -> list[dict[str, Any]]:
    """Return the parts of the pairs; none under ten."""
    return [
        {
            "label": stratum_label(part.key),
            "n": part.n,
            "url": door("cases", state="pair", part=part.key),
            "change": part.change,
            "text": apart(part.change, points) if part.change else None,
        }
        for part in strata(found.recovery.pairs)
    ]


def handling_context(handled: Handled, door: Door) -> dict[str, Any]:
    """Return the charts and tables of what customers say of the handling."""
    items = [
        {
            "label": item_label(item.key),
            "n": item.n,
            "url": door("handling", item=item.key),
            "median": number(item.median, 1) if item.median is not None else DASH,
            "cells": [
                {"count": count, "url": door("handling", item=item.key, points=point)}
                for point, count in enumerate(item.counts, start=1)
            ],
            "chart": steps(
                [
                    Step(
                        label=str(point),
                        value=count,
                        text=number(count),
                        name=_("%(count)s gave %(points)s")
                        % {"count": number(count), "points": point},
                        kind=POINT_KINDS[point - 1],
                        url=door("handling", item=item.key, points=point) if count else None,
                    )
                    for point, count in enumerate(item.counts, start=1)
                ],
                label=item_label(item.key),
                width=360,
                height=120,
            ),
        }
        for item in handled.items
    ]
    return {
        "said": len(handled.said),
        "said_url": door("handling"),
        "n": handled.n,
        "n_url": door("handling", solved="any"),
        "share": handled.share,
        "share_text": interval(handled.share, share),
        "solved": shares(
            [
                Share(KINDS[choice], str(choice.label), handled.solved[choice],
                      door("handling", solved=choice.value))
                for choice in Solved
            ],
            label=_("Is the complaint solved?"),
        ),
        "solved_rows": [
            {
                "label": choice.label,
                "count": handled.solved[choice],
                "url": door("handling", solved=choice.value),
            }
            for choice in Solved
        ],
        "items": items,
        "parts": [
            {
                "label": stratum_label(part.key),
                "n": part.n,
                "url": door("handling", part=part.key),
                "share": apart(part.solved, share) if part.solved else None,
                "medians": [number(m, 1) if m is not None else DASH for m in part.medians],
            }
            for part in handled.parts
        ],
    }  # fmt: skip


def _side_row(label: str, side: Side, url: str) -> dict[str, Any]:
    return {
        "label": label,
        "n": side.n,
        "url": url,
        "side": side,
        "change": apart(side.change, money_signed),
    }


def buying_context(found: Buying, door: Door) -> dict[str, Any]:
    """Return the picture and the table of what was bought."""
    complained, quiet = found.sides
    rows = [
        _side_row(_("Complaint closed"), complained, door("buying")),
        _side_row(_("No complaint, same class and months"), quiet, door("quiet")),
    ]
    columns = [
        Step(
            label=when,
            value=value or 0,
            text=money(value),
            name=f"{row['label']}, {when}: {money(value)}",
            kind=kind,
            url=row["url"],
        )
        for row, kind in zip(rows, ("dot", "pas"), strict=True)
        for when, value in (
            (
                pgettext("complaint", "before") if kind == "dot" else _("others before"),
                row["side"].before,
            ),
            (
                pgettext("complaint", "after") if kind == "dot" else _("others after"),
                row["side"].after,
            ),
        )
    ]
    return {
        "rows": rows,
        "difference": apart(found.difference, money_signed),
        "is_enough": found.is_enough,
        "pending": len(found.pending),
        "pending_url": door("pending"),
        "again": found.again,
        "chart": steps(columns, label=_("Ordered per account in 180 days"))
        if complained.n and quiet.n
        else "",
    }


def figures(found: Found) -> Listing:
    """Return every figure of the page as one table: what, n, value, interval, unrounded."""
    rows: list[tuple[Cell, ...]] = []

    def add(part: str, what: str, n: int | None, estimate: Estimate | float | None) -> None:
        known = isinstance(estimate, Estimate) and estimate.is_known
        value = estimate.value if isinstance(estimate, Estimate) else estimate
        low, high = (estimate.low, estimate.high) if known else (None, None)
        texts = [number(v, 2) if v is not None else "" for v in (value, low, high)]
        numbers = zip((value, low, high), texts, strict=True)
        rows.append((Cell(part), Cell(what), Cell(n), *(Cell(v, text) for v, text in numbers)))

    def nowhere(_table: str, **_filters: Any) -> str:
        return ""

    recovery, title = found.recovery, _("Score before and after a complaint")
    for group in group_rows(found, nowhere):
        add(title, group["label"], sum(n for n, _url in group["doors"]), group["change"])
    add(title, _("Coverage"), len(found.cases), recovery.coverage)
    for row in coverage_rows(found, nowhere):
        add(_("Coverage"), row["label"], row["count"], None)
    for row in strata_rows(found, nowhere):
        add(_("Which complaints"), row["label"], row["n"], row["change"])
    said = _("What they say of the handling")
    add(said, _("Solved"), found.handled.n, found.handled.share)
    for item in found.handled.items:
        add(said, _("%(item)s, median") % {"item": item_label(item.key)}, item.n, item.median)
    for part in found.handled.parts:
        add(said, stratum_label(part.key), part.n, part.solved)
    bought = _("Bought before and after a complaint")
    for row in buying_context(found.buying, nowhere)["rows"]:
        side = row["side"]
        add(bought, _("%(group)s, before") % {"group": row["label"]}, side.n, side.before)
        add(bought, _("%(group)s, after") % {"group": row["label"]}, side.n, side.after)
        add(bought, row["label"], side.n, side.change)
    n = sum(side.n for side in found.buying.sides)
    add(bought, _("Difference in differences"), n, found.buying.difference)
    heads = (_("Part"), _("Figure"), "n", _("Value"), _("interval from"), _("interval to"))
    lead = _("Every figure of the page, as the file has it.")
    return Listing("recovery-figures", _("All figures"), heads, rows, lead=lead)
