"""The parts of a mail: what is to be read, and what is attached. A mail inside a mail is one part."""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from crm.shared.files.names import clean_name
from crm.shared.mail.inbox.plain import clean, text_of_html

MOST_PARTS = 100
DEEPEST = 30
FLOWED = re.compile(r"(?<!^--) \n(?=[^>])", re.MULTILINE)
# What is in no mailer's interest to look at as a file: it goes with how the mail is made up.
WRAPPING = {
    "application/pgp-signature",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
}


@dataclass(frozen=True, slots=True)
class Attached:
    """What is said of one attachment: its number among the parts, a name fit to show, kind and size."""

    number: int
    name: str
    kind: str
    size: int  # bytes, once decoded


def leaves(message: Message, depth: int = 0) -> Iterator[Message]:
    """Yield the parts that hold something, in order, without looking into an attached mail."""
    payload = message.get_payload()
    if message.get_content_maintype() == "multipart" and isinstance(payload, list):
        if depth < DEEPEST:
            for part in payload:
                if isinstance(part, Message):
                    yield from leaves(part, depth + 1)
    else:
        yield message


def numbered(message: Message) -> list[tuple[int, Message]]:
    """Return the first parts with their numbers."""
    found = []
    for number, part in enumerate(leaves(message)):
        if number >= MOST_PARTS:
            break
        found.append((number, part))
    return found


def content_of(part: Message) -> bytes:
    """Return what is in a part, decoded; an attached mail as it stands; empty when it cannot be read."""
    with contextlib.suppress(Exception):  # broken encodings raise many kinds
        payload = part.get_payload()
        if isinstance(payload, list):  # message/rfc822
            return payload[0].as_bytes() if payload else b""
        decoded = part.get_payload(decode=True)
        return decoded if isinstance(decoded, bytes) else b""
    return b""


def name_of(part: Message) -> str:
    """Return the name a part gives itself, as a file may be called; empty for none."""
    with contextlib.suppress(Exception):
        return clean_name(clean(part.get_filename() or ""))
    return ""


def is_text(part: Message) -> bool:
    """Tell whether a part is what the sender wrote, and no attachment."""
    if part.get_content_type() not in ("text/plain", "text/html"):
        return False
    return part.get_content_disposition() != "attachment" and not name_of(part)


def attachments(message: Message) -> list[Attached]:
    """Return what is attached to a mail, signatures of the mail itself apart."""
    found = []
    for number, part in numbered(message):
        kind = part.get_content_type()
        if is_text(part) or kind in WRAPPING or kind == "message/delivery-status":
            continue
        size = len(content_of(part))
        if not size:
            continue
        extension = {"message/rfc822": "eml", "text/calendar": "ics"}.get(kind, "bin")
        found.append(Attached(number, name_of(part) or f"{number}.{extension}", kind, size))
    return found


def part_at(message: Message, number: int) -> Message | None:
    """Return the part of a number; None when there is none."""
    return dict(numbered(message)).get(number)


def decoded(part: Message) -> str:
    """Return a text part as text, in the character set it says or, failing that, one that fits."""
    data = content_of(part)
    with contextlib.suppress(Exception):
        said = (part.get_content_charset() or "").replace("_", "-")
        if said in ("iso-8859-1", "latin-1", "latin1"):  # what says so is written in the larger set
            said = "cp1252"
        if said and said not in ("us-ascii", "ascii", "utf-8", "utf8", "unknown-8bit"):
            return clean(data.decode(said, "replace"))
    for charset in ("utf-8", "cp1252"):
        with contextlib.suppress(UnicodeDecodeError):
            return clean(data.decode(charset))
    return clean(data.decode("latin-1"))


def body(message: Message) -> str:
    """Return what the sender wrote as plain text; of two versions the plain one, empty for none."""
    plain, formatted = [], []
    for _number, part in numbered(message):
        if not is_text(part):
            continue
        text = decoded(part)
        if part.get_content_type() == "text/html":
            formatted.append(text_of_html(text))
            continue
        if str(part.get_param("format", "")).lower() == "flowed":
            text = FLOWED.sub(" ", text)
        plain.append(text)
    written = "\n\n".join(text.strip() for text in plain if text.strip())
    return written or "\n\n".join(text for text in formatted if text)
