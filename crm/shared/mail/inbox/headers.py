"""The headers of a mail, whatever nonsense stands in them. Nothing here raises."""

import contextlib
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses, parseaddr, parsedate_to_datetime

from crm.shared.mail.inbox.plain import clean

LONGEST = 5000
MOST_ADDRESSES = 50


def header(message: Message, name: str) -> str:
    """Return a header as text; empty when it is not there or cannot be read."""
    with contextlib.suppress(Exception):  # the parser of headers raises many kinds on nonsense
        value = message.get(name)
        if value is None:
            return ""
        if message.policy is compat32:  # it leaves coded words as they are
            return clean(str(make_header(decode_header(str(value)[:LONGEST]))))[:LONGEST]
        return clean(str(value))[:LONGEST]
    with contextlib.suppress(Exception):
        raw = next(v for k, v in message.raw_items() if k.lower() == name.lower())
        return clean(str(make_header(decode_header(str(raw)))))[:LONGEST]
    return ""


def addresses(message: Message, *names: str) -> list[tuple[str, str]]:
    """Return the names and addresses that stand in some headers, each address once, in small letters."""
    found: dict[str, str] = {}
    for name in names:
        for label, address in _parsed(message, name):
            address = address.strip().lower()[:254]
            if "@" in address and len(found) < MOST_ADDRESSES:
                found.setdefault(address, " ".join(label.split())[:120])
    return [(label, address) for address, label in found.items()]


def _parsed(message: Message, name: str) -> list[tuple[str, str]]:
    with contextlib.suppress(Exception):
        value = message.get(name)
        if value is not None:
            read = getattr(value, "addresses", None)
            if read:
                return [(clean(one.display_name), clean(one.addr_spec)) for one in read]
    text = header(message, name)
    with contextlib.suppress(Exception):
        return getaddresses([text]) if name.lower() != "from" else [parseaddr(text)]
    return []


def moment(message: Message, name: str = "Date") -> datetime | None:
    """Return the moment in a header; None for none that can be read."""
    with contextlib.suppress(Exception):
        found = parsedate_to_datetime(header(message, name))
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    return None
