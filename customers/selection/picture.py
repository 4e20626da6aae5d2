"""The matrix as a picture: a bubble per account, its area the revenue of 12 months, each a link."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.shared.charts import svg
from crm.shared.formats import money, number
from customers.selection.matrix import HIGH, LOW, STRONG, Quadrant

LABEL = 6.4  # px per character of a 12 px label
BIGGEST, SMALLEST = 26, 4  # px: radius of a bubble


@dataclass(frozen=True)
class Bubble:
    """An account in the picture."""

    name: str
    url: str
    attractiveness: Decimal
    relationship: Decimal
    quadrant: str
    revenue: Decimal

    @property
    def sentence(self) -> str:
        """Say in words what the bubble shows."""
        return _(
            "%(name)s: attractiveness %(a)s, relationship %(r)s, %(revenue)s revenue: %(what)s"
        ) % {
            "name": self.name,
            "a": number(self.attractiveness, 2),
            "r": number(self.relationship, 2),
            "revenue": money(self.revenue),
            "what": Quadrant(self.quadrant).label,
        }


def picture(bubbles: Sequence[Bubble], label: str, *, width: int = svg.WIDE) -> SafeString:
    """Draw the matrix for a desk, at the width it stands in, and for a phone."""
    return svg.both(
        _draw(bubbles, label, width, max(440, round(width * 0.45))),
        _draw(bubbles, label, svg.NARROW, 340),
    )


def _draw(bubbles: Sequence[Bubble], label: str, width: int, height: int) -> SafeString:
    left, right, top, bottom = 34, width - 10, 12, height - 40

    def x(value: Decimal) -> float:
        return left + float(value - LOW) / (HIGH - LOW) * (right - left)

    def y(value: Decimal) -> float:
        return bottom - float(value - LOW) / (HIGH - LOW) * (bottom - top)

    middle_x, middle_y = x(STRONG), y(STRONG)
    parts: list[str] = [
        svg.rect("q best", middle_x, top, right - middle_x, middle_y - top, 0),
        svg.line("ax", left, right, bottom, bottom),
        svg.line("ax", left, left, top, bottom),
        svg.line("mid", middle_x, middle_x, top, bottom),
        svg.line("mid", left, right, middle_y, middle_y),
    ]
    corners = (
        (Quadrant.DEVELOP, left + 8, top + 16, None),
        (Quadrant.INVEST, right - 8, top + 16, "end"),
        (Quadrant.MINIMAL, left + 8, bottom - 8, None),
        (Quadrant.MAINTAIN, right - 8, bottom - 8, "end"),
    )
    parts += [svg.text(cx, cy, str(q.label), cls="qn", anchor=a) for q, cx, cy, a in corners]
    for step in range(LOW, HIGH + 1):
        parts.append(svg.text(x(Decimal(step)), bottom + 15, str(step), cls="t", anchor="middle"))
        parts.append(svg.text(left - 8, y(Decimal(step)) + 4, str(step), cls="t", anchor="end"))
    parts.append(
        svg.text(
            (left + right) / 2, height - 6, _("Relationship, 1 to 5 →"), cls="t", anchor="middle"
        )
    )
    parts.append(
        svg.element(
            "text",
            _("Attractiveness →"),
            class_="t",
            x=0,
            y=0,
            text_anchor="middle",
            transform=f"translate(11 {svg.number((top + bottom) / 2)}) rotate(-90)",
        )
    )
    most = max((float(b.revenue) for b in bubbles), default=0) or 1
    biggest = BIGGEST if width > svg.NARROW else BIGGEST * 0.7
    circles = [
        (
            x(bubble.relationship),
            y(bubble.attractiveness),
            max(SMALLEST, biggest * sqrt(max(float(bubble.revenue), 0) / most)),
        )
        for bubble in bubbles
    ]
    taken = [(cx - r, cy - r, cx + r, cy + r) for cx, cy, r in circles]
    for bubble, (cx, cy, radius) in zip(bubbles, circles, strict=True):
        marks: list[str] = [svg.dot(f"bub {bubble.quadrant}", cx, cy, radius)]
        name = _place(bubble.name, cx, cy, radius, right, taken)
        if name:
            marks.append(name)
        parts.append(svg.door(bubble.url, bubble.sentence, *marks))
    return svg.canvas(width, height, label, *parts, kind="k-chart k-matrix", linked=True)


def _place(
    name: str,
    cx: float,
    cy: float,
    radius: float,
    right: float,
    taken: list[tuple[float, float, float, float]],
) -> SafeString | None:
    """Write the name beside its bubble where it covers no other; None where there is no room."""
    wide = len(name) * LABEL
    places = (  # right, left, above, below: where the text starts, its middle line, its anchor
        (cx + radius + 4, cy, None),
        (cx - radius - 4 - wide, cy, "end"),
        (cx - wide / 2, cy - radius - 9, "middle"),
        (cx - wide / 2, cy + radius + 9, "middle"),
    )
    for first, line, anchor in places:
        box = (first, line - 7, first + wide, line + 7)
        if first >= 0 and box[2] <= right and not any(_cover(box, other) for other in taken):
            taken.append(box)
            start = {None: first, "end": box[2], "middle": cx}[anchor]
            return svg.text(start, line + 4, name, cls="nm", anchor=anchor)
    return None


def _cover(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Say whether two boxes (left, top, right, bottom) overlap."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
