"""The textbook's two guesses: how many stay silent, and how much of what is said is written down.

Source: TARP (1979), "Consumer complaint handling in America": about half of all dissatisfied consumers say nothing;
between businesses about a quarter. Settings, never the company's own figure.
"""

from dataclasses import dataclass
from typing import Any

from crm.shared.access import Role, forbid_unless
from crm.shared.organisation.services import change_organisation, get_organisation

CONSUMERS, BUSINESSES = 50, 25  # percent that stays silent


@dataclass(frozen=True)
class Assumption:
    """Percentages: of the dissatisfied who say nothing, and of the spoken complaints that are recorded."""

    silent: int
    capture: int


def kept() -> Assumption:
    """Return the company's setting."""
    organisation = get_organisation()
    return Assumption(organisation.silent_share, organisation.capture_share)


def keep(assumption: Assumption, *, version: int, by: Any) -> None:
    """Keep an assumption as the setting; managers only, with an audit row.

    Raises Conflict when somebody changed the settings since `version` was read.
    """
    forbid_unless(by, Role.MANAGER)
    change_organisation(
        version, by=by, silent_share=assumption.silent, capture_share=assumption.capture
    )
