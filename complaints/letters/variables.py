"""What a letter may name: a fixed list of words in braces, filled in by plain replacement. Pure.

A text of the house is never handed to a template engine: what is not on the list stays text, and is
refused where it is typed.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

VARIABLES: dict[str, Words] = {
    "number": _("number of the complaint"),
    "subject": _("subject of the complaint"),
    "greeting": _("first line, by title and last name where known"),
    "complainant": _("name of the complainant"),
    "on_behalf_of": _("on whose behalf the complaint was made"),
    "received_on": _("day of receipt"),
    "promised_on": _("day on which our outcome is due"),
    "resume_on": _("day on which we go on without an answer"),
    "extended_to": _("new last day after an extension"),
    "handler": _("handler of the complaint"),
    "sender": _("who writes the letter"),
    "organisation": _("name of our organisation"),
    "phone": _("our telephone number"),
    "decision": _("our decision"),
    "reasons": _("reasons of the decision"),
    "remedies": _("what we do, one line each, with its date"),
    "external_body": _("where the customer can go if they disagree"),
    "external_deadline": _("until when they can go there"),
    "reopen_days": _("days in which the complaint can be opened again"),
    "tracking_link": _("link to the tracking page; made when the letter is sent"),
}
# Stands in no stored text: whoever sends or shows the letter puts it in.
LATE = frozenset({"tracking_link"})
_WORD = re.compile(r"\{([a-z_]+)\}")
_BRACES = re.compile(r"\{[^{}\n]{0,60}\}?|\}")


@dataclass(frozen=True)
class Filled:
    """Holds a text with its variables filled in, and the names for which there was no value."""

    text: str
    missing: tuple[str, ...] = ()


def used(text: str) -> list[str]:
    """Return the variables a text names, in order, each once; what is not on the list left out."""
    return list(dict.fromkeys(name for name in _WORD.findall(text) if name in VARIABLES))


def unknown(text: str) -> list[str]:
    """Return what stands in braces but is no variable, braces included, each once."""
    found = (match.group(0) for match in _BRACES.finditer(text))
    return list(dict.fromkeys(one for one in found if one[1:-1] not in VARIABLES or one[-1] != "}"))


def fill(text: str, values: Mapping[str, str]) -> Filled:
    """Put the values in; a variable without value stays as it is and is named as missing.

    Values are never searched for variables themselves; late ones stay for who sends the letter.
    """
    missing: list[str] = []

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in VARIABLES or name in LATE:
            return match.group(0)
        if not values.get(name):
            missing.append(name)
            return match.group(0)
        return values[name]

    return Filled(_WORD.sub(value, text), tuple(dict.fromkeys(missing)))


def left_open(texts: Iterable[str]) -> list[str]:
    """Return the variables nobody filled in: a letter that still has one is not sent."""
    return [name for name in used("\n".join(texts)) if name not in LATE]


def with_link(text: str, link: str) -> str:
    """Put the tracking link in, at the moment a letter is sent or shown."""
    return text.replace("{tracking_link}", link)
