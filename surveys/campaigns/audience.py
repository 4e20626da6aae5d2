"""Find the people a survey is meant for, and say of each whether they are asked now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet

from crm.shared.organisation.services import get_organisation
from customers.contacts.models import ConsentState, Contact
from surveys.campaigns.fatigue import Candidate, Eligibility, Reason, eligibility
from surveys.campaigns.models import Invitation, InvitationState, Survey

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Person:
    """Hold one person of the audience with the decision about them."""

    contact_id: int
    name: str
    email: str
    language: str
    account_id: int
    account: str
    decision: Eligibility


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold who is asked and who is not: together everybody the survey is meant for."""

    asked: list[Person]
    skipped: list[Person]

    def reasons(self) -> list[tuple[Reason, int]]:
        """Count the skipped per reason, the largest first."""
        counts: dict[Reason, int] = {}
        for person in self.skipped:
            reason = Reason(str(person.decision.reason))
            counts[reason] = counts.get(reason, 0) + 1
        return sorted(counts.items(), key=lambda item: (-item[1], item[0].value))


def meant(audience: dict[str, Any]) -> QuerySet[Contact]:
    """Give the contacts an audience describes; keys are those of the audience form."""
    contacts = Contact.objects.filter(
        account__deleted_at__isnull=True, account__merged_into__isnull=True
    )
    fields = {
        "stage": "account__stage",
        "owner": "account__owner",
        "team": "account__team",
        "sector": "account__sector",
    }
    for key, path in fields.items():
        if audience.get(key):
            contacts = contacts.filter(**{path: audience[key]})
    if audience.get("classes"):
        contacts = contacts.filter(account__account_class__in=audience["classes"])
    if audience.get("key_accounts"):
        contacts = contacts.filter(account__is_key_account=True)
    if audience.get("levels"):
        contacts = contacts.filter(level__in=audience["levels"])
    return contacts


def plan(survey: Survey, *, now: datetime) -> Plan:
    """Decide about everybody in the audience; changes nothing.

    Within an account who was asked longest ago comes first, so that a cap is shared out fairly.
    """
    organisation = get_organisation()
    since = now - timedelta(days=organisation.nps_rest_days)
    load = _account_load(since)
    already = set(
        Invitation.objects.filter(survey=survey).values_list("contact_id", flat=True).iterator()
    )
    result = Plan([], [])
    for row in _rows(survey):
        asked, oldest = load.get(row["account_id"], (0, None))
        candidate = Candidate(
            has_address=bool(row["email"]),
            left=row["left_on"] is not None,
            objected=row["consent_survey"] == ConsentState.OBJECTED,
            bounced=row["bounced_at"] is not None,
            already_asked=row["pk"] in already,
            open_complaint=row["account__open_complaints"] > 0,
            last_invited_at=row["last_invited_at"],
            account_asked=asked,
            account_free_from=(oldest or now) + timedelta(days=organisation.nps_rest_days),
        )
        decision = eligibility(
            candidate,
            now=now,
            rest_days=organisation.nps_rest_days,
            account_cap=organisation.nps_account_cap,
        )
        person = Person(
            contact_id=row["pk"],
            name=f"{row['first_name']} {row['last_name']}".strip(),
            email=row["email"],
            language=row["language"],
            account_id=row["account_id"],
            account=row["account__name"],
            decision=decision,
        )
        if decision.asked:
            result.asked.append(person)
            load[row["account_id"]] = (asked + 1, oldest)
        else:
            result.skipped.append(person)
    return result


def _account_load(since: datetime) -> dict[int, tuple[int, datetime | None]]:
    """Count, per account, the people asked in the rest period and when the first of them was."""
    rows = (
        Invitation.objects.in_rest_period(since)
        .order_by()
        .values_list("account_id")
        .annotate(number=Count("pk"), oldest=Min("sent_at"))
    )
    return {account: (number, oldest) for account, number, oldest in rows}


def _rows(survey: Survey) -> Iterator[Any]:
    return (
        meant(survey.audience)
        .order_by(
            "account__name_key", "account_id", F("last_invited_at").asc(nulls_first=True), "pk"
        )
        .values(
            "pk",
            "first_name",
            "last_name",
            "email",
            "language",
            "left_on",
            "consent_survey",
            "bounced_at",
            "last_invited_at",
            "account_id",
            "account__name",
            "account__open_complaints",
        )
        .iterator(chunk_size=CHUNK)
    )


def decide_at_sending(invitation: Invitation, *, now: datetime) -> Reason | None:
    """Look again at the moment of sending; give the reason when the mail is not to go after all."""
    contact, account = invitation.contact, invitation.account
    others = Invitation.objects.filter(
        Q(contact=contact), Q(state=InvitationState.SENT), ~Q(pk=invitation.pk)
    ).aggregate(last=Max("sent_at"))["last"]
    decision = eligibility(
        Candidate(
            has_address=bool(contact.email),
            left=contact.left_on is not None,
            objected=contact.consent_survey == ConsentState.OBJECTED,
            bounced=contact.bounced_at is not None,
            open_complaint=account.open_complaints > 0,
            last_invited_at=others,
        ),
        now=now,
        rest_days=get_organisation().nps_rest_days,
        account_cap=0,
    )
    return Reason(decision.reason) if decision.reason else None
