"""What the database knows about a mail that came in: whose it is, and which complaint it is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings

from complaints.cases.models import Complaint
from complaints.cases.workflow import ENDED
from complaints.inbound.models import ComplaintMail
from complaints.inbound.routes import Facts, Thread
from complaints.links.targets import target_of
from complaints.messages.mails import REPLY_KIND
from complaints.messages.models import Message
from complaints.messages.services import MAIL_PURPOSE
from crm.shared.localtime import local_date
from crm.shared.mail.inbox.automatic import Automatic, sounds_automatic, why_automatic
from crm.shared.mail.inbox.models import InboundMail
from crm.shared.mail.inbox.parse import Incoming
from crm.shared.mail.inbox.parts import numbered
from crm.shared.mail.inbox.quotes import number_in
from crm.shared.mail.models import OutboxMail
from crm.shared.mail.verp import record_of, without_tag
from crm.shared.organisation.services import get_organisation
from crm.shared.people.models import User
from customers.accounts.naming import email_key
from customers.contacts.models import Contact

MANY, WITHIN = 20, timedelta(hours=1)  # mails of one address; more is a loop of two programs
OLDEST = timedelta(days=7)  # an older Date is a wrong clock: mail does not travel that long
DOUBTED = re.compile(r"\bdmarc\s*=\s*fail\b", re.IGNORECASE)
ENCRYPTED = {"application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"}


@dataclass(frozen=True)
class Found:
    """Holds a mail with what is known about it."""

    mail: Incoming
    facts: Facts
    complaint: Complaint | None
    contact: Contact | None
    received_at: datetime


def own_addresses() -> set[str]:
    """Return the addresses from which only we write, in small letters, without marks."""
    organisation = get_organisation()
    texts = [
        parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
        parseaddr(settings.SERVER_EMAIL)[1],
        settings.BOUNCE_ADDRESS,
        organisation.email,
        organisation.complaints_email,
    ]
    return {without_tag(text) for text in texts if text}


def received_at(mail: Incoming, now: datetime) -> datetime:
    """Return when the customer wrote it: its Date, never after its arrival nor long before it."""
    arrived = min(mail.arrived_at or now, now)
    written = mail.written_at
    return written if written and arrived - OLDEST <= written <= arrived else arrived


def look(mail: Incoming, now: datetime) -> Found:
    """Read everything that decides where a mail goes."""
    organisation, own = get_organisation(), own_addresses()
    automatic = why_automatic(mail.message, own)
    if automatic is None and OutboxMail.objects.filter(message_id=mail.message_id).exists():
        automatic = Automatic.OWN
    if automatic is None and mail.report is not None:
        automatic = Automatic.BOUNCE
    thread, complaint = next(_threads(mail), ("", None))
    contacts = contacts_of(mail.sender)
    at = received_at(mail, now)
    address = organisation.complaints_email.strip().lower()
    facts = Facts(
        automatic=automatic or "",
        sounds_automatic=sounds_automatic(mail.subject),
        is_flood=_is_flood(mail.sender, now),
        is_whole=mail.whole,
        is_encrypted=_is_encrypted(mail),
        has_content=bool(mail.text.strip() or mail.attached),
        is_doubted=_is_doubted(mail),
        is_colleague=User.objects.filter(email__iexact=mail.sender, is_active=True).exists(),
        thread=thread,
        is_party=complaint is not None and is_party(complaint, mail.sender),
        ended_long_ago=complaint is not None and _ended_long_ago(complaint, at),
        contacts=len(contacts),
        to_us=bool(address) and any(without_tag(to) == address for to in mail.recipients),
        at_once=organisation.complaint_from_mail,
    )
    contact = contacts[0] if len(contacts) == 1 else None
    return Found(mail, facts, complaint, contact, at)


def _threads(mail: Incoming) -> Iterator[tuple[str, Complaint]]:
    """Yield how the mail names a complaint, the surest first; a merged complaint gives its target."""
    complaints = Complaint.objects.select_related("account", "contact")
    for address in mail.recipients:
        pk = record_of(address, REPLY_KIND)
        if pk and (found := complaints.filter(pk=pk).first()):
            yield Thread.TOKEN, target_of(found)
    sent = dict(
        OutboxMail.objects.filter(purpose=MAIL_PURPOSE, message_id__in=mail.thread).values_list(
            "message_id", "object_id"
        )
    )
    for one in mail.thread:
        message = Message.objects.filter(pk=sent[one]).first() if one in sent else None
        if message is not None:
            yield Thread.SENT, target_of(complaints.get(pk=message.complaint_id))
    received = dict(
        ComplaintMail.objects.filter(
            inbound__message_id__in=mail.thread, complaint__isnull=False
        ).values_list("inbound__message_id", "complaint_id")
    )
    for one in mail.thread:
        if one in received:
            yield Thread.RECEIVED, target_of(complaints.get(pk=received[one]))
    number = number_in(mail.subject)
    if number and (found := complaints.filter(number=number).first()):
        yield Thread.NUMBER, target_of(found)


def contacts_of(address: str) -> list[Contact]:
    """Return the people at living accounts who have this address; at most five."""
    found = Contact.objects.at_address(address).select_related("account").order_by("pk")
    return list(found[:5]) if address else []


def is_party(complaint: Complaint, address: str) -> bool:
    """Tell whether an address is the complainant's, or of somebody at the complaint's account."""
    key = email_key(address) if address else ""
    if not key:
        return False
    known = [complaint.complainant_email, complaint.contact.email if complaint.contact else ""]
    if key in {email_key(one) for one in known if one}:
        return True
    if complaint.account_id is None:
        return False
    people = Contact.objects.present().filter(email_key=key)
    return (
        people.filter(account_id=complaint.account_id).exists()
        or people.filter(second_posts__account_id=complaint.account_id).exists()
    )


def _ended_long_ago(complaint: Complaint, at: datetime) -> bool:
    if complaint.state not in ENDED or complaint.closed_at is None:
        return False
    days = (local_date(at) - local_date(complaint.closed_at)).days
    return days > get_organisation().reopen_days


def _is_flood(sender: str, now: datetime) -> bool:
    recent = InboundMail.objects.filter(sender=sender, received_at__gt=now - WITHIN)
    return bool(sender) and recent[: MANY + 1].count() > MANY


def _is_doubted(mail: Incoming) -> bool:
    """Tell whether our own mail server found that the sender's domain denies having sent this."""
    try:
        said = mail.message.get_all("Authentication-Results") or []
    except Exception:  # noqa: BLE001  the parser of headers raises many kinds on nonsense
        return False
    return any(DOUBTED.search(str(one)) for one in said)


def _is_encrypted(mail: Incoming) -> bool:
    if mail.text.strip():
        return False
    kinds = {
        mail.message.get_content_type(),
        *(p.get_content_type() for _n, p in numbered(mail.message)),
    }
    return bool(kinds & ENCRYPTED)
