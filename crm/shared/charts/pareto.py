"""Causes from the heaviest down: a bar each, in parts if need be, and beside them the share of all so far."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from crm.shared.formats import number, percent

from . import svg
from .scale import scaled

ROW, BAR = 30, 18
TEXT, SHARE = 66, 48  # room for the figure behind a bar, and for the percentage at the end


@dataclass(frozen=True)
class Piece:
    """A part of a bar: its class, how much, what it says, and its list."""

    kind: str
    value: float
    name: str
    url: str | None = None


@dataclass(frozen=True)
class Cause:
    """A cause with its parts, the share of all up to and with it (0 to 100), and how its sum reads."""

    name: str
    pieces: Sequence[Piece]
    running: float
    text: str = ""

    @property
    def value(self) -> float:
        """Return the whole bar."""
        return sum(piece.value for piece in self.pieces)


def _draw(causes: Sequence[Cause], label: str, width: int) -> SafeString:
    narrow = width <= svg.NARROW
    left, lane = (0, 64) if narrow else (190, 96)
    row = ROW + (14 if narrow else 0)
    end = width - SHARE  # where 100% of the running share lies
    room = end - lane - TEXT - left
    most = max((cause.value for cause in causes), default=0)
    parts, line = [], []
    for place, cause in enumerate(causes):
        top, x = place * row + (18 if narrow else 4), float(left)
        bars = []
        for piece in cause.pieces:
            wide = scaled(piece.value, most, room)
            if piece.value:
                bars.append((piece, svg.rect(piece.kind, x, top, max(wide - 1, 1.5), BAR, 3)))
            x += wide
        name = svg.text(0, top - 5 if narrow else top + 13, cause.name, cls="l")
        figure = svg.text(x + 7, top + 13, cause.text or number(cause.value), cls="v")
        if len(bars) == 1:  # the whole row opens its one list
            piece, bar = bars[0]
            parts.append(svg.door(piece.url, piece.name, name, bar, figure))
        else:
            parts += [name, *(svg.door(piece.url, piece.name, bar) for piece, bar in bars), figure]
        parts.append(svg.text(width, top + 13, percent(cause.running), anchor="end"))
        line.append((end - lane + lane * cause.running / 100, top + BAR / 2))
    tall = len(causes) * row + 4
    course = " ".join(f"{svg.number(x)},{svg.number(y)}" for x, y in line)
    parts += [
        svg.line("grid", end - lane, end - lane, 0, tall),
        svg.line("grid", end, end, 0, tall),
        svg.element("polyline", class_="target", points=course, fill="none"),
        *(svg.dot("sum", x, y, 2.5) for x, y in line),
    ]
    return svg.canvas(width, tall, label, *parts, linked=True)


def pareto(causes: Sequence[Cause], *, label: str, width: int = 560) -> SafeString:
    """Draw the causes for desk and phone; the line and the percentages add them up from the top."""
    return svg.both(_draw(causes, label, width), _draw(causes, label, svg.NARROW))
