"""The months of answers and who follows whom, computed afresh from the moments of confirmation."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction

from crm.shared.figures import Difference, chunks
from crm.shared.localtime import local_date
from customers.accounts.models import Account
from customers.contacts.models import Contact
from surveys.answers.lock import month_number
from surveys.answers.models import NEVER, Answer

MONTHS = ("month", "next_at", "next_month", "account_next_month")


def compare_months(now: datetime) -> Iterator[Difference]:
    """Yield answers whose month is not that of their moment, or that name the wrong next answer."""
    for ids in chunks(Account.objects.all()):
        rows = _rows("account", ids)
        for row, following in _pairs(rows, "account"):
            day = local_date(row["confirmed_at"])
            fresh = {
                "month": month_number(day.year, day.month),
                "account_next_month": following["month"] if following else NEVER,
            }
            yield from _differing(row, fresh)
    for ids in chunks(Contact.objects.all()):
        rows = _rows("contact", ids)
        for row, following in _pairs(rows, "contact"):
            fresh = {
                "next_at": following["confirmed_at"] if following else None,
                "next_month": following["month"] if following else NEVER,
            }
            yield from _differing(row, fresh)


def _rows(of: str, ids: list[int]) -> list[dict[str, Any]]:
    """Return the answers of these accounts or contacts, per kind of survey in order of time."""
    answers = Answer.objects.filter(**{f"{of}__in": ids}).order_by(of, "kind", "confirmed_at", "pk")
    return list(answers.values("pk", of, "kind", "confirmed_at", *MONTHS))


def _pairs(rows: list[dict[str, Any]], of: str) -> Iterator[tuple[dict[str, Any], Any]]:
    """Yield each answer with the next one of the same account or contact and kind, or None."""
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        same = following and (following[of], following["kind"]) == (row[of], row["kind"])
        yield row, following if same else None


def _differing(row: dict[str, Any], fresh: dict[str, Any]) -> Iterator[Difference]:
    for figure, value in fresh.items():
        if row[figure] != value:
            yield Difference("answer", row["pk"], figure, row[figure], value)


@transaction.atomic
def mend_month(difference: Difference, now: datetime) -> None:
    """Write the fresh value."""
    Answer.objects.filter(pk=difference.pk).update(**{difference.figure: difference.fresh})
