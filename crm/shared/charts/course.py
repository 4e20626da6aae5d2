"""A figure from 0 to 100 through time: each value holds until the next was noted."""

from collections.abc import Sequence
from datetime import date

from django.utils.safestring import SafeString

from crm.shared.formats import number, short_day

from . import svg
from .interval import Reference

Noted = Sequence[tuple[date, float]]


def _path(points: Noted, since: date, until: date, box: tuple[float, float, float, float]) -> str:
    """Return the corners of a line of stairs inside (left, right, top, bottom)."""
    left, right, top, bottom = box
    days = max((until - since).days, 1)

    def x(day: date) -> float:
        return left + (right - left) * min(max((day - since).days, 0), days) / days

    def y(value: float) -> float:
        return bottom - (bottom - top) * min(max(value, 0), 100) / 100

    corners, height = [], None
    for day, value in points:
        if height is not None:
            corners.append(f"{svg.number(x(day))},{svg.number(height)}")
        height = y(value)
        corners.append(f"{svg.number(x(day))},{svg.number(height)}")
    if height is not None:
        corners.append(f"{svg.number(right)},{svg.number(height)}")
    return " ".join(corners)


def spark(
    points: Noted, *, since: date, until: date, width: int = 96, height: int = 22
) -> SafeString:
    """Draw the course small, beside the figure and the words that tell it; nothing below two values."""
    if len(points) < 2:
        return svg.join([])
    first, second = height * 0.25, height * 0.5  # where good and attention begin
    box = (1.0, width - 3.0, 2.0, height - 2.0)
    last = points[-1][1]
    end = box[3] - (box[3] - box[2]) * last / 100
    return svg.hidden_canvas(
        width,
        height,
        "k-chart k-fixed",
        svg.line("grid", 0, width, first, first),
        svg.line("grid", 0, width, second, second),
        svg.element("polyline", class_="line", points=_path(points, since, until, box)),
        svg.dot("dot", width - 3, end, 2.5),
    )


def _draw(
    points: Noted, since: date, until: date, marks: Sequence[Reference], label: str, width: int
) -> SafeString:
    height = 220
    box = (30.0, width - (14.0 if width <= svg.NARROW else 84.0), 12.0, height - 28.0)
    left, right, top, bottom = box
    parts = []
    for tick in (100, 50, 0):
        at = bottom - (bottom - top) * tick / 100
        parts.append(svg.line("grid" if tick else "axis", left, right, at, at))
        parts.append(svg.text(left - 8, at + 4, number(tick), anchor="end"))
    for mark in marks:
        at = bottom - (bottom - top) * mark.value / 100
        parts.append(svg.line(mark.kind, left, right, at, at))
        beside = width > svg.NARROW
        parts.append(
            svg.text(right + 8, at + 4, mark.label)
            if beside
            else svg.text(right, at - 4, mark.label, cls="halo", anchor="end")
        )
    path = _path(points, since, until, box)
    parts.append(svg.element("polyline", class_="line", points=path))
    if points:
        end = bottom - (bottom - top) * points[-1][1] / 100
        parts.append(svg.dot("dot", right, end, 5))
        parts.append(svg.text(right, end - 10, number(points[-1][1]), cls="v halo", anchor="end"))
    parts.append(svg.text(left, height - 8, short_day(since)))
    parts.append(svg.text(right, height - 8, short_day(until), anchor="end"))
    return svg.canvas(width, height, label, *parts)


def course(
    points: Noted, *, since: date, until: date, label: str, marks: Sequence[Reference] = ()
) -> SafeString:
    """Draw the course for desk and phone; `marks` are named levels across it."""
    return svg.both(
        _draw(points, since, until, marks, label, svg.WIDE),
        _draw(points, since, until, marks, label, svg.NARROW),
    )
