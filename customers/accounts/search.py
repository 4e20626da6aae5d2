"""What search knows of an account."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from crm.shared.search.registry import Kind, SearchDoc
from customers.accounts.models import Account


def document(account: Account) -> SearchDoc | None:
    """Return what is looked in: name, place, addresses and phone; None for one merged or in the bin."""
    if account.merged_into_id or account.deleted_at:
        return None
    words = (account.name_key, account.city, account.postcode, account.email, account.website)
    return SearchDoc(
        title=account.name,
        subtitle=account.city,
        text=" ".join(filter(None, words)),
        phones=[account.phone] if account.phone else [],
    )


def visible(user: Any) -> QuerySet[Account]:
    """Return the accounts a reader may find."""
    return Account.objects.visible_to(user)


KIND = Kind(
    key="account",
    label=_("Accounts"),
    model=Account,
    fields=document,
    visible=visible,
    url=lambda account: account.get_absolute_url(),
    icon="building",
)
