"""The lifecycle bar: when an account was potential, customer or gone, to scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from . import svg


@dataclass(frozen=True)
class Stretch:
    """One stay in a stage; `until` None is still going on. `mark` is p, c or f; `label` is written inside."""

    mark: str
    since: date
    until: date | None
    label: str = ""


def _draw(stretches: Sequence[Stretch], today: date, label: str, width: int) -> SafeString:
    first = date(stretches[0].since.year, 1, 1)
    days = max((today - first).days, 1)
    usable = width * 0.985

    def x(moment: date) -> float:
        return usable * (min(moment, today) - first).days / days

    bars = [svg.rect("g", 0, 7, width, 2, 1)]
    for stretch in stretches:
        left, right = x(stretch.since), x(stretch.until or today)
        bars.append(svg.rect(stretch.mark, left, 0, max(right - left - 2, 3), 16, 4))
        if stretch.label and right - left > 7 * len(stretch.label) + 12:
            bars.append(svg.text(left + 8, 12, stretch.label, cls="lab"))
    years = today.year - first.year + 1
    every = max(1, -(-years * 46 // width))
    for year in range(first.year, today.year + 1, every):
        at = x(date(year, 1, 1))
        if at < width - 30:
            bars.append(svg.text(at, 30, str(year)))
    return svg.canvas(width, 32, label, *bars, kind="k-chart k-life")


def life(stretches: Sequence[Stretch], *, today: date, label: str, width: int = 1160) -> SafeString:
    """Draw the bar for a desk and for a phone; `label` tells the same in one sentence."""
    if not stretches:
        return svg.join([])
    return svg.both(
        _draw(stretches, today, label, width), _draw(stretches, today, label, svg.NARROW)
    )
