"""Bringing in contacts: known by reference, by e-mail address at the account, else by name there."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.shared.audit.services import record_many
from crm.shared.imports import values
from crm.shared.imports.registry import Context, Field, ImportKind, Outcome, Row, RowResult
from crm.shared.people.imports import LANGUAGES
from crm.shared.search import services as search
from customers.accounts.imports import AccountBook, account_of, check_default_account
from customers.accounts.models import Account
from customers.accounts.naming import email_key, name_key, split_person_name
from customers.contacts.models import Contact

SALUTATIONS = {
    "ms": "ms", "mrs": "ms", "miss": "ms", "mw": "ms", "mevrouw": "ms", "mevr": "ms", "v": "ms", "f": "ms",
    "mr": "mr", "dhr": "mr", "heer": "mr", "de heer": "mr", "m": "mr",
}  # fmt: skip
LEVELS = {
    "board": "board", "directie": "board", "director": "board",
    "management": "management", "manager": "management",
    "operations": "operations", "uitvoering": "operations", "operationeel": "operations",
}  # fmt: skip
FILLED = ("salutation", "function", "email", "phone", "mobile", "level", "external_ref")


class ContactBook:
    """Finds contacts of a chunk of lines: one query per way they are known."""

    def __init__(self, accounts: list[Account], refs: list[str]) -> None:
        self.by_ref: dict[str, Contact] = {}
        self.by_email: dict[tuple[int, str], Contact] = {}
        self.by_name: dict[tuple[int, str], Contact] = {}
        rows = Contact.objects.select_related("account")
        for contact in rows.filter(account__in={a.pk for a in accounts}).order_by("-pk"):
            self.add(contact)
        for contact in rows.filter(external_ref__in=[r for r in refs if r]):
            self.by_ref[contact.external_ref] = contact

    def add(self, contact: Contact) -> None:
        """Remember a contact."""
        if contact.external_ref:
            self.by_ref[contact.external_ref] = contact
        if contact.email_key and contact.left_on is None:
            self.by_email[contact.account_id, contact.email_key] = contact
        self.by_name[contact.account_id, contact.name_key] = contact

    def find(self, account: Account, ref: str, email: str, name: str) -> Contact | None:
        """Return the contact that is meant, if it is there."""
        return (
            self.by_ref.get(ref)
            or (self.by_email.get((account.pk, email)) if email else None)
            or self._by_name(account, email, name)
        )

    def _by_name(self, account: Account, email: str, name: str) -> Contact | None:
        """Return the one of this name, unless both have an e-mail address and they differ."""
        found = self.by_name.get((account.pk, name))
        if found is not None and email and found.email_key and found.email_key != email:
            return None
        return found


def apply(rows: list[Row], context: Context) -> list[RowResult]:
    """Bring in contacts: new ones together, known ones get what they lack."""
    accounts = AccountBook(row.get("account", "") for row in rows)
    meant: list[tuple[Row, Account]] = []
    results: list[RowResult] = []
    for row in rows:
        try:
            meant.append((row, account_of(row, accounts, context)))
        except ValueError as error:
            results.append(RowResult(row.line, Outcome.REFUSED, "account", str(error)))
    book = ContactBook([a for _row, a in meant], [row.get("external_ref", "") for row in rows])
    new: list[Contact] = []
    changed: dict[int, Contact] = {}
    for row, account in meant:
        fields = _fields(row)
        if not fields["last_name"]:
            reason = _("Give the last name.")
            results.append(RowResult(row.line, Outcome.REFUSED, "name", reason))
            continue
        contact = book.find(
            account, row.get("external_ref", ""), fields["email_key"], fields["name_key"]
        )
        if contact is None:
            contact = Contact(
                account=account, created_at=context.now, updated_at=context.now, **fields
            )
            new.append(contact)
            book.add(contact)
            results.append(RowResult(row.line, Outcome.ADDED))
        elif contact.pk is None:
            reason = _("The same person stands further up in this file.")
            results.append(RowResult(row.line, Outcome.SAME, "", reason))
        elif _fill(contact, fields, book):
            changed[contact.pk] = contact
            results.append(RowResult(row.line, Outcome.CHANGED))
        else:
            results.append(RowResult(row.line, Outcome.SAME))
    _store(new, list(changed.values()), context)
    return results


def _fields(row: Row) -> dict[str, Any]:
    fields = {k: v for k, v in row.values.items() if k not in ("account", "name")}
    if row.get("name") and not row.get("last_name"):
        fields["first_name"], fields["last_name"] = split_person_name(row.get("name"))
    first, last = fields.get("first_name", ""), fields.get("last_name", "")
    if first and not last:
        first, last = split_person_name(first)
    return {
        **fields,
        "first_name": first,
        "last_name": last,
        "name_key": name_key(f"{first} {last}"),
        "email_key": email_key(fields.get("email", "")),
    }


def _fill(contact: Contact, fields: dict[str, Any], book: ContactBook) -> bool:
    filled = False
    for name in FILLED:
        if not fields.get(name) or getattr(contact, name):
            continue
        if name == "email" and (contact.account_id, fields["email_key"]) in book.by_email:
            continue
        setattr(contact, name, fields[name])
        if name == "email":
            contact.email_key = fields["email_key"]
        filled = True
    if filled:
        book.add(contact)
    return filled


def _store(new: list[Contact], changed: list[Contact], context: Context) -> None:
    Contact.objects.bulk_create(new, batch_size=500)
    for contact in changed:
        contact.version += 1
        contact.updated_at = context.now
    Contact.objects.bulk_update(
        changed, [*FILLED, "email_key", "version", "updated_at"], batch_size=100
    )
    record_many("contact.import", [*new, *changed], by=context.by)
    search.index_many("contact", [*new, *changed])


KIND = ImportKind(
    key="contacts",
    label=gettext_lazy("Contacts"),
    fields=[
        Field("account", gettext_lazy("account"), required=True, aliases=(
            "company", "customer", "organisation", "bedrijf", "relatie", "klant", "bedrijfsnaam", "organisatie",
        )),
        Field("name", gettext_lazy("name"), aliases=(
            "contact", "full name", "contact name", "contactpersoon", "volledige naam")),
        Field("first_name", gettext_lazy("first name"), aliases=("voornaam", "given name"),
              parse=values.text(80)),
        Field("last_name", gettext_lazy("last name"), aliases=("achternaam", "surname", "family name"),
              parse=values.text(120)),
        Field("salutation", gettext_lazy("salutation"), aliases=("title", "aanhef", "geslacht", "gender"),
              parse=values.word_of(SALUTATIONS)),
        Field("function", gettext_lazy("function"), aliases=("job title", "functie", "role"),
              parse=values.text(120)),
        Field("email", gettext_lazy("e-mail address"), aliases=("email", "mail", "e mail"),
              parse=values.email),
        Field("phone", gettext_lazy("phone"), aliases=(
            "telephone", "phone number", "telefoon", "telefoonnummer", "tel"), parse=values.phone),
        Field("mobile", gettext_lazy("mobile"), aliases=("mobiel", "gsm", "cell", "mobile phone"),
              parse=values.phone),
        Field("language", gettext_lazy("language"), aliases=("taal",), parse=values.word_of(LANGUAGES)),
        Field("level", gettext_lazy("level"), aliases=("niveau",), parse=values.word_of(LEVELS)),
        Field("external_ref", gettext_lazy("external reference"), aliases=(
            "contact id", "id", "reference", "contactnummer", "nummer"), parse=values.text(80)),
    ],
    apply_chunk=apply,
    check=check_default_account,
)  # fmt: skip
