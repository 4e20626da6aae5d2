"""Addresses that say what they belong to: return paths of mails, and reply addresses of records.

With BOUNCE_ADDRESS=bounces@example.nl mail 42 leaves with the return path bounces+42-<mac>@example.nl;
a reply to complaint 7 goes to klachten+7-<mac>@example.nl. The MAC (TOKEN_KEY) keeps strangers from
reporting bounces of others, and from writing into a record whose mail they never had.
"""

import hashlib
import hmac
import re
from typing import Any

from django.conf import settings

RETURN, RETURN_LENGTH = "verp", 16
REPLY_LENGTH = 32  # 128 bits: who has it may write into the record
_TAG = re.compile(r"\+(\d{1,18})-([0-9a-f]{16}|[0-9a-f]{32})@", re.ASCII | re.IGNORECASE)


def _mac(key: str, purpose: str, pk: int, length: int) -> str:
    text = f"{purpose}|{pk}".encode()
    return hmac.new(key.encode(), text, hashlib.sha256).hexdigest()[:length]


def _tagged(base: str, purpose: str, pk: int, length: int) -> str:
    name, at, domain = base.partition("@")
    return f"{name}+{pk}-{_mac(settings.TOKEN_KEY, purpose, pk, length)}@{domain}" if at else ""


def _named(address: str, purpose: str, length: int) -> int | None:
    found = _TAG.search(address or "")
    if found is None or len(found[2]) != length:
        return None
    pk, mac = int(found[1]), found[2].lower()
    keys = [settings.TOKEN_KEY, *settings.TOKEN_KEY_FALLBACKS]
    good = any(hmac.compare_digest(_mac(key, purpose, pk, length), mac) for key in keys)
    return pk if good else None


def return_path(mail: Any) -> str:
    """Return the return path of a mail in the outbox; empty when no bounce address is set."""
    return _tagged(settings.BOUNCE_ADDRESS, RETURN, mail.pk, RETURN_LENGTH)


def mail_of(address: str) -> int | None:
    """Return the key of the mail a return path belongs to; None for any other address."""
    return _named(address, RETURN, RETURN_LENGTH)


def reply_address(base: str, kind: str, pk: int) -> str:
    """Return the address below `base` to which replies about a record go; empty without base."""
    return _tagged(base, f"reply:{kind}", pk, REPLY_LENGTH)


def record_of(address: str, kind: str) -> int | None:
    """Return the key of the record of this kind a reply address belongs to; None for any other."""
    return _named(address, f"reply:{kind}", REPLY_LENGTH)


def without_tag(address: str) -> str:
    """Return an address in small letters without what stands between + and @."""
    name, at, domain = address.strip().lower().rpartition("@")
    return f"{name.partition('+')[0]}{at}{domain}"
