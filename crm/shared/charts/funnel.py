"""How many are left after each step: bars below each other, to one scale, each a door."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from crm.shared.formats import number, percent

from . import svg

ROW = 34


@dataclass(frozen=True)
class Layer:
    """One step: its name, how many are left, where it opens; `lost` marks who fell out here."""

    name: str
    count: int
    url: str | None = None
    lost: bool = False


def _draw(layers: Sequence[Layer], label: str, width: int) -> SafeString:
    most = max((layer.count for layer in layers), default=0) or 1
    narrow = width <= svg.NARROW
    left = 0 if narrow else 290
    room = width - left - 96
    row = ROW + 14 if narrow else ROW
    parts = []
    for index, layer in enumerate(layers):
        top = index * row + (16 if narrow else 0)
        wide = room * layer.count / most
        words = number(layer.count)
        if not layer.lost:
            words += f" · {percent(100 * layer.count / most)}"
        parts.append(
            svg.text(
                0, top - 4 if narrow else top + 18, layer.name, cls=None if layer.lost else "l"
            )
        )
        parts.append(
            svg.door(
                layer.url,
                f"{words} {layer.name}",
                svg.rect("pas" if layer.lost else "dot", left, top + 4, max(wide, 1.5), 20, 3),
                svg.text(left + max(wide, 1.5) + 8, top + 18, words, cls="v"),
            )
        )
    return svg.canvas(width, len(layers) * row + (16 if narrow else 0), label, *parts, linked=True)


def funnel(layers: Sequence[Layer], *, label: str, width: int = 1080) -> SafeString:
    """Draw the steps, the first on top, for desk and phone; grey bars are those who fell out."""
    return svg.both(_draw(layers, label, width), _draw(layers, label, svg.NARROW))
