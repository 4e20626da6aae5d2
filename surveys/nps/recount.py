"""What surveys stores twice, computed afresh from the answers, follow-ups and invitations."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from crm.shared.figures import Difference
from customers.accounts.facts import update_facts
from customers.accounts.models import Account
from customers.contacts.models import Contact
from surveys.answers.models import Answer
from surveys.campaigns.models import Survey
from surveys.followups.models import FollowUp
from surveys.nps.rollup import differences, rebuild

CHUNK = 500
LAST = ("last_score", "last_scored_at")
LOOP = ("unhandled_detractors", "score_fell_at")
TOTALS = {
    "sent": Count("pk", filter=Q(sent_at__isnull=False)),
    "bounced": Count("pk", filter=Q(state="bounced")),
    "answered": Count("pk", filter=Q(answered=True)),
    "asked": Count("pk", filter=Q(held_reason="")),
}


def _chunks(rows: QuerySet) -> Iterator[list[dict[str, Any]]]:
    last = 0
    while found := list(rows.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        yield found
        last = found[-1]["pk"]


def _last_scores(path: str, ids: list[int]) -> dict[int, tuple[int, datetime]]:
    answers = Answer.objects.filter(**{f"{path}__in": ids}).order_by("confirmed_at", "pk")
    return {
        owner: (score, at)
        for owner, score, at in answers.values_list(f"{path}_id", "score", "confirmed_at")
    }


def compare_accounts(now: datetime) -> Iterator[Difference]:
    """Yield accounts whose last score, fall or unhandled detractors are not what the answers say."""
    for rows in _chunks(Account.objects.values("pk", *LAST, *LOOP)):
        ids = [row["pk"] for row in rows]
        last = _last_scores("account", ids)
        fell = dict(
            Answer.objects.filter(account__in=ids)
            .fallen()
            .order_by("confirmed_at")
            .values_list("account_id", "confirmed_at")
        )
        waiting = dict(
            FollowUp.objects.filter(account__in=ids)
            .unhandled()
            .of_detractors()
            .order_by()
            .values_list("account_id")
            .annotate(number=Count("pk"))
        )
        for row in rows:
            fresh = dict(zip(LAST, last.get(row["pk"], (None, None)), strict=True))
            fresh["unhandled_detractors"] = waiting.get(row["pk"], 0)
            fresh["score_fell_at"] = fell.get(row["pk"])
            yield from _differing("account", row, fresh)


def compare_contacts(now: datetime) -> Iterator[Difference]:
    """Yield contacts whose last score is not that of their last answer."""
    for rows in _chunks(Contact.objects.values("pk", *LAST)):
        last = _last_scores("contact", [row["pk"] for row in rows])
        for row in rows:
            fresh = dict(zip(LAST, last.get(row["pk"], (None, None)), strict=True))
            yield from _differing("contact", row, fresh)


def compare_surveys(now: datetime) -> Iterator[Difference]:
    """Yield surveys whose totals are not what their invitations say."""
    for rows in _chunks(Survey.objects.filter(imported=False).values("pk", *TOTALS, "skipped")):
        for row in rows:
            survey = Survey(pk=row["pk"])
            fresh = survey.invitations.order_by().aggregate(**TOTALS)
            fresh["skipped"] = survey.skips.count()
            yield from _differing("survey", row, fresh)


def _differing(kind: str, row: dict[str, Any], fresh: dict[str, Any]) -> Iterator[Difference]:
    for figure, value in fresh.items():
        if row[figure] != value:
            yield Difference(kind, row["pk"], figure, row[figure], value)


def compare_months(now: datetime) -> Iterator[Difference]:
    """Yield monthly counts that are not what the answers say."""
    newest = Answer.objects.aggregate(pk=Max("pk"))["pk"] or 0
    for cell in differences():
        yield Difference("monthly count up to answer", newest, cell, "other", "recount")


def mend_account(difference: Difference, now: datetime) -> None:
    """Write the fresh fact of an account; health follows."""
    update_facts(difference.pk, now=now, **{difference.figure: difference.fresh})


def mend_contact(difference: Difference, now: datetime) -> None:
    """Write the fresh fact of a contact."""
    Contact.objects.filter(pk=difference.pk).update(**{difference.figure: difference.fresh})


def mend_survey(difference: Difference, now: datetime) -> None:
    """Write the fresh total of a survey."""
    Survey.objects.filter(pk=difference.pk).update(**{difference.figure: difference.fresh})


def mend_months(difference: Difference, now: datetime) -> None:
    """Count all months anew, once; the differences after the first are gone by then."""
    if differences():
        rebuild()
