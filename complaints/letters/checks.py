"""Refusing a letter that is not finished, before it is sent or recorded."""

import re
from datetime import datetime

from django.utils.translation import gettext as _

from complaints.cases.models import Complaint
from complaints.errors import ComplaintError
from complaints.letters.variables import VARIABLES, left_open

EMPTY_LINE = re.compile(r"^\s*[-–•*]\s*$", re.MULTILINE)


def refuse_unfinished(complaint: Complaint, subject: str, body: str, *, now: datetime) -> None:
    """Raise ComplaintError, naming it, for a variable without value, an empty line or a dead link."""
    missing = left_open([subject, body])
    if missing:
        field = "body" if missing[0] in left_open([body]) else "subject"
        raise ComplaintError(
            _("We do not know %(word)s (%(meaning)s). Write it yourself, or take the line out.")
            % {"word": f"{{{missing[0]}}}", "meaning": VARIABLES[missing[0]]},
            field=field,
        )
    if EMPTY_LINE.search(body):
        raise ComplaintError(
            _("A line of the letter is still empty. Finish it, or take it out."), field="body"
        )
    if "{tracking_link}" in body and not (complaint.token_hash and complaint.token_is_live(now)):
        raise ComplaintError(
            _("The tracking link does not work any more. Make a new one, or take it out."),
            field="body",
        )
