"""What part is still there as time passes: a small panel per group, stairs from 100 % down, all to one scale."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from crm.shared.formats import number, percent

from . import svg

TALL, HEAD, WIDE = 132, 22, 1080


@dataclass(frozen=True)
class Stair:
    """One group: its name, its size, and (time, share in percent) after each step down, up to `until`.

    `thin` tells that few were watched at the end: the end is drawn hollow. `few` stands for a line that too few make.
    """

    name: str
    count: int
    steps: Sequence[tuple[float, float]]
    until: float
    thin: bool = False
    few: str = ""
    url: str | None = None


def _line(stair: Stair, x0: float, y0: float, wide: float, most: float, cls: str) -> SafeString:
    """Draw the stairs in a box whose lower left corner is (x0, y0)."""
    tall = TALL - HEAD - 20

    def point(time: float, share: float) -> str:
        return f"{svg.number(x0 + wide * time / most)},{svg.number(y0 - tall * share / 100)}"

    share, points = 100.0, [point(0, 100)]
    for time, after in stair.steps:
        if time > stair.until:
            break
        points += [point(time, share), point(time, after)]
        share = after
    points.append(point(stair.until, share))
    return svg.element("polyline", class_=cls, points=" ".join(points))


def last_share(stair: Stair) -> float:
    """Return the share at the end of the line."""
    shares = [share for time, share in stair.steps if time <= stair.until]
    return shares[-1] if shares else 100.0


def _panel(
    stair: Stair, every: Stair, left: float, top: float, wide: float, most: float, ticks: str
) -> SafeString:
    bottom, tall = top + TALL - 20, TALL - HEAD - 20
    parts = [
        svg.line("grid", left, left + wide, bottom - tall, bottom - tall),
        svg.line("grid", left, left + wide, bottom - tall / 2, bottom - tall / 2),
        svg.line("axis", left, left + wide, bottom, bottom),
        svg.text(left + wide + 5, bottom - tall / 2 + 4, percent(50)),
        svg.text(left, bottom + 14, "0"),
        svg.text(left + wide, bottom + 14, ticks, anchor="end"),
        _line(every, left, bottom, wide, most, "line every"),
    ]
    share = last_share(stair)
    words = stair.few or percent(share)
    marks = [
        svg.text(left, top + 11, stair.name, cls="head"),
        svg.text(left + 40, top + 11, number(stair.count)),
    ]
    if stair.few:
        marks.append(svg.text(left, bottom - 8, words))
    else:
        x, y = left + wide * stair.until / most, bottom - tall * share / 100
        late = x > left + wide - 40
        marks += [
            _line(stair, left, bottom, wide, most, "line"),
            svg.dot("hollow" if stair.thin else "dot", x, y, 4),
            svg.text(x, y + 18, words, cls="v halo", anchor="end" if late else None),
        ]
    name = f"{stair.name} {number(stair.count)} {words}"
    return svg.join([*parts, svg.door(stair.url, name, *marks)])


def _draw(
    stairs: Sequence[Stair], every: Stair, label: str, ticks: str, width: int, columns: int
) -> SafeString:
    most = max((s.until for s in [*stairs, every]), default=1) or 1
    pitch = (width + 20) / columns
    panels = []
    for place, stair in enumerate(stairs):
        row, column = divmod(place, columns)
        left = column * pitch
        panels.append(_panel(stair, every, left, row * (TALL + 14), pitch - 58, most, ticks))
    rows = -(-len(stairs) // columns)
    return svg.canvas(width, rows * (TALL + 14), label, *panels, linked=True)


def stairs(panels: Sequence[Stair], every: Stair, *, label: str, ticks: str) -> SafeString:
    """Draw a panel per group with all groups together as a grey line behind it; `ticks` names the end of the axis."""
    if not panels:
        return svg.join([])
    return svg.both(
        _draw(panels, every, label, ticks, WIDE, 4),
        _draw(panels, every, label, ticks, svg.NARROW, 2),
    )
