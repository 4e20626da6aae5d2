"""The manager's Home as one object: page, print, file and mail all show this."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.dashboard import navigation
from crm.dashboard.doors import door
from crm.dashboard.manager import exceptions, figures, people
from crm.dashboard.manager.compare import Mark, Share, Tested, marks
from crm.dashboard.manager.exceptions import Kind
from crm.dashboard.manager.figures import Figures, Standing
from crm.dashboard.manager.scope import as_filters
from crm.shared.formats import DASH, money, number, percent, signed
from crm.shared.localtime import local_date
from crm.shared.numbers import percentage
from customers.figures.slices import Slice
from surveys.nps.score import Counts, Display, display
from surveys.nps.score import interval as interval_of


@dataclass(frozen=True)
class Cell:
    """One figure of one period, with what it rests on and the list behind it."""

    value: str
    note: str = ""
    url: str = ""
    kind: str = ""  # what the figure is to the list behind it, when it is no count


@dataclass(frozen=True)
class Change:
    """What may be said about a figure beside that of another period."""

    words: str
    mark: Mark = Mark.NONE


@dataclass(frozen=True)
class Row:
    """One figure: this period, the ones beside it, and the change from each."""

    key: str
    label: str
    now: Cell
    beside: tuple[tuple[Cell, Change], ...] = ()
    help: str = ""


@dataclass(frozen=True)
class Group:
    """The figures of one subject, with the page that tells more."""

    label: str
    url: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Overview:
    """Everything the manager's Home shows."""

    part: Slice
    now: Group
    groups: list[Group]
    periods: list[tuple[str, date, date]]
    exceptions: list[Kind]
    unassigned: list[Kind]
    away: list[people.Away]
    people: list["Colleague"]
    nav_counts: dict[str, int]

    @property
    def wrong(self) -> int:
        """Return how many exceptions there are."""
        return sum(kind.count for kind in self.exceptions)


def share_cell(share: Share, url: str) -> Cell:
    """Show a share with its counts; nothing to divide by is a dash."""
    if not share.n:
        return Cell(DASH)
    note = _("%(hits)s of %(n)s") % {"hits": number(share.hits), "n": number(share.n)}
    return Cell(percent(percentage(share.hits, share.n)), note, url)


def score_cell(counts: Counts, url: str) -> Cell:
    """Show a score with interval and n; under five answers there is none."""
    answers = ngettext("%(n)s answer", "%(n)s answers", counts.n) % {"n": number(counts.n)}
    if display(counts.n) in (Display.NONE, Display.TOO_FEW):
        return Cell(DASH, answers if counts.n else "", url if counts.n else "")
    bounds = interval_of(counts)
    low, high = bounds.rounded if bounds else (None, None)
    note = _("%(low)s to %(high)s, %(answers)s") % {
        "low": signed(low),
        "high": signed(high),
        "answers": answers,
    }
    if display(counts.n) == Display.INDICATIVE:
        note = _("%(note)s, indicative") % {"note": note}
    return Cell(signed(counts.rounded), note, url, "score")


@dataclass(frozen=True)
class Line:
    """How one figure is read, shown, tested and opened."""

    key: str
    label: str
    value: Callable[[Figures], Any]
    cell: Callable[[Any, str], Cell]
    url: Callable[[dict[str, Any]], str]
    difference: Callable[[Any, Any], str]
    tested: bool = False
    help: str = ""


def count_cell(count: int, url: str) -> Cell:
    """Show a count."""
    return Cell(number(count), "", url)


def money_cell(amount: Any, url: str) -> Cell:
    """Show a sum."""
    return Cell(money(amount), "", url)


def fewer(before: int, now: int) -> str:
    """Say how much a count differs: no test, so no more than that."""
    return signed(now - before) if now != before else _("as many")


def less(before: Any, now: Any) -> str:
    """Say how much a sum differs."""
    if now == before:
        return _("as much")
    return ("+" if now > before else "") + money(now - before)


def points(before: Any, now: Any) -> str:
    """Say by how many points a score or share differs; nothing when one of them cannot be given."""
    if isinstance(now, Counts):
        if before.n < 5 or now.n < 5:
            return ""
        return _("%(points)s points") % {
            "points": signed((now.rounded or 0) - (before.rounded or 0))
        }
    was, is_now = percentage(before.hits, before.n), percentage(now.hits, now.n)
    if was is None or is_now is None:
        return ""
    change = is_now - was
    return _("%(points)s points") % {"points": signed(change, 1)}


