"""Accounts: added, changed, given to an owner. The moves on the cycle are in `cycle.py`."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from crm.shared.audit.services import record
from crm.shared.localtime import local_date
from crm.shared.search import services as search
from customers.accounts import lifecycle
from customers.accounts.cycle import (
    cancel_planned_end,
    correct_stage,
    end_relationship,
    make_customer,
    return_rested,
)
from customers.accounts.events import LifecycleEvent
from customers.accounts.facts import health_values, lock_account, update_facts
from customers.accounts.models import Account, AccountKind
from customers.accounts.naming import name_key, to_e164
from customers.contacts.services import create_own_contact, follow_account, reindex_contacts
from customers.errors import CustomerError, EditConflict

__all__ = [
    "assign_owner",
    "cancel_planned_end",
    "correct_stage",
    "create_account",
    "edit_account",
    "end_relationship",
    "lock_account",
    "make_customer",
    "return_rested",
    "update_facts",
]

EDITABLE = frozenset(
    (
        "name",
        "parent",
        "owner",
        "account_class",
        "is_key_account",
        "do_not_pursue",
        "source",
        "region",
        "renewal_on",
        "sector",
        "street",
        "postcode",
        "city",
        "country",
        "phone",
        "email",
        "website",
        "language",
        "external_ref",
        "note",
    )
)
GROUP_DEPTH = 10


def _clean(fields: dict[str, Any], *, account: Account | None = None) -> dict[str, Any]:
    """Return the columns to store; raises CustomerError for what cannot be."""
    unknown = fields.keys() - EDITABLE
    if unknown:
        raise TypeError(f"No fields of an account: {', '.join(sorted(unknown))}.")
    values = {k: v.strip() if isinstance(v, str) else v for k, v in fields.items()}
    if "name" in values:
        if not values["name"]:
            raise CustomerError(_("Give the account a name."), field="name")
        values["name_key"] = name_key(values["name"])
    if "phone" in values:
        values["phone"] = to_e164(values["phone"])
    if "owner" in values:
        values["team_id"] = getattr(values["owner"], "team_id", None)
    parent: Any = values.get("parent")
    if parent is not None:
        _check_parent(parent, account)
    if values.get("external_ref"):
        same = Account.objects.filter(external_ref=values["external_ref"])
        if same.exclude(pk=account.pk if account else None).exists():
            raise CustomerError(
                _("Another account has this external reference."), field="external_ref"
            )
    return values


def _check_parent(parent: Account, account: Account | None) -> None:
    """Refuse a group that would contain itself."""
    above: Account | None = parent
    for _step in range(GROUP_DEPTH):
        if above is None:
            return
        if account is not None and above.pk == account.pk:
            break
        above = above.parent
    raise CustomerError(_("An account cannot be part of itself."), field="parent")


@transaction.atomic
def create_account(
    *,
    by: Any,
    now: datetime,
    kind: str = AccountKind.ORGANISATION,
    tags: Any = (),
    since: date | None = None,
    **fields: Any,
) -> Account:
    """Add an account as a potential customer in its first cycle.

    A person account gets its own contact. The team follows the owner. `since` is the day the event
    happened, today by default. Raises CustomerError without a name or for an impossible phone number.
    """
    values = _clean(fields)
    if "name" not in values:
        raise CustomerError(_("Give the account a name."), field="name")
    today = local_date(now)
    account = Account(
        kind=kind,
        created_at=now,
        updated_at=now,
        figures_on=today,
        visits_from=today,
        **values,
    )
    for column, value in health_values(account, now=now).items():
        setattr(account, column, value)
    account.save(force_insert=True)
    if tags:
        account.tags.set(tags)
    LifecycleEvent.objects.create(
        account=account,
        to_stage=lifecycle.POTENTIAL,
        kind=lifecycle.CREATED,
        happened_on=since or today,
        recorded_at=now,
        actor=by,
        cycle=1,
    )
    if kind == AccountKind.PERSON:
        create_own_contact(account, now=now)
    search.index("account", account)
    record("account.create", account, by=by, changes=fields, account_id=account.pk)
    return account


@transaction.atomic
def edit_account(
    account: Account, *, by: Any, now: datetime, version: int, tags: Any = None, **fields: Any
) -> Account:
    """Change an account somebody read at `version`.

    Raises EditConflict with the stored account and the values that differ when it was saved in between,
    CustomerError as `create_account` does.
    """
    values = _clean(fields, account=account)
    changed = Account.objects.filter(pk=account.pk, version=version).update(
        **values, version=F("version") + 1, updated_at=now
    )
    if not changed:
        raise _edit_conflict(account.pk, values)
    differs = [k for k, v in values.items() if k in EDITABLE and getattr(account, k) != v]
    if tags is not None:
        account.tags.set(tags)
    account.refresh_from_db()
    if account.kind == AccountKind.PERSON:
        follow_account(account, differs, now=now)
    search.index("account", account)
    if "name" in differs:
        reindex_contacts(account)
    if "account_class" in differs:
        update_facts(account.pk, now=now)
    record("account.edit", account, by=by, changes=differs, account_id=account.pk)
    return account


def _edit_conflict(pk: int, values: dict[str, Any]) -> EditConflict:
    current = Account.objects.select_related("owner", "parent", "sector").get(pk=pk)
    return EditConflict(
        _("Somebody else saved this account while you were typing. Nothing was lost: compare."),
        current=current,
        mine={k: v for k, v in values.items() if k in EDITABLE and getattr(current, k) != v},
    )


@transaction.atomic
def assign_owner(account: Account, owner: Any, *, by: Any, now: datetime) -> Account:
    """Give an account to a colleague, or to nobody; the team follows the owner."""
    Account.objects.filter(pk=account.pk).update(
        owner=owner,
        team_id=getattr(owner, "team_id", None),
        version=F("version") + 1,
        updated_at=now,
    )
    record("account.assign", account, by=by, changes=["owner"], account_id=account.pk)
    account.refresh_from_db()
    return account


def follow_owner(owner: Any, now: datetime) -> None:
    """Take a colleague's accounts along to the colleague's team."""
    Account.objects.filter(owner=owner).update(team=owner.team_id)
