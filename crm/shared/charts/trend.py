"""The score by month: interval as a pale band, a gap where there is no score, hollow below 30 answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.shared.formats import number, signed

from . import svg
from .interval import INDICATIVE, SOLID, Reference, sentence


@dataclass(frozen=True)
class Point:
    """One month: short name, score with interval (None: no score), number of answers, where it opens."""

    label: str
    score: float | None
    low: float | None
    high: float | None
    answers: int
    url: str | None = None
    change: str = ""  # "up" or "down": differs demonstrably from the point before

    @property
    def shown(self) -> bool:
        """Tell whether there are enough answers for a score."""
        return self.score is not None and self.answers >= INDICATIVE


@dataclass(frozen=True)
class Mark:
    """Something that happened: its place among the points (2.5 = halfway the third), and its name."""

    at: float
    label: str
    kind: str = "ref"


def _runs(points: Sequence[Point]) -> Iterator[list[int]]:
    """Give the unbroken stretches of months that have a score."""
    run: list[int] = []
    for index, point in enumerate(points):
        if point.shown:
            run.append(index)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _known(*values: float | None) -> float:
    """Return the first value that is known; zero is known."""
    return next((value for value in values if value is not None), 0)


def _pair(x: float, y: float) -> str:
    return f"{svg.number(x)},{svg.number(y)}"


def _draw(
    points: Sequence[Point],
    label: str,
    references: Sequence[Reference],
    marks: Sequence[Mark],
    width: int,
    height: int,
) -> SafeString:
    narrow = width <= svg.NARROW
    left, right, top, bottom = 36, width - (14 if narrow else 58), 30 if marks else 14, height - 40

    def x(index: float) -> float:
        return left + (right - left) * (index / (len(points) - 1) if len(points) > 1 else 0.5)

    def y(score: float) -> float:
        return top + (bottom - top) * (100 - score) / 200

    parts = []
    for tick in (100, 50, 0, -50, -100):
        parts.append(svg.line("grid" if tick else "axis", left, right, y(tick), y(tick)))
        parts.append(svg.text(left - 8, y(tick) + 4, signed(tick), anchor="end"))
    for reference in references:
        at = y(reference.value)
        parts.append(svg.line(reference.kind, left, right, at, at))
        if narrow:
            parts.append(svg.text(right, at - 4, reference.label, cls="halo", anchor="end"))
        else:
            parts.append(svg.text(right + 8, at - 2, reference.label))
            parts.append(svg.text(right + 8, at + 11, signed(reference.value)))
    for place, mark in enumerate(sorted(marks, key=lambda mark: mark.at)):
        at = min(max(x(mark.at), left), right)
        parts.append(svg.line(mark.kind, at, at, top - 6, bottom))
        parts.append(svg.dot("ctrldot", at, top - 16, 7))
        parts.append(svg.text(at, top - 12, str(place + 1), anchor="middle"))
    for run in _runs(points):
        if len(run) == 1:  # a month on its own: its interval is an upright line
            only = points[run[0]]
            high, low = _known(only.high, only.score), _known(only.low, only.score)
            parts.append(svg.line("ci", x(run[0]), x(run[0]), y(high), y(low)))
            continue
        upper = [_pair(x(i), y(_known(points[i].high, points[i].score))) for i in run]
        lower = [_pair(x(i), y(_known(points[i].low, points[i].score))) for i in reversed(run)]
        middle = [_pair(x(i), y(_known(points[i].score))) for i in run]
        parts.append(svg.element("polygon", class_="band", points=" ".join(upper + lower)))
        parts.append(svg.element("polyline", class_="line", points=" ".join(middle)))
    every = -(-len(points) * 34 // int(right - left)) if points else 1
    for index, point in enumerate(points):
        named = index % every == (len(points) - 1) % every
        if named:
            parts.append(svg.text(x(index), height - 22, point.label, cls="l", anchor="middle"))
            parts.append(svg.text(x(index), height - 6, number(point.answers), anchor="middle"))
        if point.shown:
            parts.append(_mark(point, x(index), y(point.score or 0), named))
        elif point.answers and named and not narrow:
            parts.append(svg.text(x(index), bottom - 8, _("no score"), anchor="middle"))
    parts.append(svg.text(0, height - 6, "n"))
    return svg.canvas(width, height, label, *parts, linked=any(point.url for point in points))


def _mark(point: Point, x: float, y: float, named: bool) -> SafeString:
    solid = point.answers >= SOLID
    marks = [svg.dot("dot" if solid else "hollow", x, y, 5.5 if solid else 4)]
    name = f"{point.label}: {sentence(point.score, point.low, point.high, point.answers)}"
    if solid and named:
        arrow = {"up": "▲ ", "down": "▼ "}.get(point.change, "")
        marks.append(svg.text(x, y - 11, arrow + signed(point.score), cls="v", anchor="middle"))
        name = f"{signed(point.score)}, {name}"
    return svg.door(point.url, name, *marks)


def trend(
    points: Sequence[Point],
    *,
    label: str,
    references: Sequence[Reference] = (),
    marks: Sequence[Mark] = (),
    width: int = svg.WIDE,
) -> SafeString:
    """Draw the months on the fixed scale −100 to +100, for desk and phone.

    Marks are numbered from left to right; the page tells below what each number is.
    """
    return svg.both(
        _draw(points, label, references, marks, width, 300),
        _draw(points, label, references, marks, svg.NARROW, 250),
    )
