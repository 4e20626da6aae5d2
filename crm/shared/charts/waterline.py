"""Columns that part at a water line: what was seen stands above it, what was not hangs below it in layers."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from crm.shared.formats import number

from . import svg


@dataclass(frozen=True)
class Block:
    """A layer of a column: its class (l1 to l5), count, what it says, its list."""

    kind: str
    count: int
    name: str
    url: str | None = None


@dataclass(frozen=True)
class Column:
    """A column: what stands under it, the block above the water, those below from the surface down."""

    label: str
    above: Block
    below: Sequence[Block]

    @property
    def depth(self) -> int:
        """Return how many are under water."""
        return sum(block.count for block in self.below)


def _draw(
    columns: Sequence[Column], label: str, seen: str, unseen: str, width: int, height: int
) -> SafeString:
    gap = 14 if width > svg.NARROW else 5
    wide = (width - gap * (len(columns) + 1)) / max(len(columns), 1)
    top, bottom = 34, height - 26
    high = max((column.above.count for column in columns), default=0)
    deep = max((column.depth for column in columns), default=0)
    unit = (bottom - top - 22) / ((high + deep) or 1)
    water = top + high * unit
    parts = [
        svg.rect("sky", 0, 0, width, water, rx=0),
        svg.rect("sea", 0, water, width, bottom + 2 - water, rx=0),
    ]
    for place, column in enumerate(columns):
        x = gap + place * (wide + gap)
        middle, y = x + wide / 2, water
        tall = column.above.count * unit
        if column.above.count:
            parts.append(
                svg.door(
                    column.above.url,
                    column.above.name,
                    svg.rect(column.above.kind, x, water - tall, wide, tall, 1),
                    svg.text(
                        middle,
                        water - tall - 6,
                        number(column.above.count),
                        cls="v",
                        anchor="middle",
                    ),
                )
            )
        for block in column.below:
            if block.count:
                tall = block.count * unit
                bar = svg.rect(block.kind, x, y + 1, wide, max(tall - 1, 1), 1)
                parts.append(svg.door(block.url, block.name, bar))
                y += tall
        if column.depth:
            parts.append(svg.text(middle, y + 15, number(column.depth), cls="v", anchor="middle"))
        parts.append(svg.text(middle, height - 6, column.label, anchor="middle"))
    parts.append(svg.line("wl", 0, width, water, water))
    parts.append(svg.text(8, 14, seen, cls="l"))
    parts.append(svg.text(8, bottom - 6, unseen, cls="l"))
    return svg.canvas(width, height, label, *parts, kind="k-chart k-ice", linked=True)


def waterline(columns: Sequence[Column], *, label: str, seen: str, unseen: str) -> SafeString:
    """Draw the columns for desk and phone, all to one scale; `seen` and `unseen` name the sides of the line."""
    return svg.both(
        _draw(columns, label, seen, unseen, 1080, 320),
        _draw(columns, label, seen, unseen, svg.NARROW, 300),
    )
