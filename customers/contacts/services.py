"""Contacts: added, changed, left; and what they agreed to, per channel."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from crm.shared.audit.services import record
from crm.shared.localtime import local_date
from crm.shared.search import services as search
from customers.accounts.facts import lock_account
from customers.accounts.models import Account
from customers.accounts.naming import email_key, name_key, split_person_name, to_e164
from customers.contacts.models import (
    Channel,
    Consent,
    ConsentState,
    Contact,
    ContactRole,
    DmuRole,
    SecondPost,
)
from customers.contacts.querysets import ContactQuerySet
from customers.contacts.reporting import makes_circle
from customers.errors import CustomerError, EditConflict

EDITABLE = frozenset(
    (
        "first_name",
        "last_name",
        "salutation",
        "function",
        "email",
        "phone",
        "mobile",
        "language",
        "level",
        "influence",
        "stance",
        "reports_to",
        "persona",
        "left_on",
        "external_ref",
    )
)


def _clean(fields: dict[str, Any], current: Contact | None = None) -> dict[str, Any]:
    """Return the columns to store; raises CustomerError for what cannot be."""
    unknown = fields.keys() - EDITABLE
    if unknown:
        raise TypeError(f"No fields of a contact: {', '.join(sorted(unknown))}.")
    values = {k: v.strip() if isinstance(v, str) else v for k, v in fields.items()}
    for field in ("phone", "mobile"):
        if field in values:
            values[field] = to_e164(values[field], field=field)
    if "email" in values:
        values["email_key"] = email_key(values["email"])
    first = values.get("first_name", current.first_name if current else "")
    last = values.get("last_name", current.last_name if current else "")
    if not last:
        raise CustomerError(_("Give the last name."), field="last_name")
    return values | {"name_key": name_key(f"{first} {last}")}


def set_roles(contact: Contact, roles: Iterable[str]) -> bool:
    """Make the contact's DMU roles exactly these; say whether anything changed."""
    wanted, has = set(roles), set(contact.roles.values_list("role", flat=True))
    if wanted - set(DmuRole.values):
        raise CustomerError(_("Choose roles from the list."), field="roles")
    contact.roles.filter(role__in=has - wanted).delete()
    ContactRole.objects.bulk_create(
        ContactRole(contact=contact, role=role) for role in sorted(wanted - has)
    )
    return wanted != has


@transaction.atomic
def create_contact(
    account: Account, *, by: Any, now: datetime, roles: Iterable[str] = (), **fields: Any
) -> Contact:
    """Add a person to an account.

    Raises CustomerError without a last name, for an impossible phone number, for an e-mail address
    that somebody present at the account has already, and when reporting to somebody elsewhere.
    """
    values = _clean(fields)
    _check_boss(account.pk, None, values.get("reports_to"))
    _check_email_free(account.pk, values.get("email_key", ""))
    try:
        with transaction.atomic():
            contact = Contact.objects.create(
                account=account, created_at=now, updated_at=now, **values
            )
    except IntegrityError as error:
        raise _email_taken() from error
    set_roles(contact, roles)
    search.index("contact", contact)
    record("contact.create", contact, by=by, changes=fields)
    return contact


def _check_boss(account_id: int, contact: Contact | None, boss: Contact | None) -> None:
    """Refuse reporting to somebody of another account, or a line that would be a circle."""
    if boss is None or (contact is not None and contact.reports_to_id == boss.pk):
        return
    if boss.account_id != account_id:
        raise CustomerError(_("Choose somebody of the same account."), field="reports_to")
    if contact is None:
        return
    lock_account(account_id)  # two changes at once could close a circle together
    bosses = dict(Contact.objects.filter(account_id=account_id).values_list("pk", "reports_to"))
    if makes_circle(bosses, contact.pk, boss.pk):
        raise CustomerError(
            _("%(boss)s reports to %(contact)s already, directly or through others.")
            % {"boss": boss.name, "contact": contact.name},
            field="reports_to",
        )


