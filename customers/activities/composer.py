"""Reads one line into a contact moment and what was promised (`design/look.md` §5).

Pure: the people of the account and `today` are passed in. The proposal says in words what will be saved;
a date becomes a promise or a task only with that sentence in sight.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from customers.activities.plainphrases import IsWorking, is_weekday
from customers.activities.plainwords import Due, find_due


class Kind(StrEnum):
    """What the composer logs."""

    CALL = "call"
    VISIT = "visit"
    EMAIL = "email"
    NOTE = "note"
    PROMISE = "promise"
    TASK = "task"
    COMPLAINT = "complaint"


class Follow(StrEnum):
    """What a due date in the line becomes; AUTO leaves it to the kind."""

    AUTO = ""
    PROMISE = "promise"
    TASK = "task"
    NONE = "none"


CONTACT_KINDS = frozenset({Kind.CALL, Kind.VISIT, Kind.EMAIL, Kind.NOTE})
TITLE_LENGTH = 200
PROMISE_WORDS = {
    "call_back": r"bel|terugbel\w*|bellen|call|phone|ring",
    "quote": r"offerte\w*|prijsopgave|quot\w*|price|prijs|proposal|voorstel",
    "delivery": r"lever\w*|deliver\w*|dispatch|ship\w*|stuur op|verzend\w*",
    "visit": r"bezoek\w*|visit\w*|langs\w*|kom\w* langs",
    "complaint_reply": r"klacht\w*|complaint\w*",
}


@dataclass(frozen=True)
class Person:
    """A contact as the composer knows it."""

    pk: int
    first_name: str
    last_name: str

    @property
    def name(self) -> str:
        """Return first and last name."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True)
class Proposal:
    """What one line would save.

    `other_day` is what the words `said` mean to some people, when they mean two days.
    """

    kind: Kind
    text: str
    people: tuple[Person, ...] = ()
    unclear: tuple[str, ...] = ()
    due_on: date | None = None
    due_time: time | None = None
    follow: Follow = Follow.NONE
    follow_text: str = ""
    promise_kind: str = "other"
    problem: str = field(default="")
    said: str = ""
    other_day: date | None = None

    @property
    def is_contact(self) -> bool:
        """Say whether a contact moment (or note) is saved."""
        return self.kind in CONTACT_KINDS


def folded(text: str) -> str:
    """Return a text without case and accents, for comparing names."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def _names(person: Person) -> set[str]:
    return {folded(n) for n in (person.name, person.first_name, person.last_name) if n.strip()}


def _matching(words: str, people: Sequence[Person]) -> list[Person]:
    """Return the people with this full, first or last name."""
    wanted = folded(words).strip()
    return [p for p in people if wanted and wanted in _names(p)]


def mentionable(typed: str, people: Sequence[Person], limit: int = 6) -> list[Person]:
    """Return the people a half-typed mention may mean: a word of the name, or the name, starts so."""
    wanted = folded(typed).strip()

    def fits(person: Person) -> bool:
        name = folded(person.name)
        return name.startswith(wanted) or any(w.startswith(wanted) for w in name.split())

    return [p for p in people if fits(p)][:limit]


MENTION = re.compile(r"(?<!\w)@(\w[\w'’.-]*(?:\s+\w[\w'’.-]*){0,3})")


def _mentions(text: str, people: Sequence[Person]) -> tuple[str, list[Person], list[str]]:
    """Return the text without @ signs, who was mentioned, and which mention fits nobody or several."""
    found: list[Person] = []
    unclear: list[str] = []

    def named(match: re.Match[str]) -> str:
        words = match[1].split()
        several = False
        for length in range(len(words), 0, -1):
            said = " ".join(words[:length]).rstrip(".'’-")
            who = _matching(said, people)
            if len(who) == 1:
                found.append(who[0])
                return match[1]
            several = several or len(who) > 1
        unclear.append(words[0])
        return match[0] if not several else match[1]

    return MENTION.sub(named, text), found, unclear


LEADING = re.compile(r"\s*([^\W\d_][\w'’.-]*(?:\s+[^\W\d_][\w'’.-]*){0,4})\s*([:,])?")


def _leading(text: str, people: Sequence[Person]) -> Person | None:
    """Return the one person whose name opens the line: "Karin: …", "Karin Vos wants …"."""
    match = LEADING.match(text)
    if match is None:
        return None
    words = match[1].split()
    for length in range(len(words), 0, -1):
        who = _matching(" ".join(words[:length]).rstrip(".:,"), people)
        if len(who) == 1:
            return who[0]
    return None


CLAUSE_END = re.compile(r"[.;!?\n]\s+|[;\n]")


def _clause(text: str, due: Due) -> str:
    """Return the sentence around a due date, without the words of the date and its loose ends."""
    start = max((m.end() for m in CLAUSE_END.finditer(text, 0, due.start)), default=0)
    after = CLAUSE_END.search(text, due.end)
    end = after.start() if after else len(text)
    rest = f"{text[start : due.start].rstrip()} {text[due.end : end].lstrip()}"
    return re.sub(r"\s+", " ", rest).strip(" ,:;.-–")


def _without_name(clause: str, person: Person | None) -> str:
    """Return a clause without the name that opens it."""
    if person is None:
        return clause
    match = LEADING.match(clause)
    if match and match[2] == ":" and folded(match[1]) in _names(person):
        return clause[match.end() :].strip()
    return clause


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def promise_kind(text: str) -> str:
    """Return the type of promise a text speaks of; "other" when it says nothing known."""
    for kind, words in PROMISE_WORDS.items():
        if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE):
            return kind
    return "other"


def _follow(kind: Kind, asked: Follow, due: Due | None) -> Follow:
    """Return what the due date becomes: promised to the customer, or a task after a note."""
    if kind in (Kind.PROMISE, Kind.TASK):
        return Follow(kind.value)
    if kind == Kind.COMPLAINT:
        return Follow.NONE
    if due is None:
        return Follow.NONE
    if asked != Follow.AUTO:
        return asked
    return Follow.TASK if kind == Kind.NOTE else Follow.PROMISE


def read_line(
    line: str,
    *,
    kind: Kind,
    people: Sequence[Person],
    today: date,
    follow: Follow = Follow.AUTO,
    clock: time | None = None,
    is_working: IsWorking = is_weekday,
) -> Proposal:
    """Read a line; `problem` is "empty" or "no_due" when it cannot be saved as it stands.

    `clock` is the local time now, for "over 2 uur"; `is_working` counts "over 5 werkdagen".
    """
    text, mentioned, unclear = _mentions(line.strip(), people)
    leading = _leading(text, people)
    named = list(dict.fromkeys([*([leading] if leading else []), *mentioned]))
    due = find_due(text, today, clock=clock, is_working=is_working)
    becomes = _follow(kind, follow, due)
    problem = "" if text else "empty"
    follow_text = ""
    if becomes != Follow.NONE:
        clause = _without_name(_clause(text, due) if due else text, leading)
        follow_text = _capital(clause or text)[:TITLE_LENGTH]
        if text and due is None:
            problem = "no_due"
    with_due = due is not None and becomes != Follow.NONE
    return Proposal(
        kind=kind,
        text=text,
        people=tuple(named),
        unclear=tuple(unclear),
        due_on=due.on if with_due and due else None,
        due_time=due.at if with_due and due else None,
        follow=becomes,
        follow_text=follow_text,
        promise_kind=promise_kind(follow_text) if becomes == Follow.PROMISE else "other",
        problem=problem,
        said=text[due.start : due.end] if with_due and due else "",
        other_day=due.other if with_due and due else None,
    )
