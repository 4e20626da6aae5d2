"""Bringing in complaints of the past from a file; each is stored by `import_complaint`, as it was."""

from datetime import time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints.cases.imports import import_complaint
from complaints.cases.models import Complaint
from complaints.cases.stamps import refresh_account_facts
from complaints.errors import ComplaintError
from crm.shared.imports import values
from crm.shared.imports.registry import Context, Field, ImportKind, Outcome, Row, RowResult
from crm.shared.imports.values import Notation
from crm.shared.localtime import at_local
from crm.shared.people.imports import LANGUAGES, person_of
from crm.shared.search.text import normalise
from customers.accounts.imports import AccountBook, account_of, check_default_account

STATES = {
    "open": "received", "new": "received", "received": "received", "nieuw": "received",
    "ontvangen": "received",
    "acknowledged": "acknowledged", "ontvangst bevestigd": "acknowledged",
    "pending": "investigating", "in progress": "investigating", "investigating": "investigating",
    "under investigation": "investigating", "in behandeling": "investigating",
    "in onderzoek": "investigating",
    "answered": "answered", "beantwoord": "answered",
    "closed": "closed", "solved": "closed", "resolved": "closed", "done": "closed",
    "afgesloten": "closed", "gesloten": "closed", "opgelost": "closed", "afgehandeld": "closed",
    "withdrawn": "withdrawn", "ingetrokken": "withdrawn",
}  # fmt: skip
CHANNELS = {
    "phone": "phone", "telephone": "phone", "call": "phone", "customer care call": "phone",
    "telefoon": "phone", "telefonisch": "phone",
    "email": "email", "e-mail": "email", "mail": "email",
    "form": "form", "internet": "form", "web": "form", "website": "form", "formulier": "form",
    "letter": "letter", "brief": "letter", "post": "letter",
    "visit": "visit", "bezoek": "visit", "survey": "survey", "enquête": "survey",
    "social": "social", "social media": "social", "other": "other", "anders": "other",
}  # fmt: skip
SEVERITIES = {
    "1": "1", "low": "1", "laag": "1", "2": "2", "normal": "2", "medium": "2", "normaal": "2",
    "3": "3", "high": "3", "hoog": "3", "4": "4", "critical": "4", "urgent": "4", "kritiek": "4",
}  # fmt: skip


def on_behalf(raw: str, notation: Notation) -> str:
    """Read for whom somebody complains: a name, or yes or no."""
    word = normalise(raw)
    if word in values.NO:
        return ""
    return _("somebody else") if word in values.YES else values.text(120)(raw, notation)


def apply(rows: list[Row], context: Context) -> list[RowResult]:
    """Bring in complaints; the facts of their accounts are counted once per chunk."""
    book = AccountBook(row.get("account", "") for row in rows)
    refs = {row.values["source_ref"] for row in rows}
    known = set(Complaint.objects.filter(source_ref__in=refs).values_list("source_ref", flat=True))
    touched: set[int] = set()
    results = []
    for row in rows:
        if row.values["source_ref"] in known:
            results.append(RowResult(row.line, Outcome.SAME))
            continue
        try:
            account = account_of(row, book, context)
        except ValueError as error:
            results.append(RowResult(row.line, Outcome.REFUSED, "account", str(error)))
            continue
        try:
            _complaint, added = import_complaint(account=account, **_fields(row, context))
        except (ComplaintError, ValueError) as error:
            column = getattr(error, "field", None) or ""
            results.append(RowResult(row.line, Outcome.REFUSED, column, str(error)))
            continue
        if added:
            touched.add(account.pk)
        results.append(RowResult(row.line, Outcome.ADDED if added else Outcome.SAME))
    for pk in sorted(touched):
        refresh_account_facts(pk, now=context.now)
    return results


def _fields(row: Row, context: Context) -> dict[str, Any]:
    received = row.values["received_on"]
    clock = row.get("received_time", received.time())
    closed = row.get("closed_on")
    received_at = at_local(received.date(), clock)
    closed_at = None
    if closed is not None:
        closed_at = at_local(closed.date(), closed.time())
        if closed.time() == time.min and closed.date() == received.date():
            closed_at = received_at
    severity = row.get("severity")
    return {
        "source_ref": row.values["source_ref"],
        "text": row.values["text"],
        "subject": row.get("subject", ""),
        "state": row.get("state", "closed"),
        "channel": row.get("channel", "other"),
        "received_at": received_at,
        "closed_at": closed_at,
        "severity": int(severity) if severity else None,
        "handler": person_of(context, row.get("handler")) if row.get("handler") else None,
        "complainant_name": row.get("complainant_name", ""),
        "on_behalf_of": row.get("on_behalf_of", ""),
        "language": row.get("language", ""),
        "now": context.now,
        "by": context.by,
        "refresh_facts": False,
    }


KIND = ImportKind(
    key="complaints",
    label=gettext_lazy("Complaints"),
    fields=[
        Field("source_ref", gettext_lazy("external reference"), required=True, aliases=(
            "ticket", "ticket number", "complaint number", "complaint id", "number", "id", "reference",
            "klachtnummer", "nummer", "kenmerk"), parse=values.text(80)),
        Field("account", gettext_lazy("account"), required=True, aliases=(
            "company", "customer", "organisation", "bedrijf", "relatie", "klant", "organisatie")),
        Field("text", gettext_lazy("text"), required=True, aliases=(
            "complaint", "customer complaint", "description", "message", "klacht", "omschrijving", "tekst"),
            parse=values.text(20_000)),
        Field("subject", gettext_lazy("subject"), aliases=("title", "onderwerp", "titel"),
              parse=values.text(150)),
        Field("received_on", gettext_lazy("received at"), required=True, aliases=(
            "received on", "received", "date", "date received", "created", "ontvangen op", "datum",
            "ontvangstdatum"), parse=values.moment),
        Field("received_time", gettext_lazy("time"), aliases=("time received", "tijd", "tijdstip"),
              parse=values.clock),
        Field("state", gettext_lazy("state"), aliases=("status", "toestand"),
              parse=values.word_of(STATES)),
        Field("closed_on", gettext_lazy("closed at"), aliases=(
            "closed on", "closed", "resolved on", "afgesloten op", "gesloten op"), parse=values.moment),
        Field("channel", gettext_lazy("channel"), aliases=("received via", "via", "kanaal"),
              parse=values.word_of(CHANNELS)),
        Field("severity", gettext_lazy("severity"), aliases=("priority", "ernst", "prioriteit"),
              parse=values.word_of(SEVERITIES)),
        Field("handler", gettext_lazy("handler"), aliases=("assignee", "behandelaar")),
        Field("complainant_name", gettext_lazy("complainant"), aliases=(
            "name", "customer name", "naam", "klager"), parse=values.text(120)),
        Field("on_behalf_of", gettext_lazy("on behalf of"), aliases=(
            "filing on behalf of someone", "namens"), parse=on_behalf),
        Field("language", gettext_lazy("language"), aliases=("taal",), parse=values.word_of(LANGUAGES)),
    ],
    apply_chunk=apply,
    check=check_default_account,
)  # fmt: skip
