"""Bringing in accounts: known by external reference, else by name; empty fields of known ones are filled."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.shared.audit.services import record_many
from crm.shared.imports import values
from crm.shared.imports.registry import Context, Field, ImportKind, Outcome, Row, RowResult
from crm.shared.imports.values import Notation
from crm.shared.people.imports import LANGUAGES, person_of
from crm.shared.search import services as search
from customers.accounts.bulk import create_accounts
from customers.accounts.models import Account, Sector, Source
from customers.accounts.naming import name_key
from customers.errors import CustomerError

KINDS = {
    "organisation": "organisation", "organization": "organisation", "company": "organisation",
    "bedrijf": "organisation", "organisatie": "organisation", "zakelijk": "organisation",
    "person": "person", "persoon": "person", "particulier": "person", "consumer": "person",
}  # fmt: skip
# Words a misspelt line of business is compared with; the company's own sectors come on top.
COMMON_SECTORS = (
    "Agriculture", "Construction", "Education", "Employment", "Energy", "Entertainment", "Finance",
    "Government", "Healthcare", "Hospitality", "Industry", "Insurance", "Logistics", "Manufacturing",
    "Marketing", "Medical", "Real estate", "Retail", "Services", "Software", "Technology",
    "Telecommunications", "Transport", "Wholesale", "Bouw", "Dienstverlening", "Gezondheidszorg",
    "Groothandel", "Horeca", "Industrie", "Installatietechniek", "Landbouw", "Logistiek",
    "Onderwijs", "Overheid", "Techniek", "Zorg",
)  # fmt: skip
LIKENESS = 0.9
FILLED = (
    "account_class", "source", "region", "renewal_on", "street", "postcode", "city", "country",
    "phone", "email", "website", "note", "external_ref",
)  # fmt: skip


def website(raw: str, notation: Notation) -> str:
    """Read an address of a website, with or without https://."""
    url = raw if "://" in raw else f"https://{raw}"
    try:
        URLValidator(schemes=["http", "https"])(url)
    except ValidationError as error:
        raise ValueError(
            _("“%(value)s” is no address of a website.") % {"value": raw[:80]}
        ) from error
    if len(url) > 200:
        raise ValueError(_("This is longer than %(count)s characters.") % {"count": 200})
    return url


class AccountBook:
    """Finds accounts by what files call them, in one or two queries for a chunk of names."""

    def __init__(self, names: Iterable[str]) -> None:
        wanted = {n for n in names if n}
        keys = {name_key(n) for n in wanted}
        alive = Account.objects.alive().select_related("owner")
        self.by_ref = {a.external_ref: a for a in alive.filter(external_ref__in=wanted)}
        self.by_key: dict[str, list[Account]] = {}
        one = {a.pk: a for a in self.by_ref.values()}
        for account in alive.filter(name_key__in=keys).order_by("pk"):
            account = one.setdefault(account.pk, account)
            self.by_key.setdefault(account.name_key, []).append(account)
        self.stored = frozenset(id(a) for a in one.values())

    def add(self, account: Account) -> None:
        """Remember an account that was made just now."""
        self.by_key.setdefault(account.name_key, []).append(account)
        self.add_reference(account)

    def add_reference(self, account: Account) -> None:
        """Remember an account by its reference."""
        if account.external_ref:
            self.by_ref[account.external_ref] = account

    def find(self, name: str) -> Account | None:
        """Return the account of this reference or name; None when there is none.

        Raises ValueError when several have this name.
        """
        if name in self.by_ref:
            return self.by_ref[name]
        return self._only(name, self.by_key.get(name_key(name), []))

    def find_without_reference(self, name: str) -> Account | None:
        """Return the account of this name that has no reference yet; raises as `find`."""
        found = self.by_key.get(name_key(name), [])
        return self._only(name, [account for account in found if not account.external_ref])

    def _only(self, name: str, found: list[Account]) -> Account | None:
        if len(found) > 1:
            raise ValueError(
                _("Several accounts are called “%(name)s”. Use the external reference.")
                % {"name": name[:80]}
            )
        return found[0] if found else None

    def get(self, name: str) -> Account:
        """Return the account of this reference or name; raises ValueError when it is unknown."""
        account = self.find(name)
        if account is None:
            raise ValueError(
                _("There is no account called “%(name)s”. Bring in the accounts first.")
                % {"name": name[:80]}
            )
        return account


def default_account(context: Context) -> Account:
    """Return the account of lines that name none; raises CustomerError when it is unknown."""
    if "default account" not in context.memory:
        try:
            context.memory["default account"] = AccountBook([context.account]).get(context.account)
        except ValueError as error:
            raise CustomerError(str(error)) from error
    return context.memory["default account"]


