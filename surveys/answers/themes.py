"""Decide which themes a comment names, by words; by hand always wins."""

import re
import unicodedata
from collections.abc import Iterable

NOTHING = frozenset(
    {
        *("niets", "niks", "geen", "nee", "nvt", "n.v.t.", "n.v.t", "-", "--", ".", "x"),
        *("none", "nothing", "no", "na", "n/a", "nil", "geen idee", "weet niet", "no comment"),
        *("geen opmerkingen", "geen opmerking", "niet van toepassing"),
    }
)


def plain(text: str) -> str:
    """Fold case and accents, so that Levering, LEVERING and lévering are one word."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def names_nothing(comment: str) -> bool:
    """Tell whether a comment says in words that there is nothing to say."""
    return plain(comment).strip(" .!") in NOTHING or plain(comment).strip() in NOTHING


def named(comment: str, words: Iterable[tuple[int, str]]) -> set[int]:
    """Give the ids of the themes of which a word starts a word of the comment."""
    text = plain(comment)
    return {theme for theme, word in words if re.search(rf"(?<!\w){re.escape(plain(word))}", text)}
