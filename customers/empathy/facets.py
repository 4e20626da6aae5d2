"""The six facets of the empathy map and the two kinds of need, each with the question that fills it.

Source: `domain.md` §3; the map is the one of Gray, Brown and Macanufo, *Gamestorming* (2010).
"""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Facet(models.TextChoices):
    """What a statement is about."""

    THINKS = "thinks", _("Thinks and feels")
    HEARS = "hears", _("Hears")
    SEES = "sees", _("Sees")
    SAYS = "says", _("Says and does")
    PAINS = "pains", pgettext_lazy("empathy map", "Pains")
    GAINS = "gains", pgettext_lazy("empathy map", "Gains")
    FUNCTIONAL = "functional", _("Functional need")
    PSYCHOLOGICAL = "psychological", _("Psychological need")


FACETS = (Facet.THINKS, Facet.HEARS, Facet.SEES, Facet.SAYS, Facet.PAINS, Facet.GAINS)
NEEDS = (Facet.FUNCTIONAL, Facet.PSYCHOLOGICAL)


@dataclass(frozen=True)
class Words:
    """A facet explained, and asked about one person (`%(who)s`) or about a whole account."""

    hint: Any
    ask: Any
    ask_all: Any


WORDS: dict[str, Words] = {
    Facet.THINKS: Words(
        _("What really counts, worries and hopes"),
        _("What keeps %(who)s awake about work?"),
        _("What do the people at %(who)s worry about?"),
    ),
    Facet.HEARS: Words(
        _("From boss, colleagues, customers"),
        _("Whose opinion does %(who)s listen to, and what do they say?"),
        _("Whom do the people at %(who)s listen to?"),
    ),
    Facet.SEES: Words(
        _("At work, in the market, of competitors"),
        _("What does %(who)s see happening in the market and with competitors?"),
        _("What do the people at %(who)s see happening in their market?"),
    ),
    Facet.SAYS: Words(
        _("In meetings, and in practice"),
        _("How does %(who)s act towards others, and does it match the words?"),
        _("What do the people at %(who)s tell others about us?"),
    ),
    Facet.PAINS: Words(
        _("Frustrations, obstacles, risks"),
        _("What frustrates %(who)s most when working with suppliers?"),
        _("What frustrates the people at %(who)s most?"),
    ),
    Facet.GAINS: Words(
        _("Wishes, and what success looks like"),
        _("When is this a good year for %(who)s?"),
        _("What would be a success for %(who)s?"),
    ),
    Facet.FUNCTIONAL: Words(
        _("What it must do: price, time, quality, service"),
        _("What must our product do for %(who)s?"),
        _("What must our product do for %(who)s?"),
    ),
    Facet.PSYCHOLOGICAL: Words(
        _("How it must feel: certainty, status, ease, trust"),
        _("What gives %(who)s confidence in a supplier?"),
        _("What gives %(who)s confidence in a supplier?"),
    ),
}


def question(facet: str, who: str, *, whole: bool = False) -> str:
    """Return the question for the next visit that would fill an empty facet."""
    words = WORDS[Facet(facet)]
    return str((words.ask_all if whole else words.ask) % {"who": who})


def is_need(facet: str) -> bool:
    """Say whether this is a need of the account, not a facet of a person."""
    return facet in NEEDS
