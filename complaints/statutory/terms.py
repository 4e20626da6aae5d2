"""The legal term beside the house's own: calendar weeks, legal holidays, never paused.

Pure functions. No preset is legal advice: which law binds a company is for its lawyer to say.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from crm.shared.organisation.dutch_holidays import easter_sunday, kings_day
from crm.shared.organisation.models import LegalTerm

SATURDAY = 5


@dataclass(frozen=True)
class Term:
    """Holds a legal term in calendar weeks, and by how many it may be extended once; 0: not at all."""

    weeks: int
    extension: int = 0


TERMS = {
    LegalTerm.GENERAL: Term(6),
    LegalTerm.PUBLIC: Term(6, 4),
    LegalTerm.CARE: Term(6, 4),
    LegalTerm.FINANCE: Term(8),
    LegalTerm.WEB_SHOP: Term(4),
}


@lru_cache(maxsize=64)
def legal_holidays(year: int) -> frozenset[date]:
    """Return the days no legal term ends on besides weekends, in the Netherlands.

    New Year, Good Friday, Easter Monday, King's Day, 5 May, Ascension, Whit Monday, both days of
    Christmas (Algemene termijnenwet, art. 3). Not the house's own closed days: 5 May counts every
    year here, and Good Friday too.
    """
    easter = easter_sunday(year)
    around = (-2, 1, 39, 50)
    return frozenset(
        {
            date(year, 1, 1),
            kings_day(year),
            date(year, 5, 5),
            date(year, 12, 25),
            date(year, 12, 26),
            *(easter + timedelta(days=days) for days in around),
        }
    )


def is_day_off(day: date) -> bool:
    """Tell whether a legal term cannot end on a day."""
    return day.weekday() >= SATURDAY or day in legal_holidays(day.year)


def last_day(received_on: date, weeks: int) -> date:
    """Return the last day of a term of whole weeks that starts the day after receipt.

    A term that would end on a Saturday, Sunday or legal holiday ends on the next day that is none.
    """
    day = received_on + timedelta(weeks=weeks)
    while is_day_off(day):
        day += timedelta(days=1)
    return day
