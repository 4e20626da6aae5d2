"""Many accounts at once, by the same rules as one: added, and made customers by their first sale."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from crm.shared.audit.services import record_many
from crm.shared.localtime import local_date
from crm.shared.organisation.services import get_organisation
from crm.shared.search import services as search
from customers.accounts import lifecycle
from customers.accounts.cycle import make_customer, position_of
from customers.accounts.events import LifecycleEvent
from customers.accounts.facts import DERIVED, health_values
from customers.accounts.models import Account, AccountKind
from customers.contacts.services import own_contact


@transaction.atomic
def create_accounts(accounts: Sequence[Account], *, by: Any, now: datetime) -> None:
    """Store new accounts as potential customers in their first cycle, with event, audit and search."""
    today = local_date(now)
    for account in accounts:
        account.created_at = account.updated_at = now
        account.figures_on = account.visits_from = today
        for column, value in health_values(account, now=now).items():
            setattr(account, column, value)
    Account.objects.bulk_create(accounts, batch_size=500)
    LifecycleEvent.objects.bulk_create(
        [
            LifecycleEvent(
                account=account,
                to_stage=lifecycle.POTENTIAL,
                kind=lifecycle.CREATED,
                happened_on=today,
                recorded_at=now,
                actor=by,
                cycle=1,
            )
            for account in accounts
        ],
        batch_size=500,
    )
    people = [own_contact(a, now=now) for a in accounts if a.kind == AccountKind.PERSON]
    if people:
        people[0]._meta.model._default_manager.bulk_create(people, batch_size=500)
    record_many("account.import", accounts, by=by)
    search.index_many("account", accounts)


@transaction.atomic
def make_customers(first_sales: Mapping[int, date], *, by: Any, now: datetime) -> int:
    """Make customers of potential ones by the date of a sale; returns how many.

    Those who never bought before are moved together; a win-back, or a sale so recent that a welcome task is due,
    goes through `make_customer` one by one. Owners stay as they are: an import gives none.
    """
    today = local_date(now)
    rows = Account.objects.alive().select_for_update().filter(pk__in=first_sales, stage="potential")
    together, events = [], []
    single = 0
    for account in rows.order_by("pk"):
        on = min(first_sales[account.pk], today)
        position = position_of(account)
        if not lifecycle.changes_stage(position, on):
            continue
        fresh = account.cycle > 1 or (today - on).days <= get_organisation().welcome_task_days
        if fresh:
            single += make_customer(account, on=on, by=by, now=now, imported=True) is not None
            continue
        new = lifecycle.buy(position, on=on, today=today)
        for name in ("stage", "is_former", "customer_since", "rest_until", "do_not_pursue"):
            setattr(account, name, getattr(new, name))
        account.updated_at = now
        together.append(account)
        events.append(
            LifecycleEvent(
                account=account,
                from_stage=position.stage,
                to_stage=new.stage,
                kind=lifecycle.purchase_kind(position.cycle),
                happened_on=on,
                recorded_at=now,
                actor=by,
                cycle=new.cycle,
            )
        )
    Account.objects.bulk_update(
        together,
        ["stage", "is_former", "customer_since", "rest_until", "do_not_pursue", "updated_at"],
        batch_size=100,
    )
    LifecycleEvent.objects.bulk_create(events, batch_size=500)
    record_many("account.first_purchase", together, by=by)
    return single + len(together)


@transaction.atomic
def set_classes(wanted: Mapping[int, tuple[str, str]], *, by: Any, now: datetime) -> int:
    """Give accounts another class, `{account: (old, new)}`; returns how many.

    One whose class is no longer the old one keeps what somebody gave it. Health follows the contact rhythm of
    the class. Call it with a thousand at a time.
    """
    rows = Account.objects.alive().select_for_update().filter(pk__in=wanted).order_by("pk")
    changed = [account for account in rows if account.account_class == wanted[account.pk][0]]
    for account in changed:
        account.account_class = wanted[account.pk][1]
        account.version += 1
        account.updated_at = now
        for column, value in health_values(account, now=now).items():
            setattr(account, column, value)
    columns = ["account_class", "version", "updated_at", *DERIVED]
    Account.objects.bulk_update(changed, columns, batch_size=100)
    record_many("account.class", changed, by=by)
    return len(changed)
