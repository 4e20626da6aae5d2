"""Who moved where: groups at the start on the left, at the end on the right, bands between them to one scale."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from crm.shared.formats import number

from . import svg

GAP = 22  # px between groups, room for a name of two lines beside a thin one
BAR = 10
HEAD = 22


@dataclass(frozen=True)
class Stand:
    """A group at one end: its key, its class (p, c, f, rest), name, count and list."""

    key: str
    kind: str
    name: str
    count: int
    url: str | None = None


@dataclass(frozen=True)
class Band:
    """How many went from one group to another, told in words, and the list of them."""

    source: str
    target: str
    count: int
    name: str
    url: str | None = None


def _tops(stands: Sequence[Stand], unit: float, room: float) -> dict[str, float]:
    """Return where each group begins: below each other, the side centred in the room."""
    used = sum(s.count for s in stands) * unit + GAP * (len(stands) - 1)
    found, top = {}, HEAD + max(room - used, 0) / 2
    for stand in stands:
        found[stand.key] = top
        top += stand.count * unit + GAP
    return found


def _ribbon(x1: float, y1: float, x2: float, y2: float, thick: float, kind: str) -> SafeString:
    middle = (x1 + x2) / 2
    n = svg.number
    low1, low2 = y1 + thick, y2 + thick
    path = (
        f"M{n(x1)} {n(y1)}C{n(middle)} {n(y1)} {n(middle)} {n(y2)} {n(x2)} {n(y2)}"
        f"L{n(x2)} {n(low2)}C{n(middle)} {n(low2)} {n(middle)} {n(low1)} {n(x1)} {n(low1)}Z"
    )
    return svg.element("path", class_=f"flow {kind}", d=path)


def _side(
    stands: Sequence[Stand], tops: dict[str, float], x: float, unit: float, *, right: bool
) -> list[SafeString]:
    found = []
    for stand in stands:
        top, tall = tops[stand.key], max(stand.count * unit, 1)
        at = top + tall / 2
        beside, anchor = (x + BAR + 8, None) if right else (x - 8, "end")
        words = number(stand.count)
        found.append(
            svg.door(
                stand.url,
                f"{words} {stand.name}",
                svg.rect(f"stand {stand.kind}", x, top, BAR, tall, min(2, tall / 2)),
                svg.text(beside, at - 2, words, cls="v", anchor=anchor),
                svg.text(beside, at + 13, stand.name, cls="l", anchor=anchor),
            )
        )
    return found


def _draw(
    left: Sequence[Stand], right: Sequence[Stand], bands: Sequence[Band], label: str,
    heads: tuple[str, str], width: int, height: int,
) -> SafeString:  # fmt: skip
    side = 132 if width > svg.NARROW else 104
    most = max(len(left), len(right))
    room = height - HEAD - 14
    total = max(sum(s.count for s in left), sum(s.count for s in right)) or 1
    unit = (room - GAP * (most - 1)) / total
    tops_left, tops_right = _tops(left, unit, room), _tops(right, unit, room)
    from_, to = dict(tops_left), dict(tops_right)
    x1, x2 = side + BAR, width - side - BAR
    kinds = {stand.key: stand.kind for stand in left}
    order = [s.key for s in left], [s.key for s in right]
    drawn = []
    for band in sorted(bands, key=lambda b: (order[0].index(b.source), order[1].index(b.target))):
        thick = band.count * unit
        moved = "" if band.source == band.target else " moved"
        y1, y2 = from_[band.source], to[band.target]
        from_[band.source] += thick
        to[band.target] += thick
        parts = [_ribbon(x1, y1, x2, y2, max(thick, 1), kinds[band.source] + moved)]
        if thick >= 13:  # at a quarter of the way, before bands cross
            x = x1 * 0.421875 + (x1 + x2) / 2 * 0.5625 + x2 * 0.015625
            y = y1 * 0.84375 + y2 * 0.15625 + thick / 2 + 4
            parts.append(svg.text(x, y, number(band.count), cls="v halo", anchor="middle"))
        drawn.append((bool(moved), svg.door(band.url, band.name, *parts)))
    drawn.sort(key=lambda pair: pair[0])  # those that moved lie on top of those that stayed
    return svg.canvas(
        width,
        height,
        label,
        svg.text(side + BAR, 12, heads[0], anchor="end"),
        svg.text(width - side - BAR, 12, heads[1]),
        *(mark for _moved, mark in drawn),
        *_side(left, tops_left, side, unit, right=False),
        *_side(right, tops_right, width - side - BAR, unit, right=True),
        kind="k-chart k-flow",
        linked=True,
    )


def flows(
    left: Sequence[Stand],
    right: Sequence[Stand],
    bands: Sequence[Band],
    *,
    label: str,
    heads: tuple[str, str],
) -> SafeString:
    """Draw the picture for desk and phone; a band's width is its count, never thinner than a pixel."""
    return svg.both(
        _draw(left, right, bands, label, heads, svg.WIDE, 400),
        _draw(left, right, bands, label, heads, svg.NARROW, 380),
    )
