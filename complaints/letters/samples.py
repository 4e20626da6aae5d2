"""An invented customer, to read a letter as one would get it."""

from django.utils.translation import gettext as _

from complaints.letters.variables import fill, with_link
from crm.shared.organisation.services import get_organisation


def example(text: str) -> str:
    """Return a text filled in for an invented customer, in the active language."""
    organisation = get_organisation()
    values = {
        "number": "KL-2026-0001",
        "subject": _("Parcel arrived damaged"),
        "greeting": _("Dear Ms %(name)s,") % {"name": "De Vries"},
        "complainant": "Anna de Vries",
        "on_behalf_of": "Jan de Vries",
        "received_on": _("Monday 2 November"),
        "promised_on": _("Monday 9 November"),
        "resume_on": _("Monday 16 November"),
        "extended_to": _("Monday 23 November"),
        "handler": "Robin Smit",
        "sender": "Robin Smit",
        "organisation": organisation.name,
        "phone": organisation.phone or "0800 1234",
        "decision": _("justified"),
        "reasons": _("The parcel was packed too lightly for its weight."),
        "remedies": _("- replacement: a new parcel, by Thursday 12 November at the latest"),
        "external_body": _("the disputes committee of our trade"),
        "external_deadline": _("Friday 2 April 2027"),
        "reopen_days": str(organisation.reopen_days),
    }
    return with_link(fill(text, values).text, "https://…/k/…/")
