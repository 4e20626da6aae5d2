"""Which account? The first step of adding something when no account was given."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from crm.shared.htmx import render_page
from customers.accounts.models import Account
from customers.accounts.naming import name_key

SHOWN = 12


def choose_account(request: HttpRequest, title: Any, *, to: str = "") -> HttpResponse:
    """Show a search for an account; every result leads back here with that account, or to page `to`."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    rows = Account.objects.editable_by(request.user).order_by("name_key", "pk")
    if words:
        rows = rows.filter(name_key__startswith=name_key(words))
    else:
        rows = rows.filter(owner=request.user)
    found = list(rows[: SHOWN + 1])
    context = {
        "title": title,
        "words": words,
        "found": [
            (a, reverse(to, args=[a.pk]) if to else f"?account={a.pk}") for a in found[:SHOWN]
        ],
        "more": len(found) > SHOWN,
        "hint": _("Type the beginning of the name.") if not words else "",
    }
    return render_page(
        request, "activities/choose_account.html", "activities/_accounts_found.html", context
    )
