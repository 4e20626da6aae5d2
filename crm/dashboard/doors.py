"""Addresses of the lists behind the figures: every number is a door."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from crm.shared.formats import number


def door(name: str, **filters: Any) -> str:
    """Return a list's address with filters; empty ones are left out."""
    query = urlencode({k: v for k, v in filters.items() if v not in ("", None)}, doseq=True)
    address = reverse(name)
    return f"{address}?{query}" if query else address


def figure(count: int, url: str) -> SafeString:
    """Show a count as a door."""
    return format_html('<a class="k-door" href="{}"><b>{}</b></a>', url, number(count))
