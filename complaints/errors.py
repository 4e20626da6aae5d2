"""The errors of complaints: refusals with a sentence fit for a user."""

from typing import NoReturn

from django.utils.translation import gettext as _

from crm.shared.errors import Conflict, Refusal


class ComplaintError(Refusal):
    """Refuses an act in complaints."""


class ComplaintConflict(Conflict, ComplaintError):
    """Says that somebody else changed the complaint first."""


def somebody_was_faster() -> NoReturn:
    """Raise the refusal of a lost race."""
    raise ComplaintConflict(
        _("Somebody else changed this complaint just now. Look at it again; nothing was saved.")
    )
