"""The kinds of rows an investigation is made of, by their name in the address."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from complaints.investigation.models import Evidence, Finding, Hearing, Row, ThirdParty, Why


@dataclass(frozen=True)
class Room:
    """A kind of row: its table, what it is called, and what its acts say."""

    key: str
    model: type[Row]
    title: Any
    add: Any
    change: Any


ROOMS = {
    room.key: room
    for room in (
        Room(
            "hearing",
            Hearing,
            _("Both sides"),
            _("Write down a statement"),
            _("Change the statement"),
        ),
        Room("finding", Finding, _("Findings"), _("Add a finding"), _("Change the finding")),
        Room("evidence", Evidence, _("Evidence"), _("Link evidence"), _("Change the evidence")),
        Room("why", Why, _("Why, and why again"), _("Ask why again"), _("Change this why")),
        Room(
            "party",
            ThirdParty,
            _("Third parties"),
            _("Ask somebody outside"),
            _("Change what was asked"),
        ),
    )
}
