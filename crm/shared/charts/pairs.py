"""Two columns beside each other per month: what came in and what went out."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from crm.shared.formats import number

from . import svg


@dataclass(frozen=True)
class Pair:
    """One month: its short name, both counts, their names for a screen reader, where they open."""

    label: str
    first: int
    second: int
    first_name: str
    second_name: str
    first_url: str | None = None
    second_url: str | None = None


def _draw(
    columns: Sequence[Pair], label: str, names: tuple[str, str], width: int, height: int
) -> SafeString:
    gap = 10 if width > svg.NARROW else 4
    wide = (width - gap * (len(columns) - 1)) / max(len(columns), 1)
    bar = (wide - 2) / 2
    most = max((max(one.first, one.second) for one in columns), default=0) or 1
    base, drawn = height - 22, []
    every = -(-len(columns) * 30 // width) if columns else 1
    for index, one in enumerate(columns):
        left = index * (wide + gap)
        sides = (
            (one.first, one.first_name, one.first_url, "det", left),
            (one.second, one.second_name, one.second_url, "pro", left + bar + 2),
        )
        for count, name, url, kind, x in sides:
            tall = (base - 40) * count / most
            marks = [svg.rect(kind, x, base - tall, bar, tall, min(2, tall / 2))]
            if count:
                marks.append(
                    svg.text(x + bar / 2, base - tall - 5, number(count), cls="l", anchor="middle")
                )
            drawn.append(svg.door(url if count else None, name, *marks))
        if index % every == (len(columns) - 1) % every:
            drawn.append(svg.text(left + wide / 2, height - 6, one.label, anchor="middle"))
    drawn.append(svg.line("axis", 0, width, base, base))
    drawn.append(svg.text(0, 10, names[0], cls="tdet"))
    drawn.append(svg.text(8 * len(names[0]) + 6, 10, names[1], cls="tpro"))
    linked = any(one.first_url or one.second_url for one in columns)
    return svg.canvas(width, height, label, *drawn, linked=linked)


def pairs(columns: Sequence[Pair], *, label: str, names: tuple[str, str]) -> SafeString:
    """Draw the months for desk and phone; `names` say what the first and the second column are."""
    return svg.both(
        _draw(columns, label, names, 560, 170),
        _draw(columns, label, names, svg.NARROW, 170),
    )
