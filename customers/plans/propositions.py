"""Value propositions: what we offer a segment, and what an account gets instead."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from crm.shared.access import Role, has_role
from crm.shared.audit.services import record
from customers.accounts.models import Account, Sector
from customers.errors import CustomerError, EditConflict
from customers.plans.models import AccountProposition, PropositionTexts, SegmentProposition

PARTS = ("job", "pain", "gain", "answer", "proof")


@dataclass(frozen=True)
class Offer:
    """One part of a proposition as it holds for an account; `own` says it is not the segment's."""

    name: str
    label: str
    text: str
    own: bool


def offers(own: PropositionTexts | None, segment: PropositionTexts | None) -> list[Offer]:
    """Return the five parts for an account: its own words where it has them, else its segment's."""
    found = []
    for name in PARTS:
        mine, theirs = getattr(own, name, ""), getattr(segment, name, "")
        label = str(SegmentProposition._meta.get_field(name).verbose_name)
        found.append(Offer(name, label, mine or theirs, bool(mine)))
    return found


def offers_for(account: Account) -> list[Offer]:
    """Return the proposition that holds for an account; no query when both were read along with it."""
    segment = getattr(account.sector, "proposition", None) if account.sector_id else None
    return offers(getattr(account, "proposition", None), segment)


def segments() -> list[Sector]:
    """Return every segment with its proposition, if it has one; one query."""
    return list(Sector.objects.select_related("proposition").order_by("name"))


def segment(pk: int) -> Sector:
    """Return a segment; raises Http404."""
    return get_object_or_404(Sector.objects.all(), pk=pk)


def of_segment(sector: Sector) -> SegmentProposition:
    """Return what we offer a segment; an empty one that was never written."""
    found = SegmentProposition.objects.filter(sector=sector).first()
    return found or SegmentProposition(sector=sector)


def of_account(account: Account) -> AccountProposition:
    """Return an account's own words; empty ones that were never written."""
    found = AccountProposition.objects.filter(account=account).first()
    return found or AccountProposition(account=account)


@transaction.atomic
def save_segment(
    sector: Sector, *, version: int, by: Any, now: datetime, **texts: str
) -> SegmentProposition:
    """Write what we offer a segment, read at `version` (0: not there yet). For managers."""
    if not has_role(by, Role.MANAGER):
        raise CustomerError(_("A manager writes what we offer a segment."))
    found, _new = SegmentProposition.objects.get_or_create(sector=sector)
    return _save(found, version, by, texts)


@transaction.atomic
def save_own(
    account: Account, *, version: int, by: Any, now: datetime, **texts: str
) -> AccountProposition:
    """Write what we offer this account, read at `version`; an empty part is the segment's again."""
    found, _new = AccountProposition.objects.get_or_create(account=account)
    return _save(found, version, by, texts)


def _save(found: Any, version: int, by: Any, texts: dict[str, str]) -> Any:
    rows = type(found)._default_manager.filter(pk=found.pk, version=version)
    if not rows.update(**texts, version=F("version") + 1):
        raise EditConflict.between(
            _("Somebody else saved this while you were typing. Nothing was lost: compare."),
            found,
            texts,
        )
    found.refresh_from_db()
    record("proposition.edit", found, by=by, changes=texts)
    return found
