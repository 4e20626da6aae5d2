"""The picture of the iceberg, to scale: areas are numbers of customers, the textbook's estimate is hatched."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.insight.iceberg.layers import boundaries
from crm.shared.charts import svg
from crm.shared.formats import number

SLOPE = 0.5  # half the width of the triangle for every pixel of height
TOP = 34
LABEL = 34  # px a label needs


@dataclass(frozen=True)
class Part:
    """One layer: how many customers, its name, a note, and the list behind it."""

    count: int
    label: str
    note: str
    url: str


def _triangle(x: float, height: float, fill: str) -> SafeString:
    half = height * SLOPE
    points = f"{x:g},{TOP} {x + half:.1f},{TOP + height:.1f} {x - half:.1f},{TOP + height:.1f}"
    return svg.element("polygon", class_="estimate", fill=fill, points=points)


def _slice(x: float, above: float, below: float, cls: str) -> SafeString:
    a, b = above * SLOPE, below * SLOPE
    points = (
        f"{x - a:.1f},{TOP + above:.1f} {x + a:.1f},{TOP + above:.1f} "
        f"{x + b:.1f},{TOP + below:.1f} {x - b:.1f},{TOP + below:.1f}"
    )
    return svg.element("polygon", class_=cls, points=points)


def _facet(x: float, above: float, below: float) -> SafeString:
    """Shade the right-hand side a little, as ice catches light."""
    a, b = above * SLOPE, below * SLOPE
    points = (
        f"{x + a * 0.15:.1f},{TOP + above:.1f} {x + a:.1f},{TOP + above:.1f} "
        f"{x + b:.1f},{TOP + below:.1f} {x + b * 0.15:.1f},{TOP + below:.1f}"
    )
    return svg.element("polygon", class_="facet", points=points)


def _draw(
    parts: Sequence[Part], estimate: float | None, label: str, *, width: int, height: int
) -> SafeString:
    total = sum(part.count for part in parts)
    narrow = width <= svg.NARROW
    room = height - TOP - 26
    largest = max(total, estimate or 0)
    tall = room * sqrt(total / largest) if largest else 0
    x = width / 2 if narrow else 40 + room * SLOPE
    ends = [0.0, *(share * tall for share in boundaries([part.count for part in parts]))]
    water = TOP + ends[1] if total else TOP
    found = [
        svg.rect("sky", 0, 0, width, water, rx=0),
        svg.rect("sea", 0, water, width, height - water, rx=0),
    ]
    if estimate and estimate > total:
        hatch = f"k-hatch-{width}"
        lines = svg.element("path", class_="hatch", d="M0 8L8 0")
        pattern = svg.element(
            "pattern", lines, id=hatch, width=8, height=8, patternUnits="userSpaceOnUse"
        )
        found += [svg.element("defs", pattern), _triangle(x, room, f"url(#{hatch})")]
    for place, part in enumerate(parts):
        above, below = ends[place], ends[place + 1]
        if part.count:
            found.append(_slice(x, above, below, f"l{place + 1}"))
            found.append(_facet(x, above, below))
    found.append(svg.line("wl", 0, width, water, water))
    found.append(svg.text(8, max(water - 8, 14), _("Heard"), cls="l"))
    found.append(svg.text(8, water + 18, _("Not heard"), cls="l"))
    if not narrow:
        wide = room if estimate and estimate > total else tall
        found += _labels(parts, ends, x + wide * SLOPE + 46, x, height)
    if estimate and estimate > total:
        words = _("textbook estimate: about %(count)s") % {"count": number(round(estimate))}
        found.append(svg.text(x, TOP + room + 16, words, cls="est", anchor="middle"))
    return svg.canvas(width, height, label, *found, kind="k-chart k-ice", linked=not narrow)


def _places(wanted: Sequence[float], bottom: float) -> list[float]:
    """Return where labels stand: at their slice, never nearer than a label's height, never below the picture."""
    places: list[float] = []
    for at in wanted:
        places.append(max(at, places[-1] + LABEL) if places else at)
    lowest = bottom
    for place in range(len(places) - 1, -1, -1):
        places[place] = min(places[place], lowest)
        lowest = places[place] - LABEL
    return places


def _labels(
    parts: Sequence[Part], ends: Sequence[float], column: float, x: float, height: int
) -> list[SafeString]:
    """Write each layer in a column beside the picture, led to its slice."""
    found = []
    middles = [TOP + (above + below) / 2 for above, below in itertools.pairwise(ends)]
    under = TOP + ends[1] + 20  # no label across the water line
    wanted = [min(middles[0], TOP + ends[1] - 24), *(max(middle, under) for middle in middles[1:])]
    for part, middle, at in zip(parts, middles, _places(wanted, height - 20), strict=True):
        edge = x + (middle - TOP) * SLOPE * 0.8
        marks = []
        if part.count:
            points = f"{edge:.1f},{middle:.1f} {column - 18:.1f},{at:.1f} {column - 6:.1f},{at:.1f}"
            marks.append(svg.element("polyline", class_="lead", points=points))
            marks.append(svg.dot("leaddot", edge, middle, 3))
        marks += [
            svg.text(column, at + 5, number(part.count), cls="num u" if part.count else "num"),
            svg.text(column + 44, at - 2, part.label, cls="l"),
            svg.text(column + 44, at + 14, part.note),
        ]
        name = f"{number(part.count)} {part.label} {part.note}"  # as it reads on the screen
        found.append(svg.door(part.url if part.count else None, name, *marks))
    return found


def berg(parts: Sequence[Part], *, estimate: float | None, label: str) -> SafeString:
    """Draw the iceberg for a desk, with labels that are doors, and for a phone, where a table names the layers."""
    return svg.both(
        _draw(parts, estimate, label, width=svg.WIDE, height=430),
        _draw(parts, estimate, label, width=svg.NARROW, height=330),
    )
