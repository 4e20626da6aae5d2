"""The stays of an account in the stages of the cycle, for the bar below its name."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _

from crm.shared.charts import Stretch
from crm.shared.formats import day


class Move(Protocol):
    """What the bar needs of a lifecycle event."""

    to_stage: str
    kind: str
    happened_on: date
    cycle: int


def mark_of(move: Move, was_customer: bool) -> str:
    """Return p, c or f: potential again after being a customer counts as f."""
    if move.to_stage == "customer":
        return "c"
    return "f" if move.to_stage == "former" or was_customer else "p"


def how_long(since: date, until: date) -> str:
    """Say a stay in years and months, at least one month."""
    months = max((until.year - since.year) * 12 + until.month - since.month, 1)
    years, months = divmod(months, 12)
    if years and months:
        return _("%(years)s y %(months)s m") % {"years": years, "months": months}
    return _("%(years)s y") % {"years": years} if years else _("%(months)s m") % {"months": months}


def label_of(mark: str, cycle: int, since: date, until: date | None, today: date) -> str:
    """Write inside a stay what it was: "Customer, 6 y 11 m", "Left, potential again"."""
    if mark == "f":
        return _("Left, potential again")
    words = _("Customer") if mark == "c" else _("Potential customer")
    if until is None and cycle > 1:
        return _("%(stage)s, cycle %(cycle)s") % {"stage": words, "cycle": cycle}
    return _("%(stage)s, %(how_long)s") % {
        "stage": words,
        "how_long": how_long(since, until or today),
    }


def stretches(moves: Sequence[Move], today: date) -> list[Stretch]:
    """Return the stays in order of time; moves of one day and the same mark are one stay."""
    stays: list[tuple[str, date, int]] = []
    was_customer = False
    for move in sorted(moves, key=lambda m: m.happened_on):
        mark = mark_of(move, was_customer)
        was_customer = was_customer or mark == "c"
        if stays and stays[-1][0] == mark and mark != "p":
            continue
        if stays and stays[-1][1] == move.happened_on:
            stays.pop()
            if stays and stays[-1][0] == mark:
                continue
        stays.append((mark, move.happened_on, move.cycle))
    ends = [*(since for _mark, since, _cycle in stays[1:]), None]
    return [
        Stretch(mark, since, until, label_of(mark, cycle, since, until, today))
        for (mark, since, cycle), until in zip(stays, ends, strict=False)
        if since <= today
    ]


def sentence(stays: Sequence[Stretch]) -> str:
    """Tell the bar in one sentence, for who cannot see it."""
    parts = []
    for stay in stays:
        name = {"p": _("potential customer"), "c": _("customer"), "f": _("left, potential again")}[
            stay.mark
        ]
        parts.append(_("%(stage)s since %(day)s") % {"stage": name, "day": day(stay.since)})
    return "; ".join(parts)