def lines(part: Slice) -> list[tuple[str, str, list[Line]]]:
    """Return the figures by subject, each with the list of a period behind it."""
    who = part.segment

    def to(name: str, **filters: Any) -> Callable[[dict[str, Any]], str]:
        return lambda days: door(name, **filters, **days, **who)

    def closed(state: str = "") -> Callable[[dict[str, Any]], str]:
        return lambda days: door(
            "deals:table",
            state=state,
            closed_since=days["since"],
            closed_until=days["until"],
            **who,
        )

    query = part.query
    return [
        (
            _("Relationship cycle"),
            door("insight:cycle", **query),
            [
                Line("new", _("New and won back"), lambda f: f.new, count_cell,
                     to("insight:moves", kind=["first_purchase", "won_back"]), fewer),
                Line("left", _("Left us"), lambda f: f.left, count_cell,
                     to("insight:moves", kind="ended"), fewer),
            ],
        ),
        (
            _("What customers say"),
            door("surveys:nps", **{k: v for k, v in query.items() if k != "period"}, period=12),
            [
                Line("nps", _("NPS"), lambda f: f.scores, score_cell,
                     to("answers:list", kind="relationship", latest=1), points, True, "nps"),
                Line("called", _("Detractors called in time"), lambda f: f.calls, share_cell,
                     to("followups:list", band="detractor", state="all"), points, True,
                     "detractors_to_call"),
                Line("received", _("Complaints received"), lambda f: f.received, count_cell,
                     to("complaints:list", state="all"), fewer, False, "complaints_12m"),
                Line(
                    "answered",
                    _("Complaints answered in time"),
                    lambda f: f.answers_in_time,
                    share_cell,
                    to("complaints:list", measure="decision_counted"),
                    points,
                    True,
                    "in_time",
                ),
            ],
        ),
        (
            _("Promises"),
            door("insight:promises", **query),
            [
                Line("promises", _("Promises kept"), lambda f: f.promises, share_cell,
                     to("promises:list", outcome="counted"), points, True, "promises_kept"),
            ],
        ),
        (
            _("Sales"),
            door("deals:list"),
            [
                Line("won", _("Deals won"), lambda f: f.wins, share_cell, closed(), points, True,
                     "win_rate"),
                Line("won_amount", _("Amount won"), lambda f: f.won_amount, money_cell,
                     closed("won"), less),
                Line("revenue", _("Orders"), lambda f: f.revenue, money_cell, to("orders:list"),
                     less),
            ],
        ),
    ]  # fmt: skip


def now_group(stands: Standing, part: Slice) -> Group:
    """Return what stands now, with nothing beside it."""
    who = part.segment
    deals = ngettext("weighted, %(count)s deal", "weighted, %(count)s deals", stands.deals)
    rows = (
        Row("customers", _("Customers"), Cell(
            number(stands.customers), "", door("customers:list", stage="customer", **who))),
        Row("unhappy", _("Unhappy and silent customers"), Cell(
            number(stands.unhappy), "", door("insight:unhappy", **who))),
        Row("open_complaints", _("Open complaints"), Cell(
            number(stands.open_complaints), "", door("complaints:list", state="open", **who))),
        Row("pipeline", _("Pipeline"), Cell(
            money(stands.pipeline), deals % {"count": number(stands.deals)},
            door("deals:table", state="open", **who)), help="open_deals"),
    )  # fmt: skip
    return Group(_("Now"), "", rows)


def change_of(line: Line, before: Any, now: Any, mark: Mark) -> Change:
    """Say what changed; a tested figure that did not change demonstrably says so in words."""
    said = line.difference(before, now)
    if not line.tested:
        return Change(said)
    if mark == Mark.SAME:
        return Change(_("no demonstrable change"), mark)
    if mark == Mark.FEW:
        return Change(_("too few to compare"), mark)
    return Change(said if mark != Mark.NONE else "", mark)


def compose_groups(found: dict[str, Figures], part: Slice) -> list[Group]:
    """Lay out the figures of the periods beside each other; every test of the table counts in Holm's correction."""
    now = found["now"]
    periods = {"now": (part.since, part.until), "before": part.before, "last_year": part.last_year}
    others = [name for name in ("before", "last_year") if name in found]
    subjects = lines(part)
    every = [line for _label, _url, group in subjects for line in group if line.tested]
    pairs: list[tuple[Tested, Tested]] = [
        (line.value(found[name]), line.value(now)) for line in every for name in others
    ]
    keys = [(line.key, name) for line in every for name in others]
    marked = dict(zip(keys, marks(pairs), strict=True))

    def cell(line: Line, name: str) -> Cell:
        return line.cell(line.value(found[name]), line.url(as_filters(periods[name])))

    def row(line: Line) -> Row:
        beside = tuple(
            (
                cell(line, name),
                change_of(
                    line, line.value(found[name]), line.value(now),
                    marked.get((line.key, name), Mark.NONE),
                ),
            )
            for name in others
        )  # fmt: skip
        return Row(line.key, line.label, cell(line, "now"), beside, line.help)

    return [Group(label, url, tuple(row(li) for li in group)) for label, url, group in subjects]


@dataclass(frozen=True)
class Colleague:
    """One row of the table of colleagues."""

    person: people.Person
    counts: tuple[tuple[int, str], ...]
    promises: Cell
    scores: Cell
    pipeline: Cell


def colleague(person: people.Person, part: Slice) -> Colleague:
    """Show a colleague's counts, shares with n, and the lists behind them."""
    doors = people.person_doors(person, part)
    names = ("late", "late_promises", "complaints", "detractors")
    return Colleague(
        person,
        tuple((getattr(person, name), doors[name]) for name in names),
        share_cell(person.promises, doors["promises"]),
        score_cell(person.scores, doors["scores"]),
        money_cell(person.pipeline, doors["pipeline"]) if person.pipeline else Cell(DASH),
    )


def load(user: Any, part: Slice, now: datetime) -> Overview:
    """Read the manager's Home for a part of the company."""
    today = local_date(now)
    found, stands, raw = figures.load(user, part, now)
    staff = people.load(user, part, now)
    periods = [(_("Period before"), *part.before), (_("Same days last year"), *part.last_year)]
    if "last_year" not in found:
        periods = [(_("The year before"), *part.before)]
    return Overview(
        part=part,
        now=now_group(stands, part),
        groups=compose_groups(found, part),
        periods=periods,
        exceptions=exceptions.exceptions(user, part, raw, now),
        unassigned=exceptions.unassigned(raw),
        away=people.away(staff, today),
        people=[colleague(p, part) for p in staff if p.is_busy],
        nav_counts=navigation.counts({k: v for k, v in raw.items() if k.startswith("nav_")}),
    )
