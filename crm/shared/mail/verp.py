"""Variable envelope return paths: a bounce comes back to an address that says which mail it is about.

With BOUNCE_ADDRESS=bounces@example.nl mail 42 leaves with the return path
bounces+42-<mac>@example.nl. The MAC (TOKEN_KEY) keeps strangers from reporting bounces of others.
"""

import hashlib
import hmac
import re
from typing import Any

from django.conf import settings

LENGTH = 16
_TAG = re.compile(r"\+(\d{1,18})-([0-9a-f]{16})@", re.ASCII | re.IGNORECASE)


def _mac(key: str, pk: int) -> str:
    return hmac.new(key.encode(), f"verp|{pk}".encode(), hashlib.sha256).hexdigest()[:LENGTH]


def return_path(mail: Any) -> str:
    """Return the return path of a mail in the outbox; empty when no bounce address is set."""
    name, at, domain = settings.BOUNCE_ADDRESS.partition("@")
    return f"{name}+{mail.pk}-{_mac(settings.TOKEN_KEY, mail.pk)}@{domain}" if at else ""


def mail_of(address: str) -> int | None:
    """Return the key of the mail a return path belongs to; None for any other address."""
    found = _TAG.search(address or "")
    if found is None:
        return None
    pk, mac = int(found[1]), found[2].lower()
    keys = [settings.TOKEN_KEY, *settings.TOKEN_KEY_FALLBACKS]
    return pk if any(hmac.compare_digest(_mac(key, pk), mac) for key in keys) else None
