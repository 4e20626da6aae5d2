"""The decision-making unit as a picture: level × role, size = influence, colour and sign = stance.

Drawn twice, as every chart: a map for a desk, a list by level for a phone. Each person is a link.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.shared.charts import svg
from crm.shared.formats import signed
from customers.contacts.models import DmuRole, Level
from customers.dmu.words import SIGNS, STANCES

COLUMNS = (
    DmuRole.INITIATOR,
    DmuRole.USER,
    DmuRole.INFLUENCER,
    DmuRole.GATEKEEPER,
    DmuRole.BUYER,
    DmuRole.DECIDER,
)
ALWAYS = frozenset({DmuRole.BUYER, DmuRole.DECIDER})  # an empty place there is worth seeing
FILLS = {"pos": "pro", "neu": "pas", "neg": "det"}
LABELS = 96  # px for the names of the levels
MARK, LINE, GAP = 44, 15, 14  # px: room for the circle, a line of text, between people
LETTER = 6.5  # px, the mean width of a letter of 12 px
AREA = 8.5  # px: radius of influence 1; the area grows with influence


@dataclass(frozen=True)
class Mark:
    """One person in the picture; `roles` in words of the list, the weightiest first."""

    name: str
    level: str
    roles: Sequence[str]
    influence: int | None
    stance: int | None
    spoken: str
    silent: bool
    url: str

    @property
    def radius(self) -> float:
        """Return the size: the area stands for influence; unknown is drawn as 2."""
        return AREA * float(self.influence or 2) ** 0.5

    @property
    def sign(self) -> str:
        """Return the stance as a sign, so that colour is not alone."""
        return SIGNS[self.stance]

    @property
    def also(self) -> str:
        """Return the other roles in words."""
        return ", ".join(str(DmuRole(role).label).lower() for role in self.roles[1:])

    @property
    def talk(self) -> str:
        """Return when we last spoke, in words that also say when that is too long ago."""
        if not self.spoken:
            return _("never spoken")
        return _("silent, %(ago)s") % {"ago": self.spoken} if self.silent else self.spoken


def fitted(text: str, room: float) -> str:
    """Cut a text to so many px; a first name becomes a letter before anything is lost."""
    most = max(int(room / LETTER), 3)
    if len(text) <= most:
        return text
    first, _space, rest = text.partition(" ")
    short = f"{first[:1]}. {rest}" if rest else text
    return short if len(short) <= most else f"{short[: most - 1]}…"


def _words(mark: Mark) -> str:
    """Tell a person in full, for who cannot see the picture."""
    known = [
        mark.name,
        ", ".join(str(DmuRole(role).label) for role in mark.roles) or _("no role known"),
        _("influence %(n)s of 5") % {"n": mark.influence}
        if mark.influence
        else _("influence not known"),
        str(STANCES[mark.stance][1]) if mark.stance is not None else _("stance not known"),
    ]
    return ", ".join(known)


def _disc(mark: Mark, cx: float, cy: float) -> list[str]:
    """Draw the circle with its sign."""
    known = mark.stance is not None
    kind = FILLS[STANCES[mark.stance][0]] if mark.stance is not None else "open"
    return [
        svg.dot(kind, cx, cy, mark.radius),
        svg.text(cx, cy + 4.5, mark.sign, cls="sign" if known else "v", anchor="middle"),
    ]


def _person(mark: Mark, cx: float, top: float, room: float) -> str:
    """Draw a person below `top`: circle, name, last spoken, other roles."""
    y = top + MARK / 2
    name, talk = fitted(mark.name, room), fitted(mark.talk, room)
    parts = [
        svg.element(
            "rect", x=cx - room / 2, y=top, width=room, height=_tall(mark), fill="transparent"
        ),
        *_disc(mark, cx, y),
        svg.text(cx, top + MARK + 11, name, cls="v", anchor="middle"),
        svg.text(
            cx, top + MARK + 11 + LINE, talk, cls="late" if mark.silent else None, anchor="middle"
        ),
    ]
    seen = f"{mark.sign} {name} {talk}"
    if mark.also:
        also = fitted(_("also %(roles)s") % {"roles": mark.also}, room)
        parts.append(svg.text(cx, top + MARK + 11 + 2 * LINE, also, anchor="middle"))
        seen += f" {also}"
    return _link(mark.url, f"{seen}. {_words(mark)}", parts)


def _link(url: str | None, name: str, parts: Sequence[str]) -> str:
    """Wrap marks in a link; spaces keep their words apart for who hears them."""
    return svg.door(url, name, *(piece for part in parts for piece in (part, " ")))


def _tall(mark: Mark) -> float:
    return MARK + LINE * (3 if mark.also else 2) + GAP


def _vacant(cx: float, top: float, words: str, url: str | None) -> str:
    """Draw the empty place of somebody who must be there."""
    parts = [
        svg.dot("vacant", cx, top + MARK / 2, 15),
        svg.text(cx, top + MARK / 2 + 4.5, "?", cls="v", anchor="middle"),
        svg.text(cx, top + MARK + 11, words, anchor="middle"),
    ]
    return _link(url, f"? {words}", parts)


def _rows(marks: Sequence[Mark]) -> list[tuple[str, str]]:
    """Return the levels as rows: board on top; those without a level below, if there are any."""
    rows = [(level.value, str(level.label)) for level in Level]
    return [*rows, ("", _("Level not known"))] if any(not m.level for m in marks) else rows


def _columns(marks: Sequence[Mark]) -> list[tuple[str, str]]:
    """Return the roles somebody has as the main one, with those that must be there."""
    main = {mark.roles[0] if mark.roles else "" for mark in marks}
    found = [(role.value, str(role.label)) for role in COLUMNS if role in main or role in ALWAYS]
    return [("", _("No role")), *found] if "" in main else found


def _map(marks: Sequence[Mark], label: str, vacancies: dict[str, str]) -> SafeString:
    """Draw the map: rows are levels, columns are main roles; a line leads to somebody's other roles."""
    columns, rows = _columns(marks), _rows(marks)
    room = (svg.WIDE - LABELS) / len(columns)
    at = {role: LABELS + room * (n + 0.5) for n, (role, _words) in enumerate(columns)}
    parts: list[str] = [
        svg.text(at[role], 12, words, cls="l", anchor="middle") for role, words in columns
    ]
    has = {role for mark in marks for role in mark.roles}
    top = 24.0
    for level, words in rows:
        parts.append(svg.line("grid", 0, svg.WIDE, top, top))
        parts.append(svg.text(0, top + MARK / 2 + 14, words, cls="head"))
        here = [mark for mark in marks if mark.level == level]
        deep = dict.fromkeys(at, top + 8)
        taken = {mark.roles[0] for mark in here if mark.roles}
        free = {role: x for role, x in at.items() if role not in taken}
        for mark in here:
            main = mark.roles[0] if mark.roles else ""
            parts += _reach(mark, free, at[main], deep[main] + MARK / 2)
            parts.append(_person(mark, at[main], deep[main], room - 6))
            deep[main] += _tall(mark)
        for role in ALWAYS - has:
            if level == Level.BOARD:
                words = _("nobody known")
                parts.append(_vacant(at[role], deep[role], words, vacancies.get(role)))
                deep[role] += MARK + LINE + GAP
        top = max(top + MARK + GAP, *deep.values())
    return svg.canvas(svg.WIDE, top, label, *parts, kind="k-chart k-dmumap", linked=True)


