"""Load mail that came in: what waits in the quarantine, and the complaint that came by mail."""

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from complaints.cases.models import Complaint
from complaints.inbound.models import ComplaintMail
from complaints.messages.mails import REPLY_KIND
from crm.demo.content.mail import LETTERS, Letter
from crm.demo.content.people import COMPANY
from crm.demo.history import History
from crm.demo.paper import make
from crm.shared.mail.inbox.services import handle_one, store
from crm.shared.mail.models import OutboxMail
from crm.shared.mail.verp import reply_address
from customers.contacts.models import Contact


def load(history: History) -> None:
    """Plan the mails that belong nowhere by themselves."""
    for number, letter in enumerate(LETTERS, start=1):
        at = history.at(history.business_day(letter.day), letter.clock)
        history.plan(
            at, lambda now, letter=letter, key=f"{number}@mail.example": _arrive(letter, key, now)
        )


def _arrive(letter: Letter, key: str, now: datetime) -> ComplaintMail:
    """Take one mail in, the way the mailbox reader does."""
    mail = EmailMessage()
    mail["From"], mail["Subject"] = letter.sender, letter.subject
    mail["To"] = letter.headers.get("To", COMPANY["complaints_email"])
    mail["Date"], mail["Message-ID"] = format_datetime(now), f"<{key}>"
    for name, value in letter.headers.items():
        if name != "To":
            mail[name] = value
    mail.set_content(letter.text)
    for name in letter.files:
        content = b"MZ" if name.endswith(".exe") else make(name)
        mail.add_attachment(content, "application", "octet-stream", filename=name)
    row, _new = store(mail.as_bytes(), now)
    handle_one(row.pk, now)
    return ComplaintMail.objects.get(inbound=row)


def complain(contact: Contact, subject: str, text: str, now: datetime) -> Complaint:
    """Have a contact complain by mail; returns the complaint that was made of it."""
    sender = f"{contact.name} <{contact.email}>"
    row = _arrive(Letter(sender, subject, text, 0, ""), f"klacht-{contact.pk}@mail.example", now)
    if row.complaint is None:
        raise ValueError(f"{subject}: {row.why}")
    return row.complaint


def reply(complaint: Complaint, text: str, files: tuple[str, ...], now: datetime) -> None:
    """Have the complainant reply by mail to the last message we sent."""
    message = complaint.messages.filter(mail_id__isnull=False).order_by("pk").last()
    sent = OutboxMail.objects.get(pk=message.mail_id).message_id if message else ""
    to = reply_address(str(COMPANY["complaints_email"]), REPLY_KIND, complaint.pk)
    quoted = f"\n\nOp uw bericht schreef {COMPANY['name']} <{COMPANY['email']}>:\n"
    quoted += "\n".join(f"> {line}" for line in (message.body if message else "").splitlines())
    letter = Letter(
        f"{complaint.party} <{complaint.reach_email}>",
        f"Re: {complaint.subject} ({complaint.number})",
        text + quoted,
        0,
        "",
        files,
        {"To": to, "In-Reply-To": sent, "References": sent},
    )
    _arrive(letter, f"reactie-{complaint.pk}@mail.example", now)
