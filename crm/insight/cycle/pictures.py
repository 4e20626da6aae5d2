"""The pictures of the cycle page: each mark a door, the same figures as the table beside it."""

from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.insight.cycle.cohorts import FEWEST, Cohort
from crm.insight.cycle.lists import written
from crm.insight.cycle.page import Cycle
from crm.insight.cycle.paths import CUSTOMER, LEFT, MARKS, NEW, POTENTIAL
from crm.insight.cycle.tables import ORDER, accounts_door, cohort_door, moves_door
from crm.shared.charts import Cause, Piece, flows, pareto, portfolio_ring, stairs, steps
from crm.shared.charts.bars import Step
from crm.shared.charts.flows import Band, Stand
from crm.shared.charts.stairs import Stair
from crm.shared.formats import number
from customers.accounts.events import LeavingReason

KINDS = {CUSTOMER: "c", LEFT: "f", POTENTIAL: "p", NEW: "n"}


def ring(cycle: Cycle) -> SafeString:
    """Draw where everybody stands today."""
    counts = [cycle.now.get(mark, 0) for mark in (POTENTIAL, CUSTOMER, LEFT)]
    names = dict(zip(("potential", "customer", "former"), counts, strict=True))
    return portfolio_ring(
        *counts,
        label=_("%(customer)s customers, %(potential)s potential, %(former)s former customers")
        % names,
        caption=ngettext("customer", "customers", counts[1]),
        size=150,
    )


def ways(cycle: Cycle) -> SafeString:
    """Draw who stood where at the start and where at the end."""
    sides: list[list[Stand]] = []
    for place, key in enumerate(("start", "end")):
        counted = [(mark, cycle.at(place, mark)) for mark in ORDER]
        sides.append(
            [
                Stand(
                    mark, KINDS[mark], str(MARKS[mark]), n,
                    accounts_door(cycle, **{key: written(mark)}),
                )
                for mark, n in counted
                if n
            ]
        )  # fmt: skip
    bands = [
        Band(
            start, end, n,
            f"{number(n)} {MARKS[start]} → {MARKS[end]}",
            accounts_door(cycle, start=written(start), end=end),
        )
        for (start, end), n in cycle.ways.items()
    ]  # fmt: skip
    moved = sum(n for (start, end), n in cycle.ways.items() if start != end)
    label = _("Who moved where: %(moved)s of %(all)s accounts stand elsewhere than at the start") % {
        "moved": number(moved), "all": number(sum(cycle.ways.values())),
    }  # fmt: skip
    heads = (_("At the start"), _("At the end"))
    return flows(sides[0], sides[1], bands, label=label, heads=heads)


def reasons(cycle: Cycle) -> SafeString:
    """Draw why they left, the most frequent first."""
    causes = []
    for row in cycle.reasons:
        label = str(LeavingReason(row.reason).label)
        pieces: list[Piece] = []
        for initiator, kind, words, n in (
            ("customer", "f", _("%(n)s by the customer: %(reason)s"), row.by_customer),
            ("supplier", "rest", _("%(n)s by us: %(reason)s"), row.by_supplier),
        ):
            url = moves_door(cycle, kind="ended", reason=row.reason, initiator=initiator)
            pieces.append(Piece(kind, n, words % {"n": number(n), "reason": label}, url))
        causes.append(Cause(label, pieces, row.running))
    return pareto(causes, label=_("Why they left"))


def laps(cycle: Cycle) -> SafeString:
    """Draw in which round the accounts are."""
    columns = [
        Step(
            label=str(lap),
            value=n,
            text=number(n),
            name=f"{number(n)} {lap}",
            kind="c" if lap == 1 else "f",
            url=accounts_door(cycle, lap=lap),
        )
        for lap, n in cycle.laps
    ]
    return steps(columns, label=_("Accounts per round"), height=140) if columns else SafeString("")


def retention(cycle: Cycle) -> SafeString:
    """Draw how many of each year's new customers are still there as months pass."""
    if cycle.everybody is None:
        return SafeString("")

    def stair(cohort: Cohort, **more: Any) -> Stair:
        return Stair(
            cohort.name, cohort.count, [(s.time, 100 * s.share.value) for s in cohort.steps],
            cohort.until, cohort.is_thin, **more,
        )  # fmt: skip

    panels = [
        stair(
            cohort,
            few=_("fewer than %(n)s") % {"n": FEWEST} if cohort.count < FEWEST else "",
            url=cohort_door(cycle, cohort),
        )
        for cohort in cycle.cohorts
    ]
    months = max(s.until for s in [*cycle.cohorts, cycle.everybody])
    return stairs(
        panels,
        stair(cycle.everybody),
        label=_("Share of each year's new customers still there, by month"),
        ticks=ngettext("%(n)s month", "%(n)s months", months) % {"n": months},
    )
