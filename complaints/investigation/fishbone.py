"""The Ishikawa view: a chain of whys drawn on the eight branches of the cause tree."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from complaints.learning.models import CauseGroup
from crm.shared.charts.svg import NARROW, WIDE, canvas, element

TOP = (CauseGroup.PEOPLE, CauseGroup.METHOD, CauseGroup.MACHINE, CauseGroup.MATERIAL)
PITCH, SLANT, LINE, LABEL = 150, 46, 15, 20  # px: between bones, lean of a bone, rows of text
LETTERS, HEAD = 21, 15  # that fit beside a bone, and in the head
MOST_LINES = 3
PHONE_LETTERS, RIB = 46, 18  # letters of a row, and how far a rib reaches, on a phone


@dataclass(frozen=True)
class Branch:
    """One branch with its rows, in the order of the chain."""

    key: str
    label: Any
    rows: list[tuple[int, Any]]  # number in the chain, row


def branches(whys: Sequence[Any]) -> list[Branch]:
    """Return the eight branches with the rows on each, numbered as in the chain."""
    numbered = list(enumerate(whys, start=1))
    return [
        Branch(group.value, group.label, [pair for pair in numbered if pair[1].group == group])
        for group in CauseGroup
    ]


def _words(number: int, row: Any) -> list[str]:
    """Return a row as lines that fit beside its bone."""
    lines = textwrap.wrap(f"{number}. {row.text}", LETTERS) or [str(number)]
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1][: LETTERS - 1] + "…"]
    return lines


def _text(x: float, y: float, text: str, css: str, anchor: str | None = None) -> SafeString:
    return element("text", text, x=x, y=y, class_=css, text_anchor=anchor)


def _bone(branch: Branch, column: int, spine: float, *, up: bool) -> list[SafeString]:
    """Draw a branch: its name at the end, the bone to the spine, its rows beside it."""
    left, height = column * PITCH + 4, spine - LABEL - 6
    far = LABEL if up else 2 * spine - LABEL
    parts = [
        element(
            "line",
            x1=left,
            y1=far,
            x2=left + SLANT,
            y2=spine,
            class_="bone" if branch.rows else "bone empty",
        ),
        _text(left, far - 6 if up else far + 14, str(branch.label), "branch"),
    ]
    lines = [(words, row.is_root) for number, row in branch.rows for words in _words(number, row)]
    start = LABEL + LINE if up else spine + LINE + 4
    for at, (words, root) in enumerate(lines):
        y = start + at * LINE
        share = (y - LABEL) / height if up else (2 * spine - LABEL - y) / height
        parts.append(
            _text(left + SLANT * min(max(share, 0), 1) + 7, y, words, "root" if root else "because")
        )
    return parts


def fishbone(whys: Sequence[Any], effect: str) -> SafeString:
    """Return the drawing: spine, eight bones with their rows, and the effect at the head."""
    found = {branch.key: branch for branch in branches(whys)}
    most = max(
        (sum(len(_words(n, row)) for n, row in one.rows) for one in found.values()), default=0
    )
    spine = LABEL + max(most, 3) * LINE + 22
    bones = [found[key] for key in TOP]
    below = [branch for key, branch in found.items() if key not in TOP]
    end = 4 * PITCH + SLANT
    parts: list[SafeString] = [
        element("line", x1=4, y1=spine, x2=end, y2=spine, class_="spine"),
        element("path", d=f"M{end} {spine - 6}l10 6l-10 6z", class_="tip"),
    ]
    for up, row in ((True, bones), (False, below)):
        for column, branch in enumerate(row):
            parts += _bone(branch, column, spine, up=up)
    head = textwrap.wrap(effect, HEAD)[:4]
    for at, words in enumerate(head):
        parts.append(
            _text(end + 16, spine - (len(head) - 1) * LINE / 2 + at * LINE + 4, words, "effect")
        )
    label = _("Causes of “%(effect)s” on eight branches") % {"effect": effect}
    return canvas(WIDE, 2 * spine, label, *parts, kind="k-chart k-fishbone")


def narrow(whys: Sequence[Any], effect: str) -> SafeString:
    """Return the same drawing for a phone: the spine runs down, the branches are ribs beside it."""
    parts: list[SafeString] = []
    y = 16
    for branch in branches(whys):
        css = "bone" if branch.rows else "bone empty"
        parts.append(element("line", x1=8, y1=y + RIB, x2=8 + RIB, y2=y - 4, class_=css))
        parts.append(_text(32, y, str(branch.label), "branch"))
        for number, row in branch.rows:
            for words in textwrap.wrap(f"{number}. {row.text}", PHONE_LETTERS):
                y += LINE
                parts.append(_text(40, y, words, "root" if row.is_root else "because"))
        y += LINE + 9
    head = textwrap.wrap(effect, PHONE_LETTERS)[:3]
    parts.append(element("line", x1=8, y1=8, x2=8, y2=y, class_="spine"))
    parts.append(element("path", d=f"M2 {y}l6 10l6 -10z", class_="tip"))
    for at, words in enumerate(head):
        parts.append(_text(24, y + 8 + at * LINE, words, "effect"))
    label = _("Causes of “%(effect)s” on eight branches") % {"effect": effect}
    return canvas(
        NARROW, y + 16 + len(head) * LINE, label, *parts, kind="k-chart k-fishbone narrow"
    )
