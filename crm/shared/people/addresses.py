"""Whose request this is, and where it may be sent afterwards."""

import ipaddress
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from crm.shared.people.models import User


def client_address(request: HttpRequest) -> str:
    """Return the visitor's network address.

    X-Forwarded-For is believed only for the number of own proxies in PROXY_COUNT: each adds one
    address at the right, so whatever the visitor wrote himself stands further left and is ignored.
    Of an IPv6 address the network of one household (/64) is returned.
    """
    address = request.META.get("REMOTE_ADDR", "")
    forwarded = [a.strip() for a in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    count = settings.PROXY_COUNT
    if count and len(forwarded) >= count and forwarded[-count]:
        address = forwarded[-count]
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if ip.version == 4:
        return str(ip)
    if ip.ipv4_mapped:
        return str(ip.ipv4_mapped)
    return str(ipaddress.ip_network((ip, 64), strict=False).network_address)


def login_name(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """Return the name under which attempts are counted: one per colleague, name or e-mail alike."""
    typed = (credentials or {}).get("username") or (request.POST if request else {}).get("username")
    return User.objects.name_behind(str(typed or ""))[:150].lower()


def safe_next(request: HttpRequest, fallback: str = "home") -> str:
    """Return the `next` address when it stays on this host, else the fallback."""
    url = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return url
    return resolve_url(fallback)
