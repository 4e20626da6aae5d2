"""System checks: what is wrong with this installation, and the mend."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register


@register(Tags.security, deploy=True)
def check_secrets(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Look at the keys: links of mails must not be made with the key of sessions."""
    if settings.TOKEN_KEY == settings.SECRET_KEY:
        return [
            Error(
                "TOKEN_KEY and SECRET_KEY are the same.",
                hint="Give TOKEN_KEY a value of its own; put the old one in TOKEN_KEY_FALLBACKS, "
                "so that links in mails already sent go on working.",
                id="kring.E001",
            )
        ]
    return []


@register(Tags.security, deploy=True)
def check_addresses(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Look at what stands between visitors and this process."""
    found: list[CheckMessage] = []
    if settings.HTTPS and not settings.SITE_URL.startswith("https://"):
        found.append(
            Error(
                "SITE_URL is not an https address, so links in mails are not safe.",
                hint="Set SITE_URL=https://… (the address customers see).",
                id="kring.E002",
            )
        )
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None) and not settings.PROXY_COUNT:
        found.append(
            Warning(
                "BEHIND_PROXY is set but PROXY_COUNT is 0: every visitor seems to be the proxy, and "
                "limits count all of them together.",
                hint="Set PROXY_COUNT to the number of own proxies in front (usually 1).",
                id="kring.W003",
            )
        )
    return found


@register(Tags.compatibility)
def check_sqlite(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Look whether this SQLite can find fragments."""
    if settings.SQLITE and sqlite3.sqlite_version_info < (3, 35):
        return [
            Error(
                f"SQLite {sqlite3.sqlite_version} is too old: search needs 3.35 or newer.",
                hint="Use a newer Python image or operating system, or PostgreSQL (DATABASE_URL).",
                id="kring.E004",
            )
        ]
    return []
