"""What every figure means, in plain words: one source for the "?" beside a figure and for the page that lists them all.

Each app registers the topics of its own figures; the basement knows none of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class Subject(Enum):
    """What a topic is about, in the order of the page."""

    CYCLE = _("Relations")
    PROMISES = _("Promises")
    SALES = _("Pipeline and sales")
    COMPLAINTS = _("Complaints")
    NPS = _("NPS")
    MEETING = _("Where they meet")


@dataclass(frozen=True)
class Topic:
    """One figure: what it is, how it is computed, what it cannot say; whence the rule, and an example."""

    key: str
    subject: Subject
    title: Words
    what: Words
    how: Words
    cannot: Words
    source: Words = ""
    example: Words = ""


@dataclass(frozen=True)
class Measure:
    """A page on which a term is measured: its URL name, what stands there, and who may open it (empty: everybody)."""

    name: str
    label: Words
    query: str = ""
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Term:
    """A word of the textbook, what it means, and where Kring measures it."""

    key: str
    title: Words
    meaning: Words
    measured: tuple[Measure, ...]


_topics: dict[str, Topic] = {}
_terms: dict[str, Term] = {}


def register(*topics: Topic) -> None:
    """Add topics; a key is used once."""
    for topic in topics:
        if _topics.setdefault(topic.key, topic) is not topic:
            raise ValueError(f"The help topic {topic.key} is registered twice.")


def register_terms(*terms: Term) -> None:
    """Add terms; they stand in the order in which they were added."""
    _terms.update((term.key, term) for term in terms)


def find(key: str) -> Topic:
    """Return a topic; KeyError when nobody registered it."""
    return _topics[key]


def keys() -> set[str]:
    """Return the keys of all topics."""
    return set(_topics)


def terms() -> list[Term]:
    """Return all terms."""
    return list(_terms.values())


def by_subject() -> Iterator[tuple[Subject, list[Topic]]]:
    """Give the topics of each subject that has any."""
    for subject in Subject:
        found = [topic for topic in _topics.values() if topic.subject is subject]
        if found:
            yield subject, found
