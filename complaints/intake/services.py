"""Taking in a complaint from the public form."""

from collections.abc import Sequence
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from complaints.cases.choices import Channel
from complaints.cases.models import Complaint
from complaints.cases.services import Complainant, record_complaint
from complaints.intake.files import keep_files
from complaints.messages.models import Message
from complaints.messages.services import customer_replied, send_receipt
from crm.shared.files.names import clean_name
from customers.contacts.models import Contact


def known_contact(email: str) -> Contact | None:
    """Return the one contact with this e-mail address; nobody when there are several or none."""
    if not email:
        return None
    found = list(Contact.objects.at_address(email).select_related("account")[:2])
    return found[0] if len(found) == 1 else None


@transaction.atomic
def take_in(
    *,
    text: str,
    complainant: Complainant,
    language: str,
    now: datetime,
    wish: str = "",
    reference: str = "",
    is_confidential: bool = False,
    uploads: Sequence[UploadedFile] = (),
    too_large: Sequence[str] = (),
) -> Complaint:
    """Record a complaint from the public form and confirm it by mail; unknown people wait unlinked.

    A known e-mail address puts it under that contact's account; the visitor does not learn whether
    it did. Files are kept with it, or nothing is: FileError says why.
    """
    complaint = record_complaint(
        text=text,
        channel=Channel.FORM,
        by=None,
        now=now,
        contact=known_contact(complainant.email),
        complainant=complainant,
        wish=wish,
        reference=reference,
        language=language,
        is_confidential=is_confidential,
    )
    keep_files(complaint, uploads, too_large, now)
    send_receipt(complaint, now=now)
    return complaint


@transaction.atomic
def reply(
    complaint: Complaint,
    *,
    body: str,
    now: datetime,
    uploads: Sequence[UploadedFile] = (),
    too_large: Sequence[str] = (),
) -> Message:
    """Store what a customer adds on the tracking page: words, files, or both; FileError says why not."""
    keep_files(complaint, uploads, too_large, now)
    if not body.strip() and uploads:
        names = ", ".join(clean_name(one.name or "") for one in uploads)
        body = _("Sent along: %(names)s") % {"names": names}
    return customer_replied(complaint, body=body, now=now)
