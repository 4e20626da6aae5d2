"""The rows behind the figures of service recovery, as tables for a page and a file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from complaints.cases.severity import Severity
from crm.dashboard.doors import door
from crm.insight.recovery import buying
from crm.insight.recovery.handling import Said
from crm.insight.recovery.listing import Listing
from crm.insight.recovery.pairs import STRATA, Missing
from crm.insight.recovery.read import Case, Compared
from crm.insight.recovery.words import (
    item_label,
    missing_words,
    money_signed,
    stratum_label,
)
from crm.shared.formats import day, money, signed
from crm.shared.localtime import local_date
from crm.shared.tables import Cell
from surveys.handling.questions import ITEMS, Solved

WAYS: dict[str, Callable[[int], bool]] = {
    "up": lambda change: change > 0,
    "same": lambda change: change == 0,
    "down": lambda change: change < 0,
}


@dataclass(frozen=True)
class Asked:
    """What an address asks of the rows; nonsense counts as nothing asked."""

    state: str = ""
    way: str = ""
    stratum: str = ""
    before: int | None = None
    after: int | None = None
    solved: str = ""
    item: str = ""
    points: int | None = None

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        """Read the filters of an address."""

        def known(name: str, among: Any) -> str:
            return asked if (asked := query.get(name, "")) in among else ""

        def count(name: str) -> int | None:
            asked = query.get(name, "")
            return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 3 else None

        return cls(
            state=known("state", {"pair", "missing", *Missing}),
            way=known("way", WAYS),
            stratum=known("part", STRATA),
            before=count("before"),
            after=count("after"),
            solved=known("solved", {"any", *Solved.values}),
            item=known("item", ITEMS),
            points=count("points"),
        )

    def of_case(self, case: Case) -> bool:
        """Say whether a case is among those asked for."""
        states = {"pair": case.missing is None, "missing": case.missing is not None}
        fits = states.get(self.state, not self.state or case.missing == self.state)
        if self.way:
            fits = fits and case.change is not None and WAYS[self.way](case.change)
        if self.stratum:
            fits = fits and STRATA[self.stratum](case)
        for wanted, score in ((self.before, case.before), (self.after, case.after)):
            fits = fits and (wanted is None or wanted == score)
        return fits

    def of_said(self, said: Said) -> bool:
        """Say whether what somebody said is among what is asked for."""
        fits = not self.stratum or STRATA[self.stratum](said.case)
        if self.solved:
            fits = fits and (
                bool(said.solved) if self.solved == "any" else said.solved == self.solved
            )
        if self.item:
            given = said.points(self.item)
            fits = fits and given is not None and self.points in (None, given)
        return fits

    @property
    def words(self) -> str:
        """Say what was asked for, after the title."""
        found = []
        if self.state in set(Missing):
            found.append(missing_words(Missing(self.state)))
        if self.state in ("pair", "missing"):
            found.append({"pair": _("Both scores"), "missing": _("Without a pair")}[self.state])
        if self.way:
            found.append({"up": _("Up"), "same": _("The same"), "down": _("Down")}[self.way])
        if self.stratum:
            found.append(stratum_label(self.stratum))
        if self.before is not None:
            found.append(_("Before: %(score)s") % {"score": self.before})
        if self.after is not None:
            found.append(_("After: %(score)s") % {"score": self.after})
        if self.solved in Solved.values:
            found.append(_("Solved: %(answer)s") % {"answer": Solved(self.solved).label})
        if self.item:
            found.append(item_label(self.item))
            if self.points is not None:
                found.append(str(self.points))
        return " · ".join(str(one) for one in found)


def _case(case: Case) -> Cell:
    return Cell(case.number, url=reverse("complaints:detail", args=[case.number]))


def _account(pk: int, name: str) -> Cell:
    return Cell(name, url=reverse("customers:detail", args=[pk]))


def _day(value: date) -> Cell:
    return Cell(value, day(value))


def _yes(value: bool) -> Cell:
    return Cell(value, _("yes") if value else _("no"))


def cases(found: Sequence[Case], asked: Asked) -> Listing:
    """Return the closed complaints with their scores, or the reason why there is no pair."""
    rows = [
        (
            _case(case),
            _account(case.account, case.name),
            Cell(Severity(case.severity).label if case.severity else ""),
            _day(local_date(case.closed_at)),
            Cell(case.before),
            Cell(case.after),
            Cell(case.change, signed(case.change) if case.change is not None else ""),
            Cell(missing_words(case.missing)),
            _yes(case.is_repeat),
            _yes(case.is_well_handled),
        )
        for case in found
        if asked.of_case(case)
    ]
    heads = (
        _("Complaint"), _("Account"), _("Severity"), _("Closed"), _("Before"), _("After"),
        _("Difference"), _("Scores"), _("Repeat complaint"), _("Handled well"),
    )  # fmt: skip
    lead = _("Closed complaints of the period, with the score before and after.")
    return Listing("recovery-cases", _("Closed complaints"), heads, rows, lead=lead)


def comparison(found: Sequence[Compared]) -> Listing:
    """Return the comparison group."""
    rows = [
        (
            _account(one.account, one.name),
            Cell(
                local_date(one.confirmed_at),
                day(one.confirmed_at),
                reverse("answers:detail", args=[one.answer]),
            ),
            Cell(one.before),
            Cell(one.after),
            Cell(one.after - one.before, signed(one.after - one.before)),
        )
        for one in found
    ]
    heads = (_("Account"), _("Answered"), _("Before"), _("After"), _("Difference"))
    lead = _(
        "People with two scores whose account did not complain within 12 months of the second."
    )
    return Listing("recovery-comparison", _("Comparison group"), heads, rows, lead=lead)


def said(found: Sequence[Said], asked: Asked) -> Listing:
    """Return what customers said of the handling."""
    rows = [
        (
            _case(one.case),
            _account(one.case.account, one.case.name),
            Cell(Solved(one.solved).label if one.solved else ""),
            Cell(one.outcome),
            Cell(one.process),
            Cell(one.treatment),
            Cell(one.score, url=reverse("answers:detail", args=[one.answer])),
            _yes(one.case.is_well_handled),
        )
        for one in found
        if asked.of_said(one)
    ]
    heads = (
        _("Complaint"), _("Account"), _("Solved"), *(item_label(key) for key in ITEMS), _("Score"),
        _("Handled well"),
    )  # fmt: skip
    lead = _("What customers answered after closing: solved, and how fair from 1 to 5.")
    return Listing("recovery-handling", _("What they say of the handling"), heads, rows, lead=lead)


def _orders(account: int, days: buying.Days, amount: Any) -> Cell:
    url = door("orders:list", account=account, since=days[0].isoformat(), until=days[1].isoformat())
    return Cell(amount, money(amount), url)


def bought(
    found: Sequence[buying.Bought], names: Mapping[int, str], *, complained: bool
) -> Listing:
    """Return what each account ordered in both stretches, those that complained or those beside them."""
    rows = [
        (
            _account(row.turn.account, names.get(row.turn.account, "")),
            Cell(row.turn.account_class),
            _day(row.turn.failed_on),
            _day(row.turn.closed_on),
            _orders(row.turn.account, row.turn.before, row.before),
            _orders(row.turn.account, row.turn.after, row.after),
            Cell(row.change, money_signed(float(row.change))),
        )
        for row in found
    ]
    heads = (
        _("Account"), _("Class"), _("Failure"), _("Closed"), _("180 days before"),
        _("180 days after"), _("Difference"),
    )  # fmt: skip
    if complained:
        lead = _("Each account once, by its first complaint whose 180 days are over.")
        return Listing(
            "recovery-buying", _("Bought before and after a complaint"), heads, rows, lead=lead
        )
    lead = _("Accounts without complaint, of the same class, looked at in the same months.")
    return Listing("recovery-quiet", _("Accounts beside them"), heads, rows, lead=lead)


def pending(found: Sequence[buying.Turn], known: Mapping[int, Case]) -> Listing:
    """Return the complaints whose 180 days are not over."""
    rows = [
        (
            _case(known[turn.complaint]),
            _account(turn.account, known[turn.complaint].name),
            _day(turn.closed_on),
            _day(turn.after[1]),
        )
        for turn in found
    ]
    heads = (_("Complaint"), _("Account"), _("Closed"), _("Complete on"))
    lead = _("Their 180 days after closing are not over, so they do not count yet.")
    return Listing("recovery-pending", _("Not complete yet"), heads, rows, lead=lead)
