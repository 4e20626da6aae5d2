"""Small safe builders for SVG: every attribute and every text is escaped here and nowhere else."""

from collections.abc import Iterable
from math import cos, radians, sin

from django.utils.functional import Promise
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

Attribute = str | Promise | int | float | None
WIDE, NARROW = 760, 358  # px: main column on a desk, page on a phone; text stays 12 px in both


def number(value: float) -> str:
    """Write a coordinate with at most two decimals."""
    return f"{round(float(value), 2):g}"


def element(name: str, *children: str, **attributes: Attribute) -> SafeString:
    """Build one element; `class_` is class, other underscores become hyphens, None is left out.

    Children must be SafeStrings of this module; plain strings are escaped.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="'
        f'{number(value) if isinstance(value, int | float) else escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(conditional_escape(child) for child in children)
    # Every part was escaped just above.
    if name in {"path", "line", "circle", "rect", "polyline", "polygon"}:
        return mark_safe(f"<{name}{written}/>")  # noqa: S308
    return mark_safe(f"<{name}{written}>{inner}</{name}>")  # noqa: S308


def join(parts: Iterable[str]) -> SafeString:
    """Join built elements; plain strings are escaped."""
    return mark_safe("".join(conditional_escape(part) for part in parts))  # noqa: S308


def canvas(
    width: float,
    height: float,
    label: str,
    *children: str,
    kind: str = "k-chart",
    linked: bool = False,
    fixed: bool = False,
) -> SafeString:
    """Build the <svg> itself, named for a screen reader; a chart with links is a group, not one image."""
    return element(
        "svg",
        *children,
        class_=f"{kind} k-fixed" if fixed else kind,
        width=width if fixed else None,
        height=height if fixed else None,
        viewBox=f"0 0 {number(width)} {number(height)}",
        role="group" if linked else "img",
        aria_label=label,
    )


def hidden_canvas(width: float, height: float, kind: str | None, *children: str) -> SafeString:
    """Build an <svg> that only repeats what stands beside it in words."""
    return element(
        "svg",
        *children,
        class_=kind,
        width=width,
        height=height,
        viewBox=f"0 0 {number(width)} {number(height)}",
        aria_hidden="true",
    )


def text(
    x: float, y: float, content: str, *, cls: str | None = None, anchor: str | None = None
) -> SafeString:
    """Build a text of 12 px in the page font."""
    return element("text", content, class_=cls, x=x, y=y, text_anchor=anchor)


def line(cls: str, x1: float, x2: float, y1: float, y2: float, **more: Attribute) -> SafeString:
    """Build a line."""
    return element("line", class_=cls, x1=x1, x2=x2, y1=y1, y2=y2, **more)


def rect(
    cls: str | None, x: float, y: float, width: float, height: float, rx: float = 2
) -> SafeString:
    """Build a bar; a negative width or height becomes nothing."""
    return element("rect", class_=cls, x=x, y=y, width=max(width, 0), height=max(height, 0), rx=rx)


def dot(cls: str, cx: float, cy: float, r: float) -> SafeString:
    """Build a point."""
    return element("circle", class_=cls, cx=cx, cy=cy, r=r)


def door(url: str | None, label: str, *children: str) -> SafeString:
    """Wrap a mark in a link whose name contains the visible text; without an address only group it.

    A space parts its texts: without one "12" and "May" would read, and be compared with the name, as "12May".
    """
    if url:
        parted = [part for child in children for part in (child, " ")]
        return element("a", *parted, href=url, aria_label=label)
    return element("g", *children)


def arc(start: float, end: float, radius: float, centre: float = 50) -> str:
    """Return the path of an arc, clockwise, in degrees from the top."""
    x1, y1 = centre + radius * sin(radians(start)), centre - radius * cos(radians(start))
    x2, y2 = centre + radius * sin(radians(end)), centre - radius * cos(radians(end))
    large = 1 if (end - start) % 360 > 180 else 0
    return (
        f"M{number(x1)} {number(y1)}A{number(radius)} {number(radius)} 0 {large} 1 "
        f"{number(x2)} {number(y2)}"
    )


def both(wide: str, narrow: str) -> SafeString:
    """Pair a chart drawn for a desk with its twin drawn for a phone; CSS shows one."""
    return join([element("div", wide, class_="only-l"), element("div", narrow, class_="only-s")])
