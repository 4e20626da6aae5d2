"""Means on a short scale: a dot per row, a line from the lowest to the highest, last year hollow."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from crm.shared.formats import number

from . import svg

ROW = 34


@dataclass(frozen=True)
class Dot:
    """One row: what it is, the mean, the lowest and highest of one person, and the mean of a year before."""

    label: str
    mean: float
    low: float
    high: float
    before: float | None = None


def _draw(
    dots: Sequence[Dot], label: str, first: int, last: int, mark: float | None, width: int
) -> SafeString:
    narrow = width <= svg.NARROW
    left, right = (16.0 if narrow else 250.0), width - 44.0
    step = ROW + (16 if narrow else 0)
    height = len(dots) * step + 30

    def x(value: float) -> float:
        return left + (right - left) * (value - first) / (last - first)

    parts = []
    for tick in range(first, last + 1):
        parts.append(svg.line("grid", x(tick), x(tick), 4, height - 24))
        parts.append(svg.text(x(tick), height - 6, str(tick), anchor="middle"))
    if mark is not None:
        parts.append(svg.line("ref", x(mark), x(mark), 4, height - 24))
    for index, dot in enumerate(dots):
        y = index * step + (34.0 if narrow else 20.0)
        beside = (left, y - 14, None) if narrow else (left - 16, y + 4, "end")
        parts.append(svg.text(beside[0], beside[1], dot.label, cls="l halo", anchor=beside[2]))
        if dot.high > dot.low:
            parts.append(svg.line("ci", x(dot.low), x(dot.high), y, y))
        if dot.before is not None:
            parts.append(svg.dot("hollow", x(dot.before), y, 4.5))
        parts.append(svg.dot("dot", x(dot.mean), y, 6))
        parts.append(svg.text(width - 32, y + 4, number(dot.mean, 1), cls="v"))
    return svg.canvas(width, height, label, *parts)


def dots(
    rows: Sequence[Dot],
    *,
    label: str,
    first: int = 1,
    last: int = 5,
    mark: float | None = None,
    width: int = svg.WIDE,
) -> SafeString:
    """Draw the rows for desk and phone; `mark` is a level to reach, drawn dotted."""
    return svg.both(
        _draw(rows, label, first, last, mark, width),
        _draw(rows, label, first, last, mark, svg.NARROW),
    )