def _email_taken() -> CustomerError:
    return CustomerError(
        _("Somebody at this account has this e-mail address already."), field="email"
    )


def _check_email_free(account_id: int, key: str, but: int | None = None) -> None:
    if not key:
        return
    same = Contact.objects.present().filter(account_id=account_id, email_key=key).exclude(pk=but)
    if same.exists():
        raise _email_taken()


@transaction.atomic
def edit_contact(
    contact: Contact,
    *,
    by: Any,
    now: datetime,
    version: int,
    roles: Iterable[str] | None = None,
    **fields: Any,
) -> Contact:
    """Change a contact somebody read at `version`.

    Raises EditConflict with the stored contact when it was saved in between, CustomerError as
    `create_contact` does. The contact of a person account changes the account with it.
    """
    values = _clean(fields, contact)
    _check_boss(contact.account_id, contact, values.get("reports_to"))
    email = values.get("email_key", contact.email_key)
    if not values.get("left_on", contact.left_on) and (
        contact.left_on or email != contact.email_key
    ):
        _check_email_free(contact.account_id, email, contact.pk)
    if email != contact.email_key:
        values["bounced_at"] = None  # what came back came from the old address
    changed = _update(
        Contact.objects.filter(pk=contact.pk, version=version), updated_at=now, **values
    )
    if not changed:
        current = Contact.objects.select_related("account", "reports_to", "persona").get(
            pk=contact.pk
        )
        mine = {k: v for k, v in values.items() if k in EDITABLE and getattr(current, k) != v}
        raise EditConflict(
            _("Somebody else saved this contact while you were typing. Nothing was lost: compare."),
            current=current,
            mine=mine,
        )
    differs = [k for k, v in values.items() if k in EDITABLE and getattr(contact, k) != v]
    account = contact.account
    contact.refresh_from_db()
    contact.account = account
    if roles is not None and set_roles(contact, roles):
        differs.append("roles")
    if contact.is_account_itself:
        _follow_contact(contact, now=now)
    search.index("contact", contact)
    record("contact.edit", contact, by=by, changes=differs)
    return contact


def _update(contacts: ContactQuerySet, **values: Any) -> int:
    """Update in a savepoint; an address taken in the same moment is refused, not an error."""
    try:
        with transaction.atomic():
            return contacts.update(**values, version=F("version") + 1)
    except IntegrityError as error:
        raise _email_taken() from error


def _follow_contact(contact: Contact, *, now: datetime) -> None:
    """Give a person account the name and addresses of its own contact."""
    Account.objects.filter(pk=contact.account_id).update(
        name=contact.name,
        name_key=contact.name_key,
        email=contact.email,
        phone=contact.phone or contact.mobile,
        language=contact.language,
        version=F("version") + 1,
        updated_at=now,
    )
    contact.account.refresh_from_db()
    search.index("account", contact.account)


def reindex_contacts(account: Account) -> None:
    """Show the new name of an account with its contacts in search."""
    search.index_many("contact", account.contacts.select_related("account"))


def own_contact(account: Account, *, now: datetime) -> Contact:
    """Return the contact a person account is, not yet stored."""
    return Contact(
        account=account,
        is_account_itself=True,
        created_at=now,
        updated_at=now,
        **_own_values(account),
    )


def create_own_contact(account: Account, *, now: datetime) -> Contact:
    """Make a person account its own contact; part of the account's creation."""
    contact = own_contact(account, now=now)
    contact.save(force_insert=True)
    return contact


def follow_account(account: Account, changed: Collection[str], *, now: datetime) -> None:
    """Give the contact of a person account what changed of the account's name and addresses."""
    values = {k: v for k, v in _own_values(account).items() if OWN[k] in changed}
    if not values:
        return
    if "email" in changed:
        values["bounced_at"] = None  # what came back came from the old address
    found = Contact.objects.filter(account=account, is_account_itself=True).update(
        **values, version=F("version") + 1, updated_at=now
    )
    if not found:
        create_own_contact(account, now=now)


