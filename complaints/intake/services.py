"""Taking in a complaint from the public form."""

from datetime import datetime

from django.db import transaction

from complaints.cases.choices import Channel
from complaints.cases.models import Complaint
from complaints.cases.services import Complainant, record_complaint
from complaints.messages.services import send_receipt
from customers.accounts.naming import email_key
from customers.contacts.models import Contact


def known_contact(email: str) -> Contact | None:
    """Return the one contact with this e-mail address; nobody when there are several or none."""
    if not email:
        return None
    found = list(
        Contact.objects.present()
        .filter(email_key=email_key(email), account__deleted_at__isnull=True)
        .select_related("account")[:2]
    )
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
) -> Complaint:
    """Record a complaint from the public form and confirm it by mail; unknown people wait unlinked.

    A known e-mail address puts it under that contact's account; the visitor does not learn whether
    it did.
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
    send_receipt(complaint, now=now)
    return complaint
