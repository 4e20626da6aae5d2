"""The chain that makes a history trustworthy: each event carries the hash of the one before it.

Pure functions. Free texts are not part of an event, only their salted digest: erasing a text (with its
salt) leaves the chain whole, and nothing about the text can be guessed from what stays.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

START = ""  # what stands before the first event


def new_salt() -> str:
    """Return 128 random bits to hide a text's digest with."""
    return secrets.token_hex(16)


def text_digest(salt: str, text: str) -> str:
    """Return the digest of a text that stands apart; nothing for no text or one that was erased."""
    if not text or not salt:
        return ""
    return hashlib.sha256(f"{salt}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()


def plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return data as JSON gives it back, so that a hash made before storing holds after reading."""
    return json.loads(json.dumps(data))


def utc(moment: datetime) -> str:
    """Write a moment the same on every server: in UTC, to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def event_hash(previous: str, complaint: str, event: Mapping[str, Any]) -> str:
    """Return the SHA-256 of an event and of the hash before it.

    `complaint` is the complaint's number, which never changes; `event` holds the columns of the event
    by name. Canonical: JSON with sorted keys, no spaces, ASCII, moments in UTC.
    """
    content = {
        "complaint": complaint,
        "number": event["number"],
        "cycle": event["cycle"],
        "kind": event["kind"],
        "from": event["from_state"],
        "to": event["to_state"],
        "at": utc(event["at"]),
        "recorded_at": utc(event["recorded_at"]),
        "actor": event["actor_id"],
        "by_customer": bool(event["by_customer"]),
        "data": event["data"],
        "text": event["text_digest"],
        "previous": previous,
    }
    written = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
