"""Pipelines and stages as a manager sets them; what history names is archived, never deleted."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.text import slugify
from django.utils.translation import gettext as _

from crm.shared.audit.services import record, record_many
from customers.deals.models import Deal, DealMove
from customers.deals.stage import kept_or_default
from customers.errors import CustomerError, EditConflict
from customers.forecast.totals import shift
from customers.pipelines.choices import forget_stages
from customers.pipelines.models import DealStage, DealState, Pipeline

CHUNK = 500
COPIED = ("name_en", "name_nl", "key", "probability", "forecast", "quiet_days", "position")


def _changed(verb: str, obj: Any, *, by: Any, **values: Any) -> None:
    """Write the audit row and let every page read the stages again."""
    record(verb, obj, by=by, changes=values)
    transaction.on_commit(forget_stages)


@transaction.atomic
def add_pipeline(*, name_en: str, name_nl: str, by: Any) -> Pipeline:
    """Add a pipeline behind the others, with the stages of the first one to begin with."""
    last = Pipeline.objects.order_by("-position").first()
    pipeline = Pipeline.objects.create(
        name_en=name_en, name_nl=name_nl, position=last.position + 1 if last else 0
    )
    first = Pipeline.objects.in_use().exclude(pk=pipeline.pk).first()
    for stage in first.stages.in_use().order_by("position", "pk") if first else ():
        values = {name: getattr(stage, name) for name in COPIED}
        DealStage.objects.create(pipeline=pipeline, **values)
    _changed("pipeline.create", pipeline, by=by)
    return pipeline


@transaction.atomic
def rename_pipeline(pipeline: Pipeline, *, version: int, by: Any, **names: str) -> None:
    """Change the names of a pipeline read at `version`. Raises EditConflict when changed since."""
    rows = Pipeline.objects.filter(pk=pipeline.pk, version=version)
    if not rows.update(**names, version=F("version") + 1):
        raise EditConflict.between(
            _("Somebody else changed this pipeline meanwhile. Nothing was lost: compare."),
            Pipeline.objects.get(pk=pipeline.pk),
            names,
        )
    _changed("pipeline.edit", pipeline, by=by, **names)


@transaction.atomic
def archive_pipeline(pipeline: Pipeline, *, by: Any, now: datetime) -> None:
    """Take a pipeline out of use; refused while deals are open in it, and for the last one."""
    if Deal.objects.open().filter(stage__pipeline=pipeline).exists():
        raise CustomerError(
            _("Deals are open in this pipeline. Win, lose or move them first; then archive it.")
        )
    if not Pipeline.objects.in_use().exclude(pk=pipeline.pk).exists():
        raise CustomerError(_("This is the only pipeline in use. Add another one first."))
    Pipeline.objects.filter(pk=pipeline.pk).update(archived_at=now, version=F("version") + 1)
    _changed("pipeline.archive", pipeline, by=by)


@transaction.atomic
def restore_pipeline(pipeline: Pipeline, *, by: Any) -> None:
    """Take an archived pipeline into use again."""
    Pipeline.objects.filter(pk=pipeline.pk).update(archived_at=None, version=F("version") + 1)
    _changed("pipeline.restore", pipeline, by=by)


@transaction.atomic
def add_stage(pipeline: Pipeline, *, by: Any, **fields: Any) -> DealStage:
    """Add a stage at the end of a pipeline."""
    last = pipeline.stages.order_by("-position").first()
    base = slugify(fields["name_en"])[:32] or "stage"
    taken = set(pipeline.stages.values_list("key", flat=True))
    key, number = base, 1
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    stage = DealStage.objects.create(
        pipeline=pipeline, key=key, position=last.position + 1 if last else 0, **fields
    )
    _changed("stage.create", stage, by=by)
    return stage


@transaction.atomic
def edit_stage(stage: DealStage, *, version: int, by: Any, **fields: Any) -> None:
    """Change a stage read at `version`; deals that stand in it keep what they have.

    Raises EditConflict when somebody else changed it since.
    """
    rows = DealStage.objects.filter(pk=stage.pk, version=version)
    if not rows.update(**fields, version=F("version") + 1):
        raise EditConflict.between(
            _("Somebody else changed this stage meanwhile. Nothing was lost: compare."),
            DealStage.objects.get(pk=stage.pk),
            fields,
        )
    _changed("stage.edit", stage, by=by, **fields)


@transaction.atomic
def place(obj: Pipeline | DealStage, *, earlier: bool, by: Any) -> None:
    """Move a pipeline or a stage one place to the front or the back; at the end nothing happens."""
    kind: Any = type(obj)
    siblings = kind.objects.select_for_update().filter(archived_at__isnull=True)
    if isinstance(obj, DealStage):
        siblings = siblings.filter(pipeline=obj.pipeline_id)
    order = list(siblings.order_by("position", "pk"))
    at = next((i for i, one in enumerate(order) if one.pk == obj.pk), None)
    if at is None or not 0 <= at + (-1 if earlier else 1) < len(order):
        return
    order.insert(at + (-1 if earlier else 1), order.pop(at))
    for position, one in enumerate(order):
        if one.position != position:
            kind.objects.filter(pk=one.pk).update(position=position)
    _changed("place", obj, by=by)


@transaction.atomic
def archive_stage(stage: DealStage, *, to: DealStage | None, by: Any, now: datetime) -> int:
    """Take a stage out of use and move its open deals to another one, each with its step in the history.

    Returns how many deals moved. Decided deals keep naming the stage. Refused for the last stage of a
    pipeline, and without `to` while deals stand in it.
    """
    DealStage.objects.select_for_update().get(pk=stage.pk)
    if not stage.pipeline.stages.in_use().exclude(pk=stage.pk).exists():
        raise CustomerError(_("A pipeline needs at least one stage. Add another one first."))
    moved = 0
    if Deal.objects.open().filter(stage=stage).exists():
        if to is None or to.pk == stage.pk or to.archived_at or to.pipeline.archived_at:
            raise CustomerError(_("Choose where the deals of this stage go."), field="to")
        while batch := list(
            Deal.objects.open().filter(stage=stage).select_for_update(of=("self",))
            .select_related("account").order_by("pk")[:CHUNK]
        ):  # fmt: skip
            _move_all(batch, stage, to, by=by, now=now)
            moved += len(batch)
    DealStage.objects.filter(pk=stage.pk).update(archived_at=now, version=F("version") + 1)
    _changed("stage.archive", stage, by=by)
    return moved


def _move_all(deals: list[Deal], old: DealStage, new: DealStage, *, by: Any, now: datetime) -> None:
    """Move open deals to another stage, as moving each of them by hand would."""
    shown = [d for d in deals if d.account.deleted_at is None]
    shift(out=shown)
    for deal in deals:
        deal.stage = new
        deal.probability = kept_or_default(deal.probability, old.probability, new.probability)
        deal.forecast = kept_or_default(deal.forecast, old.forecast, new.forecast)
        deal.stage_since = deal.updated_at = now
        deal.version += 1
    shift(into=shown)
    columns = ["stage", "probability", "forecast", "stage_since", "updated_at", "version"]
    Deal.objects.bulk_update(deals, columns, batch_size=100)
    DealMove.objects.bulk_create(
        DealMove(
            deal=deal,
            from_stage=old,
            from_state=DealState.OPEN,
            to_stage=new,
            to_state=DealState.OPEN,
            moved_at=now,
            moved_by=by,
        )
        for deal in deals
    )
    record_many("deal.move", deals, by=by)


@transaction.atomic
def restore_stage(stage: DealStage, *, by: Any) -> None:
    """Take an archived stage into use again, at the end of its pipeline."""
    last = stage.pipeline.stages.order_by("-position").first()
    DealStage.objects.filter(pk=stage.pk).update(
        archived_at=None, position=last.position + 1 if last else 0, version=F("version") + 1
    )
    _changed("stage.restore", stage, by=by)