OWN = {  # columns of a person's own contact, and what of the account they say
    "first_name": "name", "last_name": "name", "name_key": "name",
    "email": "email", "email_key": "email", "phone": "phone", "language": "language",
}  # fmt: skip


def _own_values(account: Account) -> dict[str, Any]:
    first, last = split_person_name(account.name)
    return {
        "first_name": first,
        "last_name": last,
        "name_key": name_key(f"{first} {last}"),
        "email": account.email,
        "email_key": email_key(account.email),
        "phone": account.phone,
        "language": account.language,
    }


@transaction.atomic
def mark_left(contact: Contact, *, on: date, by: Any, now: datetime) -> Contact:
    """Say that somebody no longer works there; the history stays.

    Raises CustomerError for a day in the future and for the person of a person account.
    """
    if contact.is_account_itself:
        raise CustomerError(_("This person is the account; end the relationship instead."))
    if on > local_date(now):
        raise CustomerError(_("A day in the future cannot be recorded yet."), field="left_on")
    Contact.objects.filter(pk=contact.pk).update(
        left_on=on, version=F("version") + 1, updated_at=now
    )
    record("contact.left", contact, by=by, changes=["left_on"])
    contact.refresh_from_db()
    return contact


@transaction.atomic
def mark_back(contact: Contact, *, by: Any, now: datetime) -> Contact:
    """Undo `mark_left`; raises CustomerError when somebody else has the e-mail address by now."""
    _check_email_free(contact.account_id, contact.email_key, contact.pk)
    _update(Contact.objects.filter(pk=contact.pk), left_on=None, updated_at=now)
    record("contact.back", contact, by=by, changes=["left_on"])
    contact.refresh_from_db()
    return contact


@transaction.atomic
def record_consent(
    contact: Contact,
    *,
    channel: str,
    state: str,
    on: date,
    source: str,
    by: Any,
    now: datetime,
) -> Consent:
    """Record what somebody agreed or objected to for a channel, since when and how we know.

    The newest statement counts and stands on the contact. Raises CustomerError without a source, or for
    a day in the future.
    """
    if channel not in Channel.values or state not in ConsentState.values:
        raise CustomerError(_("Choose a channel and what was agreed."), field="state")
    if not source.strip():
        raise CustomerError(_("Say how you know: a form, a mail, a call."), field="source")
    if on > local_date(now):
        raise CustomerError(_("A day in the future cannot be recorded yet."), field="given_on")
    consent = Consent.objects.create(
        contact=contact,
        channel=channel,
        state=state,
        given_on=on,
        source=source.strip()[:120],
        recorded_at=now,
        recorded_by=by,
    )
    column = f"consent_{channel}"
    Contact.objects.filter(pk=contact.pk).update(**{column: state})
    setattr(contact, column, state)
    record("contact.consent", contact, by=by, changes=[column])
    return consent


@transaction.atomic
def add_second_post(
    contact: Contact, account: Account, *, function: str = "", by: Any, now: datetime
) -> SecondPost:
    """Say that somebody works for a second account too, with the function there.

    Raises CustomerError for their own account, and when it stands there already.
    """
    if account.pk == contact.account_id:
        raise CustomerError(_("This is the account they stand at already."), field="account")
    post, new = SecondPost.objects.get_or_create(
        contact=contact,
        account=account,
        defaults={"function": function.strip()[:120], "created_at": now},
    )
    if not new:
        raise CustomerError(
            _("%(contact)s is known at %(account)s already.")
            % {"contact": contact.name, "account": account.name},
            field="account",
        )
    record("contact.second_post", contact, by=by, changes=["second_posts"])
    return post


@transaction.atomic
def remove_second_post(post: SecondPost, *, by: Any) -> None:
    """Say that somebody no longer works for the second account."""
    record("contact.second_post_ended", post.contact, by=by, changes=["second_posts"])
    post.delete()
