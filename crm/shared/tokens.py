"""Links for people without an account: recomputable tokens of which only the hash is stored.

A token is a keyed MAC (TOKEN_KEY) over purpose, row id and a per-row nonce: 160 bits. The row keeps
nonce, hash, expiry and revocation, so a leaked database opens no link. After a change of key the old
keys in TOKEN_KEY_FALLBACKS recompute links that were sent before.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from datetime import datetime
from typing import Any, TypeVar

from django.conf import settings
from django.db import models

Row = TypeVar("Row", bound="TokenFields")


class TokenFields(models.Model):
    """Adds what a row needs to be reached by a link."""

    token_nonce = models.CharField(max_length=32, blank=True, default="", editable=False)
    token_hash = models.CharField(
        max_length=64,
        unique=True,
        null=True,
        default=None,
        editable=False,  # noqa: DJ001
    )
    token_expires_at = models.DateTimeField(null=True, blank=True, editable=False)
    token_revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def token_is_live(self, now: datetime) -> bool:
        """Say whether the link still works: not revoked and not expired."""
        return self.token_revoked_at is None and (
            self.token_expires_at is None or now < self.token_expires_at
        )


def _mac(key: str, purpose: str, row_id: Any, nonce: str) -> str:
    digest = hmac.new(key.encode(), f"{purpose}|{row_id}|{nonce}".encode(), hashlib.sha256).digest()
    return urlsafe_b64encode(digest[:20]).rstrip(b"=").decode()


def digest(token: str) -> str:
    """Return the hash under which a token is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_nonce() -> str:
    """Return a fresh per-row nonce of 96 bits."""
    return secrets.token_urlsafe(12)


def issue(row: TokenFields, purpose: str, *, expires_at: datetime | None = None) -> str:
    """Give a saved row a link and return its token; saves the row's token columns."""
    row.token_nonce = new_nonce()
    token = _mac(settings.TOKEN_KEY, purpose, row.pk, row.token_nonce)
    row.token_hash = digest(token)
    row.token_expires_at = expires_at
    row.token_revoked_at = None
    row.save(update_fields=["token_nonce", "token_hash", "token_expires_at", "token_revoked_at"])
    return token


def make(purpose: str, row_id: Any, nonce: str) -> str:
    """Return the token of a row, for rows that keep extra tokens beside their main one."""
    return _mac(settings.TOKEN_KEY, purpose, row_id, nonce)


def token_for(row: TokenFields, purpose: str) -> str:
    """Recompute the token of a row, with the key it was made with."""
    for key in [settings.TOKEN_KEY, *settings.TOKEN_KEY_FALLBACKS]:
        token = _mac(key, purpose, row.pk, row.token_nonce)
        if digest(token) == row.token_hash:
            return token
    raise ValueError(f"No key in TOKEN_KEY or its fallbacks made the token of {row!r}.")


def find(queryset: models.QuerySet[Row], token: str, purpose: str) -> Row | None:
    """Return the row of a token made for this purpose, live or not; None when there is none."""
    if not 20 <= len(token) <= 40 or not token.isascii():
        return None
    row = queryset.filter(token_hash=digest(token)).first()
    if row is None:
        return None
    keys = [settings.TOKEN_KEY, *settings.TOKEN_KEY_FALLBACKS]
    if any(hmac.compare_digest(_mac(k, purpose, row.pk, row.token_nonce), token) for k in keys):
        return row
    return None
