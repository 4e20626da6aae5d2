"""The forecast page: months of a year and colleagues against their targets, every figure a door."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from customers.deals.querysets import DealQuerySet
from customers.filters import colleagues
from customers.forecast.cells import Cell
from customers.forecast.filters import YearFilter
from customers.forecast.outlook import Line, total_of
from customers.forecast.periods import last_day, months_of
from customers.forecast.reading import read_cells
from customers.forecast.targets import Targets, read_targets

PEOPLE = 50


@dataclass
class Person:
    """One colleague's year."""

    pk: int | None
    name: str
    line: Line
    url: str


@dataclass
class Forecast:
    """What the page shows; late, later and undated are open deals that no month of the year holds."""

    year: int
    lines: list[Line]
    total: Line
    people: list[Person]
    late: Line
    later: Line
    undated: Line
    capped: bool
    has_target: bool


def deals_door(keys: dict[str, Any], **filters: Any) -> str:
    """Return the address of the list of deals behind a figure."""
    query = {k: v for k, v in (keys | filters).items() if v not in (None, "")}
    return f"{reverse('deals:table')}?{urlencode(query)}"


def doors_of(keys: dict[str, Any], first: date, last: date) -> dict[str, str]:
    """Return where the figures of a stretch of months lead."""
    running = {"state": "open", "since": first, "until": last}
    return {
        "won": deals_door(keys, state="won", closed_since=first, closed_until=last),
        "committed": deals_door(keys, **running, forecast="commit"),
        "best": deals_door(keys, **running, forecast="case"),
        "open": deals_door(keys, **running),
    }


def read_forecast(user: Any, form: YearFilter, deals: DealQuerySet, *, year: int) -> Forecast:
    """Return the forecast of a calendar year: two queries, whatever the number of deals."""
    keys, months = form.keys(), months_of(year)
    first, last = months[0], last_day(months[-1])
    cells, capped = read_cells(
        user, keys, deals, "state", "owner_id", "month", "kind",
        stored=Q(state="open") | Q(state="won", month__gte=first, month__lte=last),
        live=Q(state="open") | Q(state="won", closed_on__gte=first, closed_on__lte=last),
    )  # fmt: skip
    team_of = {p.pk: p.team_id for p in colleagues()}
    every = None if keys["pipeline"] else read_targets(user, year, team_of)
    targets = every.of(owner=keys["owner"], team=keys["team"]) if every else {}
    lines = {
        m: Line(first=m, target=targets.get(m.month), doors=doors_of(keys, m, last_day(m)))
        for m in months
    }
    late, later, undated = Line(), Line(), Line()
    for cell in cells:
        if cell.month in lines:
            lines[cell.month].add(cell)
        elif cell.month is None:
            undated.add(cell)
        else:
            (late if cell.month < first else later).add(cell)
    late.doors["open"] = deals_door(keys, state="open", until=date(year - 1, 12, 31))
    later.doors["open"] = deals_door(keys, state="open", since=date(year + 1, 1, 1))
    undated.doors["open"] = deals_door(keys, state="open", undated="on")
    total = total_of(lines.values(), sum(targets.values(), Decimal(0)) if targets else None)
    total.doors = doors_of(keys, first, last)
    return Forecast(
        year=year,
        lines=list(lines.values()),
        total=total,
        people=_people(keys, cells, every, year),
        late=late,
        later=later,
        undated=undated,
        capped=capped,
        has_target=bool(targets),
    )


def _people(
    keys: dict[str, Any], cells: list[Cell], targets: Targets | None, year: int
) -> list[Person]:
    """Return the year per colleague, the largest gap first; nobody for the figures of one."""
    if keys["owner"]:
        return []
    first, last = date(year, 1, 1), date(year, 12, 31)
    names = {p.pk: p.name for p in colleagues()}
    lines: dict[int | None, Line] = defaultdict(Line)
    for cell in cells:
        if cell.month is not None and first <= cell.month <= last:
            lines[cell.owner_id].add(cell)
    found = []
    for pk, line in lines.items():
        if pk is None:
            found.append(Person(None, "", line, ""))
            continue
        months = targets.of(owner=pk, team=None) if targets else {}
        line.target = sum(months.values(), Decimal(0)) if months else None
        mine = keys | {"owner": pk, "team": None}
        line.doors = doors_of(mine, first, last)
        query = {k: v for k, v in (mine | {"year": year}).items() if v}
        found.append(Person(pk, names[pk], line, f"{reverse('forecast:page')}?{urlencode(query)}"))
    found.sort(key=lambda p: (-(p.line.gap or Decimal(0)), -p.line.won, p.name))
    return found[:PEOPLE]
