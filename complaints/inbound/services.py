"""Taking in mail about complaints: into its complaint, as a new one, or into the quarantine for a choice."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from complaints.cases.choices import Channel
from complaints.cases.models import Complaint
from complaints.cases.services import Complainant, record_complaint
from complaints.cases.transitions import acting_as
from complaints.errors import ComplaintError, somebody_was_faster
from complaints.inbound.attachments import keep_attachments
from complaints.inbound.models import OPEN_TO_CHOICE, ComplaintMail
from complaints.inbound.reading import Found, look
from complaints.inbound.routes import Place, Why, route
from complaints.messages.models import Message, Via
from complaints.messages.services import customer_replied, send_receipt
from crm.shared.audit.services import record
from crm.shared.mail import services as outbox
from crm.shared.mail.inbox.models import InboundMail, InboundState
from crm.shared.mail.inbox.parse import Incoming
from crm.shared.mail.inbox.quotes import bare_subject, is_forward, new_text
from crm.shared.mail.inbox.registry import Handler
from crm.shared.mail.inbox.registry import register as register_handler
from crm.shared.mail.inbox.services import handle_one, opened, store
from crm.shared.mail.inbox.sources import LARGEST
from crm.shared.organisation.services import get_organisation
from customers.contacts.models import Contact

KEY, TOO_LARGE = "complaints", "complaints.mail_too_large"
LONGEST, SUBJECT, SNIPPET = 10_000, 150, 200


def register() -> None:
    """Have every mail that nobody else took come here."""
    register_handler(Handler(KEY, take, order=90))


def take(mail: Incoming, now: datetime) -> bool:
    """Put a mail where it belongs; one that belongs nowhere by itself waits for a choice."""
    found = look(mail, now)
    place, why = route(found.facts)
    row = _row(found, why)
    if place == Place.ATTACHED and found.complaint is not None:
        _attach(row, found.complaint, mail, now)
    elif place == Place.OPENED:
        _open(row, mail, now, contact=found.contact)
    else:
        row.place = place
        row.save()
    if why == Why.TOO_LARGE and (found.facts.is_party or found.contact is not None):
        _say_too_large(row, found, now)
    return True


def _row(found: Found, why: str) -> ComplaintMail:
    mail = found.mail
    return ComplaintMail(
        inbound_id=mail.pk,
        why=why,
        sender=mail.sender,
        sender_name=mail.sender_name,
        snippet=" ".join(new_text(mail.text).split())[:SNIPPET],
        attachments=len(mail.attached),
        received_at=found.received_at,
        arrived_at=mail.arrived_at,
        suggested=found.complaint,
        contact=found.contact,
    )


def _say_too_large(row: ComplaintMail, found: Found, now: datetime) -> None:
    """Tell a customer we know that the mail was not taken; a stranger's address may be made up."""
    contact = found.contact
    language = contact.language if contact else getattr(found.complaint, "language", "nl")
    outbox.queue(
        TOO_LARGE,
        object_id=row.pk,
        to=found.mail.sender,
        language=language,
        now=now,
        unique_key=f"{TOO_LARGE}:{row.pk}",
    )


def said(mail: Incoming, *, is_reply: bool, language: str) -> str:
    """Return what the customer says: of a reply what is new, without text a sentence about the rest."""
    whole = mail.text.strip()
    text = new_text(whole) if is_reply and not is_forward(mail.subject) else whole
    if len(text) > LONGEST:
        text = text[: LONGEST - 1].rstrip() + "…"
    if text:
        return text
    with override(language):
        count = len(mail.attached)
        return ngettext(
            "(No text, %(count)s attachment.)", "(No text, %(count)s attachments.)", count
        ) % {"count": count}


def _attach(row: ComplaintMail, complaint: Complaint, mail: Incoming, now: datetime) -> Message:
    """Add a mail to the conversation of a complaint, as the tracking page adds a reply."""
    message = customer_replied(
        complaint,
        body=said(mail, is_reply=True, language=get_organisation().language),
        now=now,
        at=min(mail.arrived_at or now, now),
        via=Via.MAIL,
    )
    row.place, row.complaint, row.message = Place.ATTACHED, complaint, message
    row.parts = keep_attachments(complaint, mail, now)
    row.save()
    return message