def _reach(mark: Mark, free: dict[str, float], cx: float, y: float) -> list[str]:
    """Draw a thin line from a person to other roles nobody else of the level has, ended by a dot."""
    ends = [free[role] for role in mark.roles[1:] if role in free]
    return [
        part for x in ends for part in (svg.line("reach", cx, x, y, y), svg.dot("reach", x, y, 4))
    ]


def _list(marks: Sequence[Mark], label: str, vacancies: dict[str, str]) -> SafeString:
    """Draw the same for a phone: a line per person, grouped by level."""
    parts: list[str] = []
    top = 0.0
    has = {role for mark in marks for role in mark.roles}
    for level, words in _rows(marks):
        here = [mark for mark in marks if mark.level == level]
        if not here:
            continue
        parts.append(svg.text(0, top + 16, words, cls="head"))
        parts.append(svg.line("grid", 0, svg.NARROW, top + 24, top + 24))
        top += 28
        for mark in here:
            parts.append(_line(mark, top))
            top += 50
        top += 6
    for role in (DmuRole.DECIDER, DmuRole.BUYER):
        if role not in has:
            words = _("%(role)s: nobody known") % {"role": role.label}
            place = [
                svg.dot("vacant", 24, top + 24, 15),
                svg.text(24, top + 28.5, "?", cls="v", anchor="middle"),
                svg.text(56, top + 28.5, words),
            ]
            parts.append(_link(vacancies.get(role), f"? {words}", place))
            top += 50
    return svg.canvas(svg.NARROW, max(top, 1), label, *parts, kind="k-chart k-dmumap", linked=True)


def _line(mark: Mark, top: float) -> str:
    roles = ", ".join(str(DmuRole(role).label) for role in mark.roles) or _("no role known")
    talk = fitted(mark.talk, 120)
    name = fitted(mark.name, 300 - LETTER * len(talk))
    under = fitted(roles, 300)
    parts = [
        svg.element("rect", x=0, y=top, width=svg.NARROW, height=48, fill="transparent"),
        *_disc(mark, 24, top + 24),
        svg.text(56, top + 20, name, cls="v"),
        svg.text(svg.NARROW, top + 20, talk, cls="late" if mark.silent else None, anchor="end"),
        svg.text(56, top + 37, under),
    ]
    return _link(mark.url, f"{mark.sign} {name} {talk} {under}. {_words(mark)}", parts)


def draw(marks: Sequence[Mark], *, label: str, vacancies: dict[str, str]) -> SafeString:
    """Draw the unit; `vacancies` are the addresses that fill an empty place, by role."""
    strongest = sorted(marks, key=lambda m: (-(m.influence or 0), m.name))
    return svg.both(_map(strongest, label, vacancies), _list(strongest, label, vacancies))


def scale(support: float | None) -> SafeString:
    """Draw support on its scale from −2 to +2; the words stand beside it."""
    width, y = 300, 14

    def x(value: float) -> float:
        return 8 + (width - 16) * (value + 2) / 4

    parts = [svg.line("axis", x(-2), x(2), y, y)]
    for tick in (-2, -1, 0, 1, 2):
        parts.append(svg.line("axis", x(tick), x(tick), y - 4, y + 4))
        parts.append(svg.text(x(tick), y + 20, signed(tick), anchor="middle"))
    if support is not None:
        kind = "pro" if support > 0 else "det" if support < 0 else "pas"
        parts.append(svg.line(f"bar {kind}", x(0), x(support), y, y))
        parts.append(svg.dot(kind, x(support), y, 7))
    return svg.hidden_canvas(width, 40, "k-chart k-fixed", *parts)