def check_default_account(columns: frozenset[str], context: Context) -> None:
    """Refuse a file whose --account does not exist."""
    if context.account:
        default_account(context)


def account_of(row: Row, book: AccountBook, context: Context) -> Account:
    """Return the account a line is about; raises ValueError when it is unknown or none is named."""
    name = row.get("account", "")
    if name:
        return book.get(name)
    if context.account:
        return default_account(context)
    raise ValueError(_("No account is named on this line."))


def sector_of(name: str, context: Context) -> Sector:
    """Return the sector meant by a word, a slip of the pen included; made when it is new."""
    known: dict[str, Any] = context.memory.get("sectors") or {}
    if not known:
        known = {s.lower(): s for s in COMMON_SECTORS}
        known |= {s.name.lower(): s for s in Sector.objects.all()}
        context.memory["sectors"] = known
    key = name.lower()
    if key not in known:
        close = get_close_matches(key, known, n=1, cutoff=LIKENESS)
        known[key] = known[close[0]] if close else name[:1].upper() + name[1:]
    if isinstance(known[key], str):
        proper = known[key]
        sector = known.get(proper.lower())
        if not isinstance(sector, Sector):
            sector = Sector.objects.get_or_create(name=proper)[0]
        known[key] = known[proper.lower()] = sector
    return known[key]


def apply(rows: list[Row], context: Context) -> list[RowResult]:
    """Bring in accounts: new ones together, known ones get what they lack."""
    names = [row.get(n, "") for row in rows for n in ("name", "external_ref", "parent")]
    book = AccountBook(names)
    results: list[RowResult] = []
    new: list[Account] = []
    changed: dict[int, dict[str, Any]] = {}
    parents: list[tuple[int, Account, str]] = []
    for row in rows:
        try:
            account = _meant(row, book)
            if account is None:
                account = _make(row, context)
                new.append(account)
                book.add(account)
                results.append(RowResult(row.line, Outcome.ADDED))
            elif id(account) not in book.stored:
                _fill(account, row, context)
                book.add_reference(account)
                reason = _("The same account stands further up in this file.")
                results.append(RowResult(row.line, Outcome.SAME, "", reason))
            elif given := _fill(account, row, context):
                changed.setdefault(account.pk, {}).update(given)
                book.add_reference(account)
                results.append(RowResult(row.line, Outcome.CHANGED))
            else:
                results.append(RowResult(row.line, Outcome.SAME))
        except ValueError as error:
            results.append(RowResult(row.line, Outcome.REFUSED, "", str(error)))
            continue
        if row.get("parent") and account.parent_id is None:
            parents.append((row.line, account, row.get("parent")))
    create_accounts(new, by=context.by, now=context.now)
    _save_changed(changed, context)
    later = context.memory.setdefault("parents", [])
    for line, account, name in parents:
        if not _give_parent(account, name, book):
            later.append((line, account.pk, name))
    return results


def _meant(row: Row, book: AccountBook) -> Account | None:
    ref = row.get("external_ref", "")
    if ref and ref in book.by_ref:
        return book.by_ref[ref]
    if ref:  # the same name with another reference is another account
        return book.find_without_reference(row.values["name"])
    return book.find(row.values["name"])


def _make(row: Row, context: Context) -> Account:
    given = {k: v for k, v in row.values.items() if k not in ("owner", "parent", "sector")}
    account = Account(**{"source": Source.IMPORT, **given})
    account.name_key = name_key(account.name)
    if row.get("sector"):
        account.sector = sector_of(row.get("sector"), context)
    if row.get("owner"):
        account.owner = person_of(context, row.get("owner"))
        account.team_id = account.owner.team_id
    return account


def _fill(account: Account, row: Row, context: Context) -> dict[str, Any]:
    """Give a known account what it lacks and return that; nothing that stands there is changed."""
    given = {n: row.get(n) for n in FILLED if row.get(n) and not getattr(account, n)}
    if row.get("sector") and account.sector_id is None:
        given["sector"] = sector_of(row.get("sector"), context)
    if row.get("owner") and account.owner_id is None:
        given["owner"] = person_of(context, row.get("owner"))
    _put(account, given)
    return given


def _put(account: Account, given: dict[str, Any]) -> None:
    """Write values in the columns that are empty; the team goes along with the owner."""
    for name, value in given.items():
        if not getattr(account, name):
            setattr(account, name, value)
            if name == "owner":
                account.team_id = value.team_id


def _save_changed(changed: dict[int, dict[str, Any]], context: Context) -> None:
    """Store what was given `{account: values}`; what somebody typed since the file was read stays."""
    if not changed:
        return
    rows = Account.objects.alive().select_for_update(of=("self",)).select_related("owner", "sector")
    accounts = list(rows.filter(pk__in=changed).order_by("pk"))
    for account in accounts:
        _put(account, changed[account.pk])
        account.version += 1
        account.updated_at = context.now
    Account.objects.bulk_update(
        accounts, [*FILLED, "sector", "owner", "team", "version", "updated_at"], batch_size=100
    )
    record_many("account.import", accounts, by=context.by)
    search.index_many("account", accounts)


