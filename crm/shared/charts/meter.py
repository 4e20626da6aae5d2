"""A bar with a part filled: health, a clock, progress towards a target."""

from functools import lru_cache

from django.utils.safestring import SafeString

from . import svg


def meter(share: float, *, width: int = 34, height: int = 5) -> SafeString:
    """Draw a bar filled for `share` (0 to 1); the figure itself stands beside it in words."""
    filled = width * min(max(share, 0), 1)
    return svg.hidden_canvas(
        width,
        height,
        None,
        svg.rect("t", 0, 0, width, height, height / 2),
        svg.rect("m", 0, 0, filled, height, height / 2),
    )


@lru_cache(maxsize=8)
def steps_mark(level: int) -> SafeString:
    """Draw `level` (1 to 4) of four rising bars filled; the word stands beside it."""
    bars = (
        svg.rect("on" if step < level else "off", 4 * step, 9 - 3 * step, 3, 4 + 3 * step, 0.75)
        for step in range(4)
    )
    return svg.element("svg", *bars, viewBox="0 0 15 13", aria_hidden="true")
