"""Bars: shares of a whole, answers per score, plain columns. Zero line always drawn, every bar a door."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.shared.formats import number, percent

from . import svg


@dataclass(frozen=True)
class Share:
    """One part of a whole: class det, pas, pro (or p, c, f), its name, count and where it opens."""

    kind: str
    name: str
    count: int
    url: str | None = None


@dataclass(frozen=True)
class Step:
    """One column: what stands under it, its value, the text above it, where it opens."""

    label: str
    value: float
    text: str
    name: str
    kind: str = "dot"
    url: str | None = None


def _shares(parts: Sequence[Share], label: str, width: int) -> SafeString:
    total = sum(part.count for part in parts)
    room = width - 2 * (len(parts) - 1)
    drawn, left, earliest = [], 0.0, 0.0
    for index, part in enumerate(parts):
        wide = room * part.count / total if total else 0
        words = f"{number(part.count)} · {percent(100 * part.count / total if total else 0)}"
        needed = 6.2 * max(len(part.name), len(words)) + 8
        after = sum(6.2 * len(later.name) + 8 for later in parts[index + 1 :])
        at = max(min(left, width - needed - after), earliest)
        earliest = at + needed
        drawn.append(
            svg.door(
                part.url,
                f"{words} {part.name}",
                svg.rect(part.kind, left, 22, max(wide, 1.5 if part.count else 0), 18, 3),
                svg.text(at, 57, words, cls="l"),
            )
        )
        drawn.append(svg.text(at, 14, part.name, cls=f"t{part.kind}"))
        left += wide + 2
    return svg.canvas(width, 60, label, *drawn, linked=True)


def shares(parts: Sequence[Share], *, label: str, width: int = 560) -> SafeString:
    """Draw a whole divided to scale, each part with name, count and percentage."""
    return svg.both(_shares(parts, label, width), _shares(parts, label, svg.NARROW))


def _steps(columns: Sequence[Step], label: str, width: int, height: int) -> SafeString:
    gap = 6 if len(columns) <= 24 else 2
    wide = (width - gap * (len(columns) - 1)) / max(len(columns), 1)
    most = max((column.value for column in columns), default=0) or 1
    base = height - 22
    drawn = []
    for index, column in enumerate(columns):
        left = index * (wide + gap)
        tall = (base - 20) * max(column.value, 0) / most
        drawn.append(
            svg.door(
                column.url,
                column.name,
                svg.element("rect", x=left, y=0, width=wide, height=height, fill="transparent"),
                svg.rect(column.kind, left, base - tall, wide, tall, min(2, tall / 2)),
                svg.text(left + wide / 2, base - tall - 6, column.text, cls="v", anchor="middle"),
            )
        )
        drawn.append(svg.text(left + wide / 2, height - 6, column.label, anchor="middle"))
    drawn.append(svg.line("axis", 0, width, base, base))
    return svg.canvas(width, height, label, *drawn, linked=any(column.url for column in columns))


def steps(
    columns: Sequence[Step], *, label: str, width: int = 560, height: int = 150
) -> SafeString:
    """Draw columns from zero, each with its figure above and its name below."""
    return svg.both(
        _steps(columns, label, width, height), _steps(columns, label, svg.NARROW, height - 10)
    )


def distribution(
    counts: Sequence[int], *, urls: Sequence[str | None] | None = None, width: int = 560
) -> SafeString:
    """Draw the number of answers per score 0 to 10 in the colours of detractor, passive, promoter."""
    kinds = ["det"] * 7 + ["pas"] * 2 + ["pro"] * 2
    columns = [
        Step(
            label=str(score),
            value=count,
            text=number(count),
            name=_("%(count)s answers with score %(score)s")
            % {"count": number(count), "score": score},
            kind=kinds[score],
            url=urls[score] if urls else None,
        )
        for score, count in enumerate(counts)
    ]
    return steps(columns, label=_("Answers per score from 0 to 10"), width=width)


def small_bars(
    values: Sequence[float], *, label: str, width: int = 96, height: int = 24
) -> SafeString:
    """Draw a tiny row of columns for a table cell; `label` tells it in words."""
    wide = (width - 2 * (len(values) - 1)) / max(len(values), 1)
    most = max(values, default=0) or 1
    bars = [
        svg.rect(
            "dot",
            index * (wide + 2),
            height - 1 - (height - 3) * value / most,
            wide,
            (height - 3) * value / most,
            1,
        )
        for index, value in enumerate(values)
    ]
    return svg.canvas(
        width,
        height,
        label,
        *bars,
        svg.line("axis", 0, width, height - 0.5, height - 0.5),
        fixed=True,
    )