def _give_parent(account: Account, name: str, book: AccountBook) -> bool:
    """Make an account part of another one that exists by now; an account is never part of itself."""
    parent = book.find(name)
    if parent is None or parent.pk is None:
        return False
    above: Account | None = parent
    for _step in range(10):
        if above is None:
            Account.objects.filter(pk=account.pk, parent=None).update(
                parent=parent, version=F("version") + 1
            )
            account.parent = parent
            return True
        if above.pk == account.pk:
            return True
        above = above.parent
    return True


def finish(context: Context) -> list[RowResult]:
    """Link the accounts whose parent stood further down; report those whose parent is unknown."""
    notes = []
    waiting = context.memory.pop("parents", [])
    for start in range(0, len(waiting), 500):
        part = waiting[start : start + 500]
        book = AccountBook(name for _line, _pk, name in part)
        accounts = Account.objects.in_bulk([pk for _line, pk, _name in part])
        for line, pk, name in part:
            if pk in accounts and not _give_parent(accounts[pk], name, book):
                sentence = _("The account “%(name)s” it is part of is unknown; left empty.")
                notes.append(
                    RowResult(line, Outcome.SAME, "parent", sentence % {"name": name[:80]})
                )
    return notes


def _words(*names: str) -> dict[str, str]:
    return {n: n for n in names}


KIND = ImportKind(
    key="accounts",
    label=gettext_lazy("Accounts"),
    fields=[
        Field("name", gettext_lazy("name"), required=True, aliases=(
            "account", "account name", "company", "company name", "customer", "organisation",
            "organization", "bedrijf", "bedrijfsnaam", "relatie", "relatienaam", "klant", "klantnaam",
            "organisatie",
        )),
        Field("kind", gettext_lazy("kind"), aliases=("soort", "type"), parse=values.word_of(KINDS)),
        Field("external_ref", gettext_lazy("external reference"), aliases=(
            "account number", "customer number", "account id", "customer id", "reference", "number", "id",
            "relatienummer", "klantnummer", "debiteurnummer", "nummer", "code",
        ), parse=values.text(80)),
        Field("parent", gettext_lazy("part of"), aliases=(
            "subsidiary of", "parent", "parent company", "group", "moederbedrijf", "onderdeel van", "groep",
        )),
        Field("sector", gettext_lazy("sector"), aliases=("industry", "branche", "bedrijfstak"),
              parse=values.text(80)),
        Field("owner", gettext_lazy("owner"), aliases=(
            "account manager", "accountmanager", "sales agent", "verantwoordelijke", "eigenaar", "verkoper",
        )),
        Field("account_class", gettext_lazy("class"), aliases=("klasse", "abc"),
              parse=values.word_of(_words("A", "B", "C"))),
        Field("is_key_account", gettext_lazy("key account"), parse=values.yes_no),
        Field("source", gettext_lazy("source"), aliases=("bron", "herkomst"),
              parse=values.word_of(_words(*Source.values))),
        Field("region", gettext_lazy("region"), aliases=("regio", "rayon"), parse=values.text(80)),
        Field("renewal_on", gettext_lazy("renewal date"), aliases=("renewal", "verlengdatum"),
              parse=values.day),
        Field("street", gettext_lazy("street and number"), aliases=("street", "address", "straat", "adres"),
              parse=values.text(120)),
        Field("postcode", gettext_lazy("postcode"), aliases=("zip", "zip code", "postal code"),
              parse=values.text(16)),
        Field("city", gettext_lazy("city"), aliases=("town", "plaats", "woonplaats", "stad"),
              parse=values.text(80)),
        Field("country", gettext_lazy("country"), aliases=("office location", "land"),
              parse=values.text(80)),
        Field("phone", gettext_lazy("phone"), aliases=(
            "telephone", "phone number", "telefoon", "telefoonnummer", "tel"), parse=values.phone),
        Field("email", gettext_lazy("e-mail address"), aliases=("email", "mail", "e mail"),
              parse=values.email),
        Field("website", gettext_lazy("website"), aliases=("url", "web", "site"), parse=website),
        Field("language", gettext_lazy("language"), aliases=("taal",), parse=values.word_of(LANGUAGES)),
        Field("note", gettext_lazy("note"), aliases=("notes", "remark", "opmerking", "notitie"),
              parse=values.text(5000)),
    ],
    apply_chunk=apply,
    finish=finish,
)  # fmt: skip

__all__ = ["KIND", "AccountBook", "account_of", "check_default_account"]
