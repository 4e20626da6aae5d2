"""Give stages their usual forecast, deals that of their stage, and add every deal up once."""

from django.db import migrations
from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    DateField,
    F,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Round, TruncMonth


def fill(apps, schema_editor):
    stages = apps.get_model("customers", "DealStage").objects
    deals = apps.get_model("customers", "Deal").objects
    totals = apps.get_model("customers", "DealTotal")
    stages.filter(probability__gte=50).update(forecast="best")
    stages.filter(probability__gte=75).update(forecast="commit")
    if not deals.exists():
        return
    usual = stages.filter(pk=OuterRef("stage_id")).values("forecast")
    deals.filter(state="open").update(forecast=Subquery(usual))
    running = Q(state="open")
    cents = Cast(Round(F("amount") * 100), BigIntegerField())
    cells = (
        deals.filter(account__deleted_at__isnull=True)
        .order_by()
        .annotate(
            month=TruncMonth(
                Case(When(running, then=F("expected_close")), default=F("closed_on")),
                output_field=DateField(),
            ),
            kind=Case(
                When(running, then=F("forecast")),
                When(state="lost", then=F("loss_reason")),
                default=Value(""),
            ),
        )
        .values("state", "stage_id", "owner_id", "month", "kind")
        .annotate(
            n=Count("pk"),
            c=Sum(cents),
            w=Sum(cents * F("probability"), filter=running),
        )
    )
    days = {}
    decided = deals.filter(account__deleted_at__isnull=True).exclude(state="open").order_by()
    for state, stage, owner, opened, closed, reason in decided.values_list(
        "state", "stage_id", "owner_id", "opened_on", "closed_on", "loss_reason"
    ).iterator(chunk_size=2000):
        key = (state, stage, owner, closed.replace(day=1), reason)
        days[key] = days.get(key, 0) + (closed - opened).days
    totals.objects.bulk_create(
        [
            totals(
                state=row["state"],
                stage_id=row["stage_id"],
                owner_id=row["owner_id"],
                month=row["month"],
                kind=row["kind"],
                count=row["n"],
                cents=row["c"] or 0,
                weighted=row["w"] or 0,
                days=days.get(
                    tuple(row[k] for k in ("state", "stage_id", "owner_id", "month", "kind")), 0
                ),
            )
            for row in cells
        ],
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("customers", "0006_pipelines")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
