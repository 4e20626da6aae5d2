"""The mails of complaints, built by the worker at the moment of sending; links are made there."""

import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from complaints.cases.models import TRACKING, Complaint
from complaints.letters.variables import with_link
from complaints.messages.bounces import message_came_back
from complaints.messages.models import Message, MessageKind, Status
from complaints.messages.services import (
    MAIL_PURPOSE,
    message_accepted,
    message_refused,
)
from crm.shared.mail import purposes
from crm.shared.mail.purposes import Bounce, Mail, Purpose, Skip
from crm.shared.mail.verp import reply_address
from crm.shared.organisation.services import get_organisation
from crm.shared.tokens import token_for

REPLY_KIND = "complaint"  # of the addresses to which replies about a complaint go
# A Message-ID that a mail program gave, and that is safe to repeat in a header.
REAL_ID = re.compile(r"<[!-;=?-~]{1,120}@(?!content>|long>)[!-;=?-~]{1,100}>")


def tracking_url(complaint: Complaint) -> str:
    """Return the full address of the tracking page, on the site the settings name.

    Empty when its link was revoked or never made: a letter names no dead link.
    """
    if not complaint.token_hash or complaint.token_revoked_at:
        return ""
    return settings.SITE_URL + reverse("intake:track", args=[token_for(complaint, TRACKING)])


def subject_of(message: Message) -> str:
    """Return the subject line in the active language."""
    number = message.complaint.number
    if message.subject:
        own = message.subject
        return own if number in own else f"{own} ({number})"
    lines: dict[str, str] = {
        MessageKind.RECEIPT: _("Your complaint %(number)s has arrived"),
        MessageKind.ACKNOWLEDGEMENT: _("We are looking into your complaint %(number)s"),
        MessageKind.QUESTION: _("A question about your complaint %(number)s"),
        MessageKind.ANSWER: _("Our answer to your complaint %(number)s"),
    }
    line = lines.get(message.kind, _("About your complaint %(number)s"))
    return line % {"number": number}


def build(mail: Any, now: datetime) -> Mail | None:
    """Return the mail of a message, or raise Skip when it was undone."""
    message = (
        Message.objects.select_related("complaint__contact", "author")
        .filter(pk=mail.object_id)
        .first()
    )
    if message is None or message.status != Status.QUEUED:
        raise Skip("undone")
    complaint = message.complaint
    with override(complaint.language):
        context = context_of(message, tracking_url(complaint))
        return Mail(
            subject=subject_of(message),
            text=render_to_string("complaints/mail/message.txt", context),
            html=render_to_string("complaints/mail/message.html", context),
            headers=threading(complaint),
            reply_to=reply_address(get_organisation().complaints_email, REPLY_KIND, complaint.pk),
        )


def threading(complaint: Complaint) -> dict[str, str]:
    """Return the headers that put our mail under the customer's last one in their mail program."""
    last = complaint.mails.order_by("-arrived_at", "-pk").select_related("inbound")
    found = last.values_list("inbound__message_id", flat=True).first()
    if not found or not REAL_ID.fullmatch(found):
        return {}
    return {"In-Reply-To": found, "References": found}


def context_of(message: Message, url: str) -> dict[str, Any]:
    """Return what the mail of a message shows; the preview reads the same."""
    return {
        "body": with_link(message.body, url),
        "complaint": message.complaint,
        "organisation": get_organisation(),
        "tracking_url": url,
        "is_receipt": message.kind == MessageKind.RECEIPT,
    }


def sent(mail: Any, at: datetime) -> None:
    """Complete what waited for this mail, in the transaction that records its acceptance."""
    message = Message.objects.select_related("complaint", "author").get(pk=mail.object_id)
    message_accepted(message, at=at)


def refused(mail: Any, error: Any, at: datetime) -> None:
    """Mark the message as not delivered."""
    message = Message.objects.select_related("complaint", "author").get(pk=mail.object_id)
    message_refused(message, error=str(error), at=at)


def came_back(mail: Any, bounce: Bounce, at: datetime) -> None:
    """Mark the message as come back."""
    message = Message.objects.select_related("complaint", "author").get(pk=mail.object_id)
    why = f"{bounce.status} {bounce.reason}".strip()
    message_came_back(message, hard=bounce.hard, why=why, at=at)


def register() -> None:
    """Tell the outbox how mails of complaints are built and completed."""
    purposes.register(Purpose(MAIL_PURPOSE, build, sent, refused, came_back))
