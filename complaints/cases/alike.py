"""Complaints that look alike: perhaps the same one again, perhaps another one with the same cause."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from complaints.cases.models import Complaint
from complaints.cases.search import KIND
from complaints.cases.stamps import year_start
from crm.shared.localtime import day_start, local_date
from crm.shared.organisation.services import get_organisation
from crm.shared.search.find import by_fragment
from crm.shared.search.text import Query, normalise

LETTERS = 4  # shorter words tell nothing
ENOUGH = 0.25  # of the words in common; found by trying, not a figure of any book
SHOWN = 5
CANDIDATES = 100
WORDS = 5  # the longest words of a subject that are looked for


@dataclass(frozen=True)
class Alike:
    """One complaint that looks like another, with how much they have in common, 0 to 1."""

    complaint: Complaint
    likeness: float

    @property
    def percent(self) -> int:
        """Return the likeness in whole percents."""
        return int(self.likeness * 100 + 0.5)


def words_of(*texts: str) -> frozenset[str]:
    """Return the telling words of texts, normalised."""
    stripped = (word.strip(".,;:!?()\"'“”") for word in normalise(" ".join(texts)).split())
    return frozenset(word for word in stripped if len(word) >= LETTERS)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of words in common, 0 to 1 (Sørensen–Dice)."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _best(complaint: Complaint, found: Iterable[Complaint]) -> list[Alike]:
    """Return those that have enough in common, the most alike first."""
    mine = words_of(complaint.subject, complaint.text)
    scored = [
        Alike(
            one,
            1.0
            if complaint.reference and one.reference == complaint.reference
            else likeness(mine, words_of(one.subject, one.text)),
        )
        for one in found
    ]
    close = [one for one in scored if one.likeness >= ENOUGH]
    return sorted(close, key=lambda one: -one.likeness)[:SHOWN]


def _others(complaint: Complaint, user: Any) -> QuerySet[Complaint]:
    rows = Complaint.objects.visible_to(user).counting().exclude(pk=complaint.pk)
    return rows.select_related("account", "cause").order_by("-received_at", "-pk")


def duplicates(complaint: Complaint, user: Any) -> list[Alike]:
    """Return complaints of the same account or complainant that tell the same; one query.

    Those of the days around it that the settings name, and only such as the reader may see.
    """
    party = Q()
    if complaint.account_id:
        party |= Q(account=complaint.account_id)
    if complaint.reach_email:
        party |= Q(complainant_email=complaint.reach_email)
    if not party:
        return []
    around = timedelta(days=get_organisation().duplicate_days)
    rows = _others(complaint, user).filter(
        party,
        received_at__gte=complaint.received_at - around,
        received_at__lte=complaint.received_at + around,
    )
    return _best(complaint, rows[:CANDIDATES])


def same_cause(complaint: Complaint, user: Any, now: datetime) -> list[Alike]:
    """Return complaints of others in 12 months with a subject like it; two queries.

    Found by any of the longest words of the subject in the search index, then compared in full.
    """
    longest = sorted(words_of(complaint.subject), key=lambda word: (-len(word), word))[:WORDS]
    if not longest:
        return []
    sql, params = by_fragment(KIND, Query("", (tuple(longest),)), CANDIDATES)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        keys = [row[0] for row in cursor.fetchall()]
    since = day_start(year_start(local_date(now)))
    rows = _others(complaint, user).filter(pk__in=keys, received_at__gte=since)
    if complaint.account_id:
        rows = rows.exclude(account=complaint.account_id)
    return _best(complaint, rows)
