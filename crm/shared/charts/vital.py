"""The vital few: bars from the largest down, with the running share as a line through them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.shared.formats import percent

from . import svg
from .scale import scaled

ROW = 28


@dataclass(frozen=True)
class Part:
    """One bar: its name, how much, that in words, the running share (0 to 100), and where it opens."""

    name: str
    value: float
    text: str
    share: float
    url: str | None = None


def _draw(parts: Sequence[Part], label: str, width: int) -> SafeString:
    narrow = width <= svg.NARROW
    left, right = (0.0, width - 52.0) if narrow else (190.0, width - 56.0)
    row = ROW + (18 if narrow else 0)
    most = max((part.value for part in parts), default=0)
    drawn, values, line = [], [], []
    for index, part in enumerate(parts):
        top = index * row + (18 if narrow else 4)
        long = scaled(int(part.value * 100), int(most * 100), right - left - 70)
        name = _("%(name)s: %(value)s, together %(share)s") % {
            "name": part.name,
            "value": part.text,
            "share": percent(part.share),
        }
        drawn.append(
            svg.door(
                part.url,
                name,
                svg.text(0, top - 5 if narrow else top + 13, part.name, cls="l"),
                svg.rect("dot", left, top, max(long, 1.5), 16, 3),
            )
        )
        values.append(svg.text(left + long + 7, top + 13, part.text, cls="v halo"))
        at = left + (right - left) * part.share / 100
        line.append(f"{svg.number(at)},{svg.number(top + 8)}")
        drawn.append(svg.text(width, top + 13, percent(part.share), anchor="end"))
    drawn.append(svg.element("polyline", class_="target", points=" ".join(line), fill="none"))
    drawn += values  # over the line, which would strike them out
    height = len(parts) * row + 4
    return svg.canvas(width, height, label, *drawn, linked=any(part.url for part in parts))


def vital_few(parts: Sequence[Part], *, label: str, width: int = 560) -> SafeString:
    """Draw the bars for desk and phone; the numbers on the right are the running share."""
    return svg.both(_draw(parts, label, width), _draw(parts, label, svg.NARROW))
