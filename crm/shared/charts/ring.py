"""The ring: left arc potential, right arc customer, bottom arc left us; inner rings are finished cycles."""

from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from . import svg

LEFT, RIGHT, BOTTOM = (252, 348), (12, 108), (132, 228)  # degrees from the top, clockwise
OUTER, STEP = 42, 7  # radii in the 100-unit box
MAX_INNER = 3  # more finished cycles than this are told by the number in the middle


def _arcs(
    radius: float, classes: tuple[str, str, str], widths: tuple[float, float, float]
) -> SafeString:
    return svg.join(
        svg.element(
            "path", class_=cls, stroke_width=width, stroke_linecap="round", d=svg.arc(*span, radius)
        )
        for cls, width, span in zip(classes, widths, (LEFT, RIGHT, BOTTOM), strict=True)
    )


def mark(stage: str, is_former: bool) -> str:
    """Return the letter of a stage: p potential, c customer, f former (potential again counts as f)."""
    if stage == "customer":
        return "c"
    return "f" if stage == "former" or is_former else "p"


def ring(
    stage: str, *, cycle: int = 1, is_former: bool = False, size: int = 92, label: str = ""
) -> SafeString:
    """Draw one account's ring at `size` px, the number of its cycle in the middle."""
    inner = svg.join(
        _arcs(31 - STEP * lap, ("old p", "old c", "old f"), (2.5, 2.5, 2.5))
        for lap in range(min(cycle - 1, MAX_INNER))
    )
    outer = {
        "p": (("p", "rest", "rest"), (9, 4, 4)),
        "c": (("p", "c", "rest"), (4, 9, 4)),
        "f": (("f", "rest", "f"), (9, 4, 4)),
    }[mark(stage, is_former)]
    big = size >= 84
    words = [
        svg.element("text", str(cycle), x=50, y=55 if big else 57, font_size=21 if big else 20)
    ]
    if big:
        words.append(svg.element("text", _("cycle"), class_="s", x=50, y=66, font_size=9.5))
    return svg.element(
        "svg",
        inner,
        _arcs(OUTER, *outer),
        *words,
        class_="k-ring",
        width=size,
        height=size,
        viewBox="0 0 100 100",
        role="img",
        aria_label=label,
    )


@lru_cache(maxsize=16)
def ringlet(letter: str, sprite: str) -> SafeString:
    """Draw the 16 px ring of a badge from the sprite; the word stands beside it."""
    return svg.element(
        "svg",
        svg.element("use", href=f"{sprite}#ring-{letter}"),
        class_="ringlet",
        viewBox="0 0 16 16",
        aria_hidden="true",
    )


def portfolio_ring(
    potential: int, customer: int, former: int, *, label: str, caption: str, size: int = 132
) -> SafeString:
    """Draw a portfolio as one ring whose three arcs are to scale; `customer` stands in the middle."""
    total = potential + customer + former
    gap, start, arcs = 4 if total else 0, 0.0, []
    for cls, count in (("c", customer), ("f", former), ("p", potential)):
        if not count:
            continue
        span = 360 * count / total
        shown = max(span - gap, 0.8) if span < 360 else 359.9
        arcs.append(
            svg.element(
                "path",
                class_=cls,
                stroke_width=8,
                d=svg.arc(start + gap / 2, start + gap / 2 + shown, OUTER),
            )
        )
        start += span
    if not total:
        arcs.append(svg.element("circle", class_="rest", cx=50, cy=50, r=OUTER, stroke_width=4))
    return svg.element(
        "svg",
        *arcs,
        svg.element("text", str(customer), x=50, y=53, font_size=22),
        svg.element("text", caption, class_="s", x=50, y=65, font_size=9.5),
        class_="k-ring",
        width=size,
        height=size,
        viewBox="0 0 100 100",
        role="img",
        aria_label=label,
    )
