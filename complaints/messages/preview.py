"""How a letter looks before it leaves: the same words, frame and subject line as the mail."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from complaints.cases.models import Complaint
from complaints.cases.workflow import How
from complaints.letters.models import LetterPurpose
from complaints.letters.variables import with_link
from complaints.messages.forms import LetterForm
from complaints.messages.mails import context_of, subject_of, tracking_url
from complaints.messages.models import Message, MessageKind

KINDS = {
    LetterPurpose.ACKNOWLEDGEMENT: MessageKind.ACKNOWLEDGEMENT,
    LetterPurpose.QUESTION: MessageKind.QUESTION,
    LetterPurpose.ANSWER: MessageKind.ANSWER,
}


@dataclass(frozen=True)
class Preview:
    """Holds what the customer will read, and where."""

    to: str
    subject: str
    html: str
    language: str


def preview_of(complaint: Complaint, form: LetterForm, *, user: Any) -> Preview:
    """Return a valid form's letter as it would be sent; nothing is stored."""
    data = form.cleaned_data
    message = Message(
        complaint=complaint,
        kind=KINDS.get(LetterPurpose(form.purposes[0]), MessageKind.UPDATE),
        subject=data.get("subject", ""),
        body=data["body"].strip(),
        author=user,
    )
    is_mail = data["how"] == How.MAIL
    with override(complaint.language):
        context = context_of(message, tracking_url(complaint))
        html = render_to_string("complaints/mail/_body.html", context)
        subject = subject_of(message) if is_mail else ""
    return Preview(complaint.reach_email if is_mail else "", subject, html, complaint.language)


@dataclass(frozen=True)
class PrintedLetter:
    """Holds a letter on paper: to whom, what, of which day."""

    address: list[str]
    body: str
    day: datetime
    url: str


def postal_lines(complaint: Complaint) -> list[str]:
    """Return the lines of the address window; only a name when no address is known."""
    name = complaint.contact.name if complaint.contact is not None else complaint.complainant_name
    if complaint.complainant_address:
        rest = complaint.complainant_address.replace("\n", ",").split(",")
        return [line.strip() for line in (name, *rest) if line.strip()]
    account = complaint.account
    if account is None or not account.street:
        return [name] if name else []
    at = _("Attn. %(name)s") % {"name": name} if name and name != account.name else ""
    town = f"{account.postcode}  {account.city}".strip()
    return [line for line in (account.name, at, account.street, town, account.country) if line]


def printed(complaint: Complaint, body: str, day: datetime) -> PrintedLetter:
    """Return a letter ready to print."""
    url = tracking_url(complaint)
    return PrintedLetter(postal_lines(complaint), with_link(body, url), day, url)
