"""The tables of the cycle page: one function each, read by the page and by its CSV file."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from crm.dashboard.doors import door
from crm.insight.cycle.cohorts import MARKS as MONTHS
from crm.insight.cycle.cohorts import Cohort
from crm.insight.cycle.groups import FEWEST, Row
from crm.insight.cycle.lists import written
from crm.insight.cycle.page import ENDED_STAYS, Cycle
from crm.insight.cycle.paths import CUSTOMER, LEFT, MARKS, NEW, POTENTIAL
from crm.insight.tables import Table, bounds, count, figure
from crm.shared.formats import NBSP, number, percent
from crm.shared.tables import Cell
from customers.accounts.events import LeavingReason

ORDER = (CUSTOMER, LEFT, POTENTIAL, NEW)
FIELDS = {"class": "account_class"}  # a dimension's name in an address, where it differs


def moves_door(cycle: Cycle, **filters: Any) -> str:
    """Return the list of the standing moves of the period."""
    part = cycle.part
    return door("insight:moves", **filters, stands="period", **part.days, **part.segment)


def accounts_door(cycle: Cycle, **filters: Any) -> str:
    """Return the list of the accounts of the slice."""
    return door("insight:cycle_accounts", **{**cycle.part.days, **cycle.part.segment, **filters})


def flow(cycle: Cycle) -> Table:
    """Return the sum from customers at the start to customers at the end."""
    found = cycle.flow
    left = _("%(customer)s by the customer, %(us)s by us, %(inside)s came and left in the period") % {
        "customer": number(found.lost_by_customer),
        "us": number(found.lost_by_supplier),
        "inside": number(found.came_and_left),
    }  # fmt: skip
    rows = [
        ("", _("Customers at the start"), found.start, accounts_door(cycle, start=CUSTOMER), ""),
        ("+", _("First purchase"), found.new, moves_door(cycle, kind="first_purchase"), ""),
        ("+", _("Won back"), found.won_back, moves_door(cycle, kind="won_back"), ""),
        (
            "−",
            pgettext("cycle", "Left"),
            found.lost + found.came_and_left,
            moves_door(cycle, kind="ended"),
            left,
        ),
    ]
    if found.corrected:
        sign = "+" if found.corrected > 0 else "−"
        rows.append((sign, _("Net of other corrections"), abs(found.corrected), "", ""))
    rows.append(("=", _("Customers at the end"), found.end, accounts_door(cycle, end=CUSTOMER), ""))
    lines = [
        [Cell(label, note=note), Cell(sign, sign or NBSP), count(n, url)]
        for sign, label, n, url, note in rows
    ]
    return Table(
        "cycle-flow",
        _("From start to end"),
        [pgettext("cycle", "Move"), "", _("Accounts")],
        lines,
        2,
    )


def returns(cycle: Cycle) -> Table:
    """Return what else moved in the period: added, returned to potential by itself."""
    lines = [
        [Cell(_("Added")), count(cycle.added, moves_door(cycle, kind="created"))],
        [
            Cell(_("Potential customer again, by itself")),
            count(cycle.returned, moves_door(cycle, kind="auto_potential")),
        ],
        [
            Cell(_("Lost by the customer's choice")),
            count(
                cycle.flow.lost_by_customer,
                accounts_door(cycle, start=CUSTOMER, move="lost", initiator="customer"),
            ),
        ],
        [
            Cell(_("Lost because we ended it")),
            count(
                cycle.flow.lost_by_supplier,
                accounts_door(cycle, start=CUSTOMER, move="lost", initiator="supplier"),
            ),
        ],
    ]
    return Table("cycle-moves", _("Other moves"), [pgettext("cycle", "Move"), _("Accounts")], lines)


def rates(cycle: Cycle) -> Table:
    """Return the rates with their intervals, numerators and denominators, each a door."""
    found, shares = cycle.flow, cycle.rates
    started = accounts_door(cycle, start=CUSTOMER)
    lost = accounts_door(cycle, start=CUSTOMER, move="lost")
    rows = [
        (_("Churn"), found.churn, "churn", found.lost, lost, found.start, started),
        (
            _("of which by the customer"),
            found.churn_by_customer,
            "by_customer",
            found.lost_by_customer,
            accounts_door(cycle, start=CUSTOMER, move="lost", initiator="customer"),
            found.start,
            started,
        ),
        (_("Retention"), found.retention, "retention", found.start - found.lost,
         accounts_door(cycle, start=CUSTOMER, move="kept"), found.start, started),
        (
            _("Win-back rate"),
            found.win_back,
            "win_back",
            found.won_back_cohort,
            accounts_door(cycle, start=LEFT, move="back"),
            found.former_start,
            accounts_door(cycle, start=LEFT),
        ),
    ]  # fmt: skip
    lines = [
        [
            Cell(label), figure(share, 1, "%"), *bounds(shares[key]), count(hits, hits_url),
            count(n, n_url),
        ]
        for label, share, key, hits, hits_url, n, n_url in rows
    ]  # fmt: skip
    heads = [
        pgettext("cycle", "Rate"), "%", _("interval from"), _("interval to"), _("Accounts"),
        pgettext("share", "of"),
    ]  # fmt: skip
    return Table("cycle-rates", _("Rates"), heads, lines)


def stays(cycle: Cycle) -> Table:
    """Return how long accounts stood at each mark: finished stays, and how many still stand there."""
    words = {
        POTENTIAL: _("Potential, until the first purchase"),
        CUSTOMER: _("Customer, until they left"),
        LEFT: _("Away, until they came back"),
    }
    lines = [
        [
            Cell(words[stay.mark]),
            count(stay.count, moves_door(cycle, kind=ENDED_STAYS[stay.mark])),
            figure(stay.median, 0),
            figure(stay.p90, 0),
            count(stay.still, accounts_door(cycle, end=stay.mark)),
        ]
        for stay in cycle.stays
    ]
    heads = [
        pgettext("cycle", "Stay"), _("ended in the period"), _("median, days"),
        _("90th percentile, days"), _("still going on"),
    ]  # fmt: skip
    return Table("cycle-stays", _("Time in a stage"), heads, lines)


def laps(cycle: Cycle) -> Table:
    """Return in which round the accounts are today."""
    lines = [[Cell(lap), count(n, accounts_door(cycle, lap=lap))] for lap, n in cycle.laps]
    return Table("cycle-laps", _("Rounds"), [_("Cycle"), _("Accounts")], lines)


def ways(cycle: Cycle) -> Table:
    """Return who moved where: a row per way, from the start of the period to its end."""
    lines = [
        [
            Cell(str(MARKS[start])),
            Cell(str(MARKS[end])),
            count(n, accounts_door(cycle, start=written(start), end=end)),
        ]
        for (start, end), n in sorted(
            cycle.ways.items(), key=lambda w: (ORDER.index(w[0][0]), ORDER.index(w[0][1]))
        )
    ]
    heads = [_("At the start"), _("At the end"), _("Accounts")]
    return Table("cycle-ways", _("Who moved where"), heads, lines, 2)


def reasons(cycle: Cycle) -> Table:
    """Return why customers left, the most frequent first, with the running share."""
    lines = [
        [
            Cell(str(LeavingReason(row.reason).label)),
            count(row.count, moves_door(cycle, kind="ended", reason=row.reason)),
            count(
                row.by_customer,
                moves_door(cycle, kind="ended", reason=row.reason, initiator="customer"),
            ),
            count(
                row.by_supplier,
                moves_door(cycle, kind="ended", reason=row.reason, initiator="supplier"),
            ),
            figure(row.running, 0, "%"),
        ]
        for row in cycle.reasons
    ]
    heads = [
        _("Reason for leaving"), _("Accounts"), _("by the customer"), _("by us"), _("running share"),
    ]  # fmt: skip
    return Table("cycle-reasons", _("Why they left"), heads, lines)


def _after(cohort: Cohort, months: int) -> Cell:
    share = cohort.after(months)
    if share is None:
        return Cell(None)
    note = f"{percent(100 * share.low)}–{percent(100 * share.high)}" if share.is_known else ""
    cell = figure(100 * share.value, 0, "%")
    return Cell(cell.value, cell.text, note=note)


def cohort_door(cycle: Cycle, cohort: Cohort, **filters: str) -> str:
    """Return the list of the purchases that made the customers of a cohort."""
    first, last = cohort.year or cycle.cohorts[-1].year, cohort.year or cycle.cohorts[0].year
    return door(
        "insight:moves", kind=["first_purchase", "won_back"], stands="today",
        since=f"{first}-01-01", until=f"{last}-12-31", **cycle.part.segment, **filters,
    )  # fmt: skip


def cohorts(cycle: Cycle) -> Table:
    """Return how many of each year's new customers are still there after 12, 24, 36 and 60 months."""
    everybody = [cycle.everybody] if cycle.everybody else []
    lines = []
    for cohort in [*cycle.cohorts, *everybody]:
        lines.append(
            [
                Cell(cohort.name),
                count(cohort.count, cohort_door(cycle, cohort)),
                count(cohort.still, cohort_door(cycle, cohort, lasts="yes")),
                *(_after(cohort, months) for months in MONTHS),
            ]
        )
    after = [_("after %(n)s months") % {"n": months} for months in MONTHS]
    heads = [_("Became a customer in"), _("Customers"), _("still going on"), *after]
    return Table("cycle-retention", _("How long customers stay"), heads, lines)


