"""Read a mail that came in, whatever nonsense stands in it, and what a bounce says (RFC 3464).

Everything is cut to a length; nothing here raises on a malformed mail.
"""

import contextlib
import hashlib
import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import getaddresses, parseaddr

LONGEST_TEXT, LONGEST_SUBJECT, LONGEST_ID, MOST_PARTS = 100_000, 500, 250, 50
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b", re.ASCII)
RETURN_HEADERS = ("Delivered-To", "X-Original-To", "Envelope-To", "To")


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """Hold what a delivery status notification says about one recipient."""

    action: str  # failed, delayed, delivered, relayed, expanded
    status: str  # such as 5.1.1
    reason: str

    @property
    def failed(self) -> bool:
        """Tell whether the mail was given up; a notice of delay is no failure."""
        return self.action == "failed"

    @property
    def hard(self) -> bool:
        """Tell whether trying again is no use (RFC 3463: class 5); a full mailbox may empty."""
        return self.status.startswith("5.") and not self.status.startswith("5.2.2")


@dataclass(frozen=True, slots=True)
class Incoming:
    """Hold a mail that came in, read safely."""

    message_id: str
    sender: str
    recipients: tuple[str, ...]
    subject: str
    text: str
    in_reply_to: tuple[str, ...]
    automatic: bool
    report: DeliveryReport | None


def parse(raw: bytes) -> Incoming:
    """Read a raw mail; without a Message-ID its content names it, so that a copy is recognised."""
    message = message_from_bytes(raw, policy=default)
    own_id = header(message, "Message-ID")[:LONGEST_ID]
    sender = parseaddr(header(message, "From"))[1].lower()[:254]
    automatic = header(message, "Auto-Submitted").lower() not in ("", "no")
    return Incoming(
        message_id=own_id or f"<{hashlib.sha256(raw).hexdigest()}@content>",
        sender=sender,
        recipients=tuple(_recipients(message)),
        subject=" ".join(header(message, "Subject").split())[:LONGEST_SUBJECT],
        text=body(message)[:LONGEST_TEXT],
        in_reply_to=tuple(
            re.findall(
                r"<[^<>\s]{1,250}>",
                f"{header(message, 'In-Reply-To')} {header(message, 'References')}",
            )[:20]
        ),
        automatic=automatic or header(message, "Precedence").lower() in ("bulk", "junk", "list"),
        report=report(message),
    )


def header(message: Message, name: str) -> str:
    """Return a header as text; empty when it is not there or cannot be read."""
    with contextlib.suppress(Exception):  # the parser of headers raises many kinds on nonsense
        value = message.get(name)
        return "" if value is None else str(value).replace("\x00", "")[:5000]
    return ""


def _recipients(message: Message) -> list[str]:
    found: list[str] = []
    for name in RETURN_HEADERS:
        for _label, address in getaddresses([header(message, name)]):
            if address and address not in found:
                found.append(address[:254])
    return found[:20]


def body(message: EmailMessage | Message) -> str:
    """Return the plain text of a mail; empty when there is none that can be read."""
    for number, part in enumerate(message.walk()):
        if number >= MOST_PARTS:
            break
        if part.get_content_type() == "text/plain" and not part.get_filename():
            with contextlib.suppress(Exception):  # unknown charsets, broken encodings
                payload = part.get_payload(decode=True) or b""
                text = payload.decode(part.get_content_charset() or "utf-8", "replace")
                return text.replace("\x00", "")
    return ""


def report(message: Message) -> DeliveryReport | None:
    """Return what a delivery status notification says; None for any other mail."""
    for number, part in enumerate(message.walk()):
        if number >= MOST_PARTS:
            break
        if part.get_content_type() != "message/delivery-status":
            continue
        payload = part.get_payload()
        for block in payload if isinstance(payload, list) else []:
            if not isinstance(block, Message):
                continue
            action = header(block, "Action").strip().lower()[:20]
            found = _STATUS.search(header(block, "Status"))
            if not action or found is None:
                continue
            reason = header(block, "Diagnostic-Code") or header(block, "Status")
            return DeliveryReport(action, found[0], " ".join(reason.split())[:300])
    return None
