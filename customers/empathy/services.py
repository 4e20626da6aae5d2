"""Statements: added, changed within a limit with their history, removed and put back; asked for."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from crm.shared.access import Role, has_role
from crm.shared.audit.services import record
from crm.shared.localtime import local_date
from customers.accounts.facts import lock_account
from customers.accounts.models import Account
from customers.activities.editing import EDIT_DAYS, may_edit
from customers.activities.models import Task
from customers.activities.services import add_task
from customers.contacts.models import Contact
from customers.empathy.facets import Facet, is_need, question
from customers.empathy.models import Statement, StatementBefore, StatementSource
from customers.errors import CustomerConflict, CustomerError, EditConflict

KEPT = ("facet", "text", "noted_on", "source")
ASK_DAYS = 7  # a question waits for the next planned step, else so many days


def is_editable(statement: Statement, user: Any, now: datetime) -> bool:
    """Say whether a user may still change a statement: author or manager, for `EDIT_DAYS` days."""
    return may_edit(
        author_id=statement.author_id,
        created_at=statement.created_at,
        user_id=user.pk,
        is_manager=has_role(user, Role.MANAGER),
        now=now,
    )


def _check(
    account: Account, contact: Contact | None, values: dict[str, Any], now: datetime
) -> dict[str, Any]:
    """Return what to store; raises CustomerError for what cannot be."""
    text = str(values["text"]).strip()
    if not text:
        raise CustomerError(_("Write what you saw or heard."), field="text")
    if values["facet"] not in Facet.values:
        raise CustomerError(_("Choose a facet from the list."), field="facet")
    if values["source"] not in StatementSource.values:
        raise CustomerError(_("Say how you know."), field="source")
    if values["noted_on"] > local_date(now):
        raise CustomerError(_("A day in the future cannot be recorded yet."), field="noted_on")
    if contact is None and not is_need(values["facet"]):
        raise CustomerError(_("Say of whom this is."), field="contact")
    if contact is not None and contact.account_id != account.pk:
        raise CustomerError(_("Choose a contact of this account."), field="contact")
    return {**values, "text": text[:300]}


@transaction.atomic
def add_statement(
    account: Account,
    *,
    facet: str,
    text: str,
    noted_on: date,
    source: str,
    by: Any,
    now: datetime,
    contact: Contact | None = None,
) -> Statement:
    """Add what somebody sees, hears, thinks, says, fears or wants, or what the account needs.

    A facet is always somebody's; a need may be the account's. Raises CustomerError for an empty text or
    a day in the future.
    """
    values = _check(
        account,
        contact,
        {"facet": facet, "text": text, "noted_on": noted_on, "source": source},
        now,
    )
    statement = Statement.objects.create(
        account=account, contact=contact, author=by, created_at=now, **values
    )
    record("statement.create", statement, by=by)
    return statement


def _refuse_late(statement: Statement, by: Any, now: datetime) -> None:
    if not is_editable(statement, by, now):
        raise CustomerError(
            _("Only the author or a manager may change this, within %(days)s days of writing it.")
            % {"days": EDIT_DAYS}
        )


def _keep(statement: Statement, *, by: Any, now: datetime) -> None:
    """Keep how a statement stood before this change."""
    StatementBefore.objects.create(
        statement=statement,
        changed_at=now,
        changed_by=by,
        **{name: getattr(statement, name) for name in KEPT},
    )


@transaction.atomic
def edit_statement(
    statement: Statement, *, version: int, by: Any, now: datetime, **fields: Any
) -> Statement:
    """Change a statement read at `version`; the earlier wording is kept.

    Raises CustomerError after the limit or for what `add_statement` refuses, EditConflict when it was
    changed since.
    """
    _refuse_late(statement, by, now)
    before = Statement.objects.get(pk=statement.pk)
    values = _check(
        statement.account,
        statement.contact,
        {name: getattr(before, name) for name in KEPT} | fields,
        now,
    )
    changed = Statement.objects.filter(
        pk=statement.pk, version=version, removed_at__isnull=True
    ).update(**values, version=F("version") + 1)
    if not changed:
        raise EditConflict.between(
            _(
                "Somebody else saved this statement while you were typing. Nothing was lost: compare."
            ),
            before,
            values,
        )
    _keep(before, by=by, now=now)
    record("statement.edit", statement, by=by, changes=fields)
    statement.refresh_from_db()
    return statement


def _set_removed(statement: Statement, *, was_removed: bool, by: Any, now: datetime) -> Statement:
    """Take away or put back, if nobody else did."""
    _refuse_late(statement, by, now)
    changed = Statement.objects.filter(pk=statement.pk, removed_at__isnull=not was_removed).update(
        removed_at=None if was_removed else now, version=F("version") + 1
    )
    if not changed:
        raise CustomerConflict(_("Somebody else has just done this; nothing was changed."))
    record("statement.restore" if was_removed else "statement.remove", statement, by=by)
    statement.refresh_from_db()
    return statement


@transaction.atomic
def remove_statement(statement: Statement, *, by: Any, now: datetime) -> Statement:
    """Take a statement away; it can be put back."""
    return _set_removed(statement, was_removed=False, by=by, now=now)


@transaction.atomic
def restore_statement(statement: Statement, *, by: Any, now: datetime) -> Statement:
    """Put a removed statement back."""
    return _set_removed(statement, was_removed=True, by=by, now=now)


def ask_ref(account_id: int, contact_id: int | None, facet: str) -> str:
    """Return what the task of an open question refers to."""
    whose = f"contact:{contact_id}" if contact_id else f"account:{account_id}"
    return f"empathy:{whose}:{facet}"


@transaction.atomic
def ask_next_visit(
    account: Account, *, facet: str, contact: Contact | None = None, by: Any, now: datetime
) -> Task:
    """Make the question of an empty facet a task for the account's owner; asked twice, it is one task.

    Due on the account's next planned step, else in a week. Raises CustomerError for an unknown facet.
    """
    if facet not in Facet.values:
        raise CustomerError(_("Choose a facet from the list."), field="facet")
    lock_account(account.pk)
    ref = ask_ref(account.pk, contact.pk if contact else None, facet)
    waiting = Task.objects.open().filter(account=account, origin_ref=ref).first()
    if waiting is not None:
        return waiting
    today = local_date(now)
    planned = account.next_step_on
    return add_task(
        account,
        title=question(
            facet,
            (contact.first_name or contact.name) if contact else account.name,
            whole=contact is None,
        ),
        due_on=planned if planned and planned >= today else today + timedelta(days=ASK_DAYS),
        assignee=account.owner or by,
        contact=contact,
        origin_ref=ref,
        by=by,
        now=now,
    )
