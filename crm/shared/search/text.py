"""Words as search knows them: small letters, no accents, phone numbers as digits."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from crm.shared import phones

LONGEST = 100
WORDS = 6
FRAGMENT = 3  # the shortest fragment the index finds in the middle of a word
_JUNK = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)

_NUMBERED = re.compile(r"^\d+([-./]\d+)+$")  # may be part of a complaint number: 2026-0042


def normalise(text: str) -> str:
    """Return a text in small letters, without accents, control characters and double spaces."""
    plain = unicodedata.normalize("NFKD", _JUNK.sub(" ", text).casefold())
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(kept.split())


def phone_words(numbers: Iterable[str]) -> list[str]:
    """Return the digits under which numbers are found: with country code, and as dialled at home."""
    words = []
    for number in numbers:
        stored = phones.normalise(number) if number else None
        if stored is None:
            words += ["".join(c for c in number if c.isdigit())] if number else []
            continue
        words.append(stored[1:])
        words.append(phones.at_home(stored))
    return [w for w in dict.fromkeys(words) if w]


@dataclass(frozen=True)
class Query:
    """What somebody looks for.

    `prefix` is the whole text as the start of a title; `fragments` must all stand in the text, one
    of each group.
    """

    prefix: str
    fragments: tuple[tuple[str, ...], ...]

    def __bool__(self) -> bool:
        return bool(self.prefix)


def understand(typed: str) -> Query:
    """Return what to look for; words too short for the index only narrow what longer ones find."""
    text = normalise(typed[: LONGEST * 4])[:LONGEST].strip()
    if not text:
        return Query("", ())
    if phones.looks_like_number(text):
        digits = "".join(c for c in text.replace("(0)", "") if c.isdigit())
        digits = digits[2:] if digits.startswith("00") else digits
        as_typed = (text,) if _NUMBERED.match(text) and digits != text else ()
        return Query(text, ((digits, *as_typed),))
    words = dict.fromkeys(text.split()[:WORDS])
    return Query(text, tuple((w,) for w in words))
