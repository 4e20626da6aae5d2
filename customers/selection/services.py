"""Account selection: criteria weighed, accounts scored, spend and key-account stage written down."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, Sum
from django.utils.translation import gettext as _

from crm.shared.access import Role, has_role
from crm.shared.audit.services import record
from crm.shared.localtime import local_date
from customers.accounts.facts import lock_account
from customers.deals.models import Order
from customers.errors import CustomerConflict, CustomerError, EditConflict
from customers.selection import matrix
from customers.selection.matrix import FULL, Axis
from customers.selection.models import (
    Assessment,
    Criterion,
    CriterionScore,
    KeyStageMove,
    Standing,
    Wallet,
)

CHUNK = 500
TEXTS = tuple(f"{part}_{lang}" for part in ("name", "low", "mid", "high") for lang in ("en", "nl"))


def criteria() -> dict[str, list[Criterion]]:
    """Return the criteria of both axes in their order; one query."""
    found: dict[str, list[Criterion]] = {axis: [] for axis in Axis.values}
    for criterion in Criterion.objects.order_by("axis", "position", "pk"):
        found[criterion.axis].append(criterion)
    return found


def stamp_of(rows: Sequence[Criterion]) -> str:
    """Return what identifies these criteria as they stand; it tells a second editor."""
    said = "|".join(f"{c.pk}:{c.weight}:" + ":".join(getattr(c, t) for t in TEXTS) for c in rows)
    return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=16).hexdigest()


def weights_stamp(axes: Mapping[str, Sequence[Criterion]]) -> str:
    """Return what identifies the weights of both axes: positions of other weights are computed again."""
    said = ",".join(f"{c.pk}={c.weight}" for rows in axes.values() for c in rows)
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()


@transaction.atomic
def save_criteria(
    axis: str, rows: Sequence[Mapping[str, Any]], *, stamp: str, by: Any, now: datetime
) -> None:
    """Write the criteria of an axis; a row without `pk` is new. For managers.

    Raises CustomerError when the weights are not 100 % together, CustomerConflict when somebody else saved
    since `stamp`. A criterion that was ever used stays: weight 0 takes it out of the sum.
    """
    if not has_role(by, Role.MANAGER):
        raise CustomerError(_("A manager sets the criteria and their weights."))
    total = sum(row["weight"] for row in rows)
    if total != FULL:
        raise CustomerError(
            _("The weights are %(total)s %% together; make them 100 %%.") % {"total": total}
        )
    held = {c.pk: c for c in Criterion.objects.select_for_update().filter(axis=axis)}
    if stamp != stamp_of(list(held.values())):
        raise CustomerConflict(
            _("Somebody else changed the criteria meanwhile. Look, and save again.")
        )
    for position, row in enumerate(rows):
        criterion = held.get(row.get("pk") or 0) or Criterion(axis=axis)
        for name in (*TEXTS, "weight"):
            setattr(criterion, name, row[name])
        criterion.position = position
        criterion.save()
    record("edit", "customers.criterion", by=by, changes=[axis])
    refresh_standings(now, limit=CHUNK)


@transaction.atomic
def score_account(
    account: Any, scores: Mapping[int, int], *, by: Any, now: datetime, note: str = ""
) -> Assessment:
    """Score an account on every criterion that counts; the earlier assessments stay readable."""
    axes = criteria()
    means = {}
    for axis, rows in axes.items():
        weights = {c.pk: c.weight for c in rows}
        if sum(weights.values()) != FULL:
            raise CustomerError(
                _("The weights are not 100 % together: a manager mends them first.")
            )
        mean = matrix.weighted_mean(scores, weights)
        if mean is None:
            raise CustomerError(_("Give every criterion a score from 1 to 5."))
        means[axis] = mean
    if not all(matrix.LOW <= score <= matrix.HIGH for score in scores.values()):
        raise CustomerError(_("Give every criterion a score from 1 to 5."))
    assessment = Assessment.objects.create(
        account=account,
        made_on=local_date(now),
        made_at=now,
        made_by=by,
        note=note,
        attractiveness=means[Axis.ATTRACTIVENESS],
        relationship=means[Axis.RELATIONSHIP],
    )
    CriterionScore.objects.bulk_create(
        CriterionScore(assessment=assessment, criterion=c, score=scores[c.pk], weight=c.weight)
        for rows in axes.values()
        for c in rows
        if c.pk in scores
    )
    Standing.objects.update_or_create(
        account=account,
        defaults={
            "assessment": assessment,
            "scored_on": assessment.made_on,
            "weights": weights_stamp(axes),
            **_columns(means),
        },
    )
    record("account.score", account, by=by, account_id=account.pk)
    return assessment


def _columns(means: Mapping[str, Decimal | None]) -> dict[str, Any]:
    """Return the stored columns of two means; no quadrant while one is unknown."""
    a, r = means[Axis.ATTRACTIVENESS], means[Axis.RELATIONSHIP]
    what = "" if a is None or r is None else matrix.quadrant(a, r)
    return {"attractiveness": a, "relationship": r, "quadrant": what}


def refresh_standings(now: datetime, *, limit: int = 20_000) -> int:
    """Compute the positions again that stand by other weights, in chunks; return how many.

    A criterion that was added since leaves the position open until the account is scored again.
    """
    axes, done = criteria(), 0
    stamp = weights_stamp(axes)
    if any(sum(c.weight for c in rows) != FULL for rows in axes.values()):
        return 0
    while done < limit:
        with transaction.atomic():
            rows = list(
                Standing.objects.select_for_update()
                .filter(assessment__isnull=False)
                .exclude(weights=stamp)
                .order_by("weights", "pk")[:CHUNK]
            )
            if not rows:
                break
            _recompute(rows, axes, stamp)
        done += len(rows)
    return done


def means_of(
    assessments: Sequence[int], axes: Mapping[str, Sequence[Criterion]]
) -> dict[int, dict[str, Any]]:
    """Return the columns of a position per assessment, by the weights of these criteria; one query."""
    given: dict[int, dict[int, int]] = {pk: {} for pk in assessments}
    scores = CriterionScore.objects.filter(assessment__in=assessments)
    for assessment, criterion, score in scores.values_list("assessment", "criterion", "score"):
        given[assessment][criterion] = score
    weights = {axis: {c.pk: c.weight for c in rows} for axis, rows in axes.items()}
    return {
        pk: _columns({axis: matrix.weighted_mean(found, weights[axis]) for axis in axes})
        for pk, found in given.items()
    }


def _recompute(rows: list[Standing], axes: Mapping[str, Sequence[Criterion]], stamp: str) -> None:
    """Write the positions of a chunk by the weights of now."""
    means = means_of([standing.assessment_id or 0 for standing in rows], axes)
    for standing in rows:
        for name, value in means[standing.assessment_id or 0].items():
            setattr(standing, name, value)
        standing.weights = stamp
    Standing.objects.bulk_update(
        rows, ["attractiveness", "relationship", "quadrant", "weights"], batch_size=100
    )


@transaction.atomic
def save_wallet(
    account: Any,
    *,
    year: int,
    spend: Decimal,
    source: str,
    version: int,
    by: Any,
    now: datetime,
) -> Wallet:
    """Write what a customer spends in a year and how we know, read at `version` (0: not there yet)."""
    if spend <= 0:
        raise CustomerError(_("The spend must be more than 0."), field="spend")
    lock_account(account.pk)
    fields = {"spend": spend, "source": source}
    current = Wallet.objects.filter(account=account, year=year).first()
    if current is None:
        wallet = Wallet.objects.create(
            account=account, year=year, written_by=by, written_at=now, **fields
        )
    elif current.version != version:
        raise EditConflict.between(
            _("Somebody else saved this year while you were typing. Nothing was lost: compare."),
            current,
            fields,
        )
    else:
        Wallet.objects.filter(pk=current.pk).update(
            **fields, written_by=by, written_at=now, version=F("version") + 1
        )
        current.refresh_from_db()
        wallet = current
    record("account.wallet", account, by=by, changes=[str(year)], account_id=account.pk)
    return wallet


def sales_by_year(account_id: int, years: Sequence[int]) -> dict[int, Decimal]:
    """Return what an account ordered from us per year; one query."""
    if not years:
        return {}
    found = (
        Order.objects.filter(
            account=account_id,
            ordered_on__range=(date(min(years), 1, 1), date(max(years), 12, 31)),
        )
        .order_by()
        .values_list("ordered_on__year")
        .annotate(total=Sum("amount"))
    )
    return dict(found)


@transaction.atomic
def set_key_stage(
    account: Any, stage: str, *, happened_on: date, evidence: str, by: Any, now: datetime
) -> KeyStageMove:
    """Write that a key account came into a stage, with what shows it. Nothing does this by itself."""
    if happened_on > local_date(now):
        raise CustomerError(_("This day is in the future."), field="happened_on")
    if not evidence.strip():
        raise CustomerError(_("Write down what shows it."), field="evidence")
    lock_account(account.pk)
    move = KeyStageMove.objects.create(
        account=account,
        stage=stage,
        happened_on=happened_on,
        evidence=evidence,
        made_by=by,
        made_at=now,
    )
    latest = account.key_stage_moves.order_by("-happened_on", "-pk").first()
    Standing.objects.update_or_create(
        account=account,
        defaults={"key_stage": latest.stage, "key_stage_on": latest.happened_on},
    )
    record("account.key_stage", account, by=by, changes=["stage"], account_id=account.pk)
    return move