def group_field(dimension: str) -> str:
    """Return the name of a dimension in an address."""
    return FIELDS.get(dimension, dimension)


def _group(cycle: Cycle, row: Row) -> list[Cell]:
    mine = {group_field(cycle.dimension): "none" if row.key in (None, "") else row.key}
    found = row.flow
    verdict = ""
    if row.differs:
        whole = cycle.flow
        rest = (whole.lost - found.lost) / (whole.start - found.start)
        more = found.lost / found.start > rest
        verdict = (
            _("demonstrably more than the rest") if more else _("demonstrably less than the rest")
        )
    elif row.p is not None:
        verdict = _("no demonstrable difference")
    elif row.is_indicative:
        verdict = _("indicative")
    elif found.start:
        verdict = _("fewer than %(n)s") % {"n": FEWEST}
    churn = figure(row.churn.value if row.churn else None, 1, "%")
    back = figure(row.win_back.value if row.win_back else None, 1, "%")
    return [
        Cell(row.name),
        count(found.start, accounts_door(cycle, start=CUSTOMER, **mine)),
        count(found.lost, accounts_door(cycle, start=CUSTOMER, move="lost", **mine)),
        churn,
        *bounds(row.churn),
        Cell(verdict),
        count(found.former_start, accounts_door(cycle, start=LEFT, **mine)),
        count(found.won_back_cohort, accounts_door(cycle, start=LEFT, move="back", **mine)),
        back,
        count(found.end, accounts_door(cycle, end=CUSTOMER, **mine)),
    ]


def groups(cycle: Cycle) -> Table:
    """Return the rates of each group, the largest first, with the tested difference from the rest."""
    heads = [
        _("Group"), _("Customers at the start"), _("Lost"), _("Churn"), _("interval from"),
        _("interval to"), _("beside the rest"), _("Had left"), _("Won back"), _("Win-back rate"),
        _("Customers at the end"),
    ]  # fmt: skip
    return Table("cycle-groups", _("By group"), heads, [_group(cycle, row) for row in cycle.groups])


TABLES: dict[str, Callable[[Cycle], Table]] = {
    "flow": flow,
    "moves": returns,
    "rates": rates,
    "stays": stays,
    "laps": laps,
    "ways": ways,
    "reasons": reasons,
    "retention": cohorts,
    "groups": groups,
}
