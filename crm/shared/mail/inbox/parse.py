"""Read a mail that came in, whatever nonsense stands in it. Everything is cut to a length; nothing raises."""

import contextlib
import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import EmailPolicy, compat32

from crm.shared.mail.inbox.headers import addresses, header, moment
from crm.shared.mail.inbox.parts import Attached, attachments, body
from crm.shared.mail.inbox.reports import DeliveryReport, report_in

LONGEST_TEXT, LONGEST_SUBJECT, LONGEST_ID = 100_000, 500, 250
RECIPIENTS = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")
LONGEST_HEADER = 8_000  # characters; reading a longer one takes time out of all proportion
_ID = re.compile(r"<[^<>\s]{1,250}>")


@dataclass(frozen=True, slots=True)
class Incoming:
    """Hold a mail that came in, read safely.

    `thread` are the Message-IDs it answers, the nearest first. `pk` is the row it is stored in (0: none);
    `whole` is False when the mail was too large, so that only its first `size` bytes were taken.
    """

    message_id: str
    sender: str
    sender_name: str
    recipients: tuple[str, ...]
    subject: str
    text: str
    thread: tuple[str, ...]
    written_at: datetime | None
    attached: tuple[Attached, ...]
    report: DeliveryReport | None
    message: Message = field(repr=False, compare=False)
    pk: int = 0
    size: int = 0
    whole: bool = True
    arrived_at: datetime | None = None


class Careful(EmailPolicy):
    """Reads headers up to a length: who writes more than a hundred addresses means no good."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Return the name and the first part of the value of a header."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:LONGEST_HEADER]


CAREFUL = Careful()


def read(raw: bytes) -> Message:
    """Return a raw mail as a message.

    Where the reader of headers gives up, the older and coarser one reads it; of a mail that is nested
    without end, only the headers are read.
    """
    with contextlib.suppress(Exception):
        return message_from_bytes(raw, policy=CAREFUL)
    with contextlib.suppress(Exception):
        return message_from_bytes(raw, policy=compat32)
    return BytesHeaderParser(policy=compat32).parsebytes(raw[:LONGEST_TEXT])


def parse(raw: bytes) -> Incoming:
    """Read a raw mail; without a Message-ID its content names it, so that a copy is recognised."""
    message = read(raw)
    name, sender = next(iter(addresses(message, "From")), ("", ""))
    answered = _ID.findall(header(message, "In-Reply-To"))
    referred = _ID.findall(header(message, "References"))
    text, found, report = "", [], None
    with contextlib.suppress(Exception):  # a mail whose parts cannot be read still has its headers
        report = report_in(message)
        text, found = body(message), attachments(message)
    return Incoming(
        message_id=_own_id(message, raw),
        sender=sender,
        sender_name=name,
        recipients=tuple(address for _name, address in addresses(message, *RECIPIENTS)),
        subject=" ".join(header(message, "Subject").split())[:LONGEST_SUBJECT],
        text=text[:LONGEST_TEXT],
        thread=tuple(dict.fromkeys([*answered, *reversed(referred)]))[:20],
        written_at=moment(message),
        attached=tuple(found),
        report=report,
        message=message,
        size=len(raw),
    )


def _own_id(message: Message, raw: bytes) -> str:
    own = " ".join(header(message, "Message-ID").split())
    if len(own) > LONGEST_ID:
        return f"<{hashlib.sha256(own.encode()).hexdigest()}@long>"
    return own or f"<{hashlib.sha256(raw).hexdigest()}@content>"
