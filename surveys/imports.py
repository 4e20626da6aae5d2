"""Bringing in answers to the one question from a file; each is stored by `import_answer`, as it was."""

import re
from datetime import time
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.shared.imports import values
from crm.shared.imports.registry import Context, Field, ImportKind, Outcome, Row, RowResult
from crm.shared.localtime import at_local
from crm.shared.people.imports import LANGUAGES
from customers.accounts.imports import AccountBook, account_of, check_default_account
from customers.accounts.models import Account
from customers.accounts.naming import email_key
from customers.contacts.models import Contact
from surveys.answers.services import import_answer
from surveys.campaigns.models import Survey, SurveyState
from surveys.campaigns.services import latest_wording
from surveys.errors import SurveyError

NOON = time(12)
_WHOLE = re.compile(r"^(10|[0-9])(?:[.,]0+)?$")


def score(raw: str, notation: values.Notation) -> int:
    """Read a score; a decimal one is refused, for rounding would put people in another band."""
    match = _WHOLE.match(raw.strip())
    if match is None or not raw.isascii():
        raise ValueError(
            _("“%(value)s” is not a whole number from 0 to 10; scores are never rounded.")
            % {"value": raw[:40]}
        )
    return int(match[1])


def survey_of(name: str, context: Context) -> Survey:
    """Return the survey answers belong to; a closed, imported one is made for a new name.

    Raises SurveyError for a survey of Kring's own: its answers come from its links.
    """
    known: dict[str, Survey] = context.memory.setdefault("surveys", {})
    name = name or _("Imported answers")
    if name not in known:
        survey = Survey.objects.filter(name=name[:120]).first()
        if survey is None:
            survey = Survey.objects.create(
                name=name[:120],
                wording=latest_wording(),
                state=SurveyState.CLOSED,
                imported=True,
                created_at=context.now,
                created_by=context.by,
                closed_at=context.now,
            )
        known[name] = survey
    if not known[name].imported:
        raise SurveyError(
            _("The survey “%(name)s” was sent from here; its answers cannot be brought in.")
            % {"name": name}
        )
    return known[name]


def apply(rows: list[Row], context: Context) -> list[RowResult]:
    """Bring in answers, each linked to the contact of its address where there is one."""
    book = AccountBook(row.get("account", "") for row in rows)
    contacts = _contacts(rows)
    results = []
    for row in rows:
        try:
            account = _account(row, book, contacts, context)
            answer = import_answer(**_fields(row, account, contacts, context))
        except ValueError as error:
            results.append(RowResult(row.line, Outcome.REFUSED, "account", str(error)))
        except SurveyError as error:
            results.append(RowResult(row.line, Outcome.REFUSED, error.field or "", str(error)))
        else:
            results.append(RowResult(row.line, Outcome.ADDED if answer else Outcome.SAME))
    return results


def _contacts(rows: list[Row]) -> dict[str, list[Contact]]:
    """Return the contacts of the addresses on these lines."""
    keys = {email_key(row.get("email")) for row in rows if row.get("email")}
    found: dict[str, list[Contact]] = {}
    for contact in Contact.objects.filter(email_key__in=keys).select_related("account"):
        if contact.account.deleted_at is None and contact.account.merged_into_id is None:
            found.setdefault(contact.email_key, []).append(contact)
    return found


def _account(
    row: Row, book: AccountBook, contacts: dict[str, list[Contact]], context: Context
) -> Account:
    """Return the account: the one named, else that of the only contact with this address."""
    people = contacts.get(email_key(row.get("email", "")), [])
    if not row.get("account") and len({c.account_id for c in people}) == 1:
        return people[0].account
    return account_of(row, book, context)


def _fields(
    row: Row, account: Account, contacts: dict[str, list[Contact]], context: Context
) -> dict[str, Any]:
    answered = row.values["answered_on"]
    people = contacts.get(email_key(row.get("email", "")), [])
    survey = survey_of(row.get("survey", ""), context)
    key = row.get("external_key")
    if not key:
        who = row.get("email") or row.get(
            "comment", ""
        )  # without an address the words tell them apart
        parts = (survey.name, account.pk, who, answered, row.values["score"])
        key = sha256("|".join(map(str, parts)).encode()).hexdigest()
    clock = answered.time()
    return {
        "survey": survey,
        "account": account,
        "contact": next((c for c in people if c.account_id == account.pk), None),
        "score": row.values["score"],
        "comment": row.get("comment", ""),
        "confirmed_at": at_local(answered.date(), NOON if clock == time.min else clock),
        "external_key": f"import:{key}"[:200],
        "language": row.get("language", ""),
        "now": context.now,
    }


KIND = ImportKind(
    key="answers",
    label=gettext_lazy("Answers"),
    fields=[
        Field("score", gettext_lazy("score"), required=True, aliases=(
            "nps", "nps score", "rating", "answer", "survey rating", "response value",
            "cijfer", "waardering", "antwoord"),
            patterns=(r"^how likely .*recommend", r"^hoe waarschijnlijk .*(aanbevel|aanbeveelt|aanraden)"),
            parse=score),
        Field("answered_on", gettext_lazy("answered on"), required=True, aliases=(
            "date", "answered at", "responded at", "response date", "responded", "responded on",
            "end date", "enddate", "survey response date", "submission date", "created at", "created", "date created",
            "start date", "startdate", "datum", "beantwoord op", "einddatum"),
            parse=values.moment),
        Field("account", gettext_lazy("account"), aliases=(
            "company", "company name", "customer", "organisation", "organization", "associated company",
            "bedrijf", "relatie", "klant", "organisatie")),
        Field("email", gettext_lazy("e-mail address"), aliases=(
            "email", "mail", "e mail", "contact", "email address", "person email", "contact email",
            "respondent email", "e mailadres"),
              parse=values.email),
        Field("comment", gettext_lazy("comment"), aliases=(
            "feedback", "remark", "why", "open ended response", "follow up response", "survey comment",
            "opmerking", "toelichting", "reactie"),
            patterns=(r"^what .*(improve|reason)", r"^wat .*(verbeter|reden)"), parse=values.text(5000)),
        Field("survey", gettext_lazy("survey"), aliases=(
            "wave", "campaign", "survey name", "campaign name", "enquete", "meetronde", "meting"),
            parse=values.text(120)),
        Field("external_key", gettext_lazy("external reference"), aliases=(
            "response id", "answer id", "respondent id", "respondentid", "id", "reference",
            "nummer"), parse=values.text(150)),
        Field("language", gettext_lazy("language"), aliases=("taal",), parse=values.word_of(LANGUAGES)),
    ],
    apply_chunk=apply,
    check=check_default_account,
)  # fmt: skip
