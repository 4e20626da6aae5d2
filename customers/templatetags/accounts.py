"""Filters for pages of accounts and contacts: {% load accounts %}."""

from typing import Any

from django import template

from crm.shared import phones
from customers.accounts.facts import rhythm_days

register = template.Library()


@register.filter
def phone(number: str) -> str:
    """Write a stored phone number with spaces."""
    return phones.display(number)


@register.filter
def too_silent(account: Any, days: int) -> bool:
    """Say whether the last contact is longer ago than the account's rhythm."""
    rhythm = rhythm_days(account.account_class)
    return rhythm is not None and days > rhythm