def _open(
    row: ComplaintMail,
    mail: Incoming,
    now: datetime,
    *,
    contact: Contact | None = None,
    account: Any = None,
    complainant: Complainant | None = None,
    by: Any = None,
) -> Complaint:
    """Make a complaint of a mail and confirm it with its number; a person still acknowledges it."""
    subject = bare_subject(mail.subject)[:SUBJECT]
    complaint = record_complaint(
        text=said(mail, is_reply=False, language=get_organisation().language),
        subject=subject,
        channel=Channel.EMAIL,
        by=by,
        now=now,
        account=account,
        contact=contact,
        complainant=complainant or Complainant(name=mail.sender_name, email=mail.sender),
        received_at=row.received_at,
    )
    row.place, row.complaint, row.message = Place.OPENED, complaint, None
    row.parts = keep_attachments(complaint, mail, now)
    row.save()
    send_receipt(complaint, now=now)
    return complaint


def _claim(row: ComplaintMail, by: Any, now: datetime) -> tuple[ComplaintMail, Incoming]:
    """Take a mail for one colleague's choice; raises ComplaintConflict when somebody chose already."""
    acting_as(by)
    waiting = ComplaintMail.objects.filter(pk=row.pk, place__in=OPEN_TO_CHOICE)
    if not waiting.update(decided_by=by, decided_at=now, place=Place.WAITING, reason=""):
        somebody_was_faster()
    fresh = ComplaintMail.objects.select_related("inbound").get(pk=row.pk)
    return fresh, opened(fresh.inbound)


@transaction.atomic
def make_complaint(
    row: ComplaintMail,
    *,
    by: Any,
    now: datetime,
    account: Any = None,
    contact: Contact | None = None,
    complainant: Complainant | None = None,
) -> Complaint:
    """Make a complaint of a mail that waited, for an account and contact or for somebody unknown."""
    fresh, mail = _claim(row, by, now)
    complaint = _open(
        fresh, mail, now, account=account, contact=contact, complainant=complainant, by=by
    )
    record("mail.open", fresh, by=by, account_id=complaint.account_id)
    return complaint


@transaction.atomic
def attach(row: ComplaintMail, complaint: Complaint, *, by: Any, now: datetime) -> Message:
    """Put a mail that waited into the conversation of a complaint."""
    fresh, mail = _claim(row, by, now)
    if complaint.complained_about_id == by.pk:
        raise ComplaintError(_("You cannot handle a complaint about yourself."))
    message = _attach(fresh, complaint, mail, now)
    record("mail.attach", fresh, by=by, account_id=complaint.account_id)
    return message


@transaction.atomic
def discard(row: ComplaintMail, *, reason: str, by: Any, now: datetime) -> None:
    """Put a mail away with the reason; it stays and may still be chosen for later."""
    if not reason.strip():
        raise ComplaintError(_("Give a reason."), field="reason")
    fresh, _mail = _claim(row, by, now)
    fresh.place, fresh.reason = Place.DISCARDED, reason.strip()[:300]
    fresh.save()
    record("mail.discard", fresh, by=by)


def _stored(raw: bytes, now: datetime) -> tuple[InboundMail, bool]:
    """Store a mail that a colleague brings as a file; raises ComplaintError for what is no mail."""
    if len(raw) > LARGEST:
        raise ComplaintError(_("A mail is at most 25 MB."), field="file")
    inbound, new = store(raw, now)
    if not (inbound.sender or inbound.subject):
        InboundMail.objects.filter(pk=inbound.pk, state=InboundState.NEW).delete()
        raise ComplaintError(
            _("This is no mail. Save it from your mail program as an .eml file."), field="file"
        )
    return inbound, new


def bring(raw: bytes, *, by: Any, now: datetime) -> ComplaintMail:
    """Take in a mail from a file, the way it would have come from the mailbox.

    Raises ComplaintError for what is no mail, and for one that was taken by another reader.
    """
    acting_as(by)
    inbound, _new = _stored(raw, now)
    handle_one(inbound.pk, now)
    row = ComplaintMail.objects.filter(inbound=inbound).first()
    if row is None:
        raise ComplaintError(_("This mail is no message of a customer."), field="file")
    record("mail.bring", row, by=by)
    return row


@transaction.atomic
def bring_to(complaint: Complaint, raw: bytes, *, by: Any, now: datetime) -> ComplaintMail:
    """Put a mail from a file into the conversation of a complaint, whoever it is from.

    Raises ComplaintError when the mail stands with a complaint already.
    """
    inbound, _new = _stored(raw, now)
    row = ComplaintMail.objects.filter(inbound=inbound).first()
    if row is None:
        rows = InboundMail.objects.filter(pk=inbound.pk)
        rows.update(state=InboundState.HANDLED, handler=KEY)
        row = _row(look(opened(inbound), now), "")
        row.place = Place.WAITING
        row.save()
    if not row.can_be_chosen:
        raise ComplaintError(
            _("This mail stands with %(number)s already.")
            % {"number": row.complaint.number if row.complaint else "–"},
            field="file",
        )
    attach(row, complaint, by=by, now=now)
    row.refresh_from_db()
    return row
