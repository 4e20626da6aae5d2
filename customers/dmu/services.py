"""Targets of the contact matrix: set and taken away."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from crm.shared.audit.services import record
from customers.accounts.models import Account
from customers.contacts.models import Level
from customers.dmu.models import ContactTarget
from customers.errors import CustomerError


def _check(account: Account, level: str, colleague: Any) -> None:
    if level not in Level.values:
        raise CustomerError(_("Choose a level from the list."), field="level")
    if not colleague.is_active:
        raise CustomerError(_("This colleague no longer works here."), field="colleague")


@transaction.atomic
def target(
    account: Account, *, level: str, colleague: Any, by: Any, now: datetime
) -> ContactTarget:
    """Want a colleague to know people of a level; wanting it twice changes nothing."""
    _check(account, level, colleague)
    wanted, new = ContactTarget.objects.get_or_create(
        account=account, level=level, colleague=colleague, defaults={"created_at": now}
    )
    if new:
        record("matrix.target", wanted, by=by)
    return wanted


@transaction.atomic
def untarget(account: Account, *, level: str, colleague: Any, by: Any) -> None:
    """Want it no longer; what was not wanted stays so."""
    for wanted in ContactTarget.objects.filter(account=account, level=level, colleague=colleague):
        record("matrix.untarget", wanted, by=by)
        wanted.delete()
