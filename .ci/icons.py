"""Gather the icons Kring uses into one sprite.

Usage: python .ci/icons.py path/to/bootstrap-icons/icons > static/icons.svg
To add an icon: put its Bootstrap Icons name in NAMES and run this again.
"""

import re
import sys
from pathlib import Path

NAMES = [
    "arrow-clockwise",
    "arrow-counterclockwise",
    "arrow-down",
    "arrow-left",
    "arrow-left-right",
    "arrow-repeat",
    "arrow-right",
    "arrow-up",
    "bag",
    "bell",
    "box-arrow-right",
    "building",
    "calendar-event",
    "camera-video",
    "chat-left-text",
    "check-circle",
    "check-circle-fill",
    "check2",
    "check2-square",
    "chevron-down",
    "chevron-left",
    "chevron-right",
    "chevron-up",
    "circle-half",
    "clipboard",
    "clock",
    "clock-history",
    "download",
    "emoji-frown",
    "emoji-smile",
    "envelope",
    "exclamation-circle",
    "exclamation-triangle",
    "exclamation-triangle-fill",
    "eye",
    "file-earmark-text",
    "flag",
    "gear",
    "geo-alt",
    "grid-1x2",
    "hand-index-thumb",
    "inbox",
    "info-circle",
    "journal-text",
    "kanban",
    "key",
    "keyboard",
    "link-45deg",
    "list",
    "lock",
    "moon",
    "paperclip",
    "pause-circle",
    "pencil",
    "people",
    "person",
    "person-plus",
    "play",
    "pin",
    "pin-fill",
    "plus-lg",
    "printer",
    "question-circle",
    "receipt",
    "reply",
    "search",
    "send",
    "shield-check",
    "slash-circle",
    "sliders",
    "speedometer2",
    "sun",
    "tag",
    "telephone",
    "three-dots",
    "translate",
    "trash",
    "upload",
    "water",
    "x-circle",
    "x-lg",
]

FAINT = 'stroke="currentColor" stroke-width="1.6" opacity=".38"'
THICK = 'stroke="currentColor" stroke-width="3.4"'
LEFT = "M2.67 9.73A5.6 5.6 0 0 1 6.84 2.52"
RIGHT = "M9.16 2.52A5.6 5.6 0 0 1 13.33 9.73"
BOTTOM = "M12.16 11.75A5.6 5.6 0 0 1 3.84 11.75"
RINGS = {"ring-p": {LEFT}, "ring-c": {RIGHT}, "ring-f": {LEFT, BOTTOM}}


def symbol(name: str, folder: Path) -> str:
    """Return one icon as a symbol with the id i-<name>."""
    svg = (folder / f"{name}.svg").read_text()
    body = re.sub(r"\s*\n\s*", "", re.search(r"<svg[^>]*>(.*)</svg>", svg, re.S)[1])
    return f'<symbol id="i-{name}" viewBox="0 0 16 16">{body}</symbol>'


def ring(name: str) -> str:
    """Return one stage ringlet: the arcs of the stage are thick, the others faint."""
    paths = "".join(
        f'<path fill="none" d="{arc}" {THICK if arc in RINGS[name] else FAINT}/>'
        for arc in (LEFT, RIGHT, BOTTOM)
    )
    return f'<symbol id="{name}" viewBox="0 0 16 16">{paths}</symbol>'


if __name__ == "__main__":
    icons = Path(sys.argv[1])
    symbols = [symbol(name, icons) for name in NAMES] + [ring(name) for name in RINGS]
    sys.stdout.write(
        '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"
    )
