"""Causes from the most to the least frequent: a bar each, parted in two kinds, and the running share beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from crm.shared.formats import number, percent

from . import svg

ROW = 34


@dataclass(frozen=True)
class Piece:
    """A part of a bar: its class, count, what it says, and its list."""

    kind: str
    count: int
    name: str
    url: str | None = None


@dataclass(frozen=True)
class Cause:
    """A cause with its parts, and the share of all up to and with it, in percent."""

    name: str
    pieces: Sequence[Piece]
    running: float

    @property
    def count(self) -> int:
        """Return the whole bar."""
        return sum(piece.count for piece in self.pieces)


def _draw(causes: Sequence[Cause], label: str, width: int) -> SafeString:
    narrow = width <= svg.NARROW
    left, row = (0, ROW + 14) if narrow else (170, ROW)
    room = width - left - 110
    most = max((cause.count for cause in causes), default=0) or 1
    parts = []
    for place, cause in enumerate(causes):
        top, x = place * row + (16 if narrow else 0), float(left)
        parts.append(svg.text(0, top - 4 if narrow else top + 18, cause.name, cls="l"))
        for piece in cause.pieces:
            wide = room * piece.count / most
            if piece.count:
                bar = svg.rect(piece.kind, x, top + 4, max(wide - 1, 1.5), 20, 2)
                parts.append(svg.door(piece.url, piece.name, bar))
            x += wide
        parts.append(svg.text(x + 8, top + 18, number(cause.count), cls="v"))
        parts.append(svg.text(width, top + 18, percent(cause.running), anchor="end"))
    tall = len(causes) * row + (16 if narrow else 0)
    return svg.canvas(width, tall, label, *parts, linked=True)


def pareto(causes: Sequence[Cause], *, label: str, width: int = 560) -> SafeString:
    """Draw the causes for desk and phone; at the end of a row the share of all so far."""
    return svg.both(_draw(causes, label, width), _draw(causes, label, svg.NARROW))
