"""Accounts that may be the same one: flagged before saving, never refused."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from customers.accounts.models import Account
from customers.accounts.naming import name_key
from customers.contacts.models import Contact

MOST = 5


@dataclass(frozen=True)
class Likeness:
    """An account and what it has in common with the one being typed."""

    account: Account
    why: str | Promise


def find_duplicates(
    accounts: QuerySet[Account],
    *,
    name: str = "",
    email: str = "",
    phone: str = "",
    but: int | None = None,
) -> list[Likeness]:
    """Return accounts with the same name, phone number or e-mail address; one SELECT per key given.

    `accounts` is what the reader may see; `phone` is E.164; `but` leaves one account out.
    """
    accounts = accounts.exclude(pk=but).select_related("owner").order_by("pk")
    checks: list[tuple[Any, Any]] = []
    if name:
        checks.append((accounts.filter(name_key=name_key(name)), _("the same name")))
    if phone:
        checks.append((accounts.filter(phone=phone), _("the same phone number")))
    if email:
        checks.append((accounts.filter(email=email), _("the same e-mail address")))
        people = Contact.objects.filter(email_key=email.casefold()).values("account_id")[:MOST]
        checks.append((accounts.filter(pk__in=people), _("a contact with this e-mail address")))
    found: dict[int, Likeness] = {}
    for rows, why in checks:
        for account in rows[:MOST]:
            found.setdefault(account.pk, Likeness(account, why))
    return list(found.values())
