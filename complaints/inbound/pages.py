"""What the page of one mail shows, and what the page of a complaint shows of its mail."""

from typing import Any

from django.utils.translation import gettext as _

from complaints.cases.choices import Channel
from complaints.cases.models import Complaint
from complaints.inbound.attachments import Done, may_download
from complaints.inbound.models import ComplaintMail
from complaints.inbound.reading import contacts_of
from complaints.messages.models import Message
from crm.shared.mail.inbox.parse import Incoming
from crm.shared.mail.inbox.quotes import new_text

CANDIDATES = 5


def parts_shown(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the attachments with what was done in words, and whether they are given out."""
    return [
        {**part, "words": Done(part["done"]).label, "given": may_download(part["name"])}
        for part in parts
    ]


def attached_to(row: ComplaintMail, mail: Incoming) -> list[dict[str, Any]]:
    """Return the attachments of a mail, before and after its place was chosen."""
    if row.complaint_id:
        return parts_shown(row.parts)
    return [
        {"n": one.number, "name": one.name, "size": one.size, "given": may_download(one.name)}
        for one in mail.attached
    ]


def new_part(mail: Incoming) -> str:
    """Return what is new in a reply when that is less than the whole, else nothing."""
    new = new_text(mail.text)
    return new if mail.thread and new != mail.text.strip() else ""


def people_of(row: ComplaintMail) -> list[Any]:
    """Return who may have written: the contacts with this address."""
    return contacts_of(row.sender) if row.can_be_chosen else []


def complaints_for(row: ComplaintMail, people: list[Any], user: Any) -> list[Complaint]:
    """Return the complaints a mail may be about: the one it names, then open ones of its sender."""
    visible = Complaint.objects.visible_to(user)
    found = [row.suggested] if row.suggested else []
    accounts = {one.account_id for one in people}
    if accounts:
        open_ones = visible.open().filter(account__in=accounts).order_by("-received_at", "-pk")
        found += [one for one in open_ones[:CANDIDATES] if one.pk != row.suggested_id]
    return found


def opening_mails(complaint: Complaint) -> list[ComplaintMail]:
    """Return the mails a complaint was made of; no query for one that came another way."""
    if complaint.channel != Channel.EMAIL:
        return []
    return list(complaint.mails.filter(message__isnull=True))


def sender_note(message: Message, complaint: Complaint) -> str:
    """Return the way a message of the customer took; of a mail from another address, from whom."""
    via = message.get_via_display()
    mail = getattr(message, "mail", None)
    if mail is None or mail.sender == complaint.reach_email.lower():
        return via
    return _("%(via)s, from %(address)s") % {"via": via, "address": mail.sender}
