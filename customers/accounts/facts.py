"""The facts on an account: written by the noun that causes them, in the transaction of the cause."""

from datetime import datetime
from typing import Any

from customers.accounts.models import Account


def lock_account(account_id: int) -> None:
    """Make other writers of this account's facts wait until the transaction ends."""
    list(Account.objects.select_for_update().filter(pk=account_id).values_list("pk"))


def update_facts(account_id: int, *, now: datetime, **facts: Any) -> None:
    """Write facts of one account; values may be expressions such as `F("open_deals") + 1`."""
    Account.objects.filter(pk=account_id).update(**facts)
