"""What a delivery status notification says (RFC 3464), and which mail of ours it is about."""

import re
from dataclasses import dataclass
from email.message import Message

from crm.shared.mail.inbox.headers import header

MOST_PARTS = 50
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b", re.ASCII)
_ID = re.compile(r"^Message-ID:\s*(<[^<>\s]{1,250}>)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """Hold what a delivery status notification says about one recipient."""

    action: str  # failed, delayed, delivered, relayed, expanded
    status: str  # such as 5.1.1
    reason: str
    original_id: str = ""  # the Message-ID of the mail that came back, when it is enclosed

    @property
    def failed(self) -> bool:
        """Tell whether the mail was given up; a notice of delay is no failure."""
        return self.action == "failed"

    @property
    def hard(self) -> bool:
        """Tell whether trying again is no use (RFC 3463: class 5); a full mailbox may empty."""
        return self.status.startswith("5.") and not self.status.startswith("5.2.2")


def report_in(message: Message) -> DeliveryReport | None:
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
            words = " ".join(reason.split())[:300]
            return DeliveryReport(action, found[0], words, _original_id(message))
    return None


def _original_id(message: Message) -> str:
    """Return the Message-ID of the enclosed mail, whole or headers only."""
    for number, part in enumerate(message.walk()):
        if number >= MOST_PARTS:
            break
        if number and (found := header(part, "Message-ID").strip()):
            return found[:250]
        if part.get_content_type() in ("text/rfc822-headers", "message/rfc822-headers"):
            payload = part.get_payload()
            if isinstance(payload, str) and (match := _ID.search(payload)):
                return match[1]
    return ""
