"""Count the answers there are by region, tenure and language; of old ones only the language is known."""

from django.db import migrations
from django.db.models import Count, Q

COLUMNS = {f"s{score}": Count("pk", filter=Q(score=score)) for score in range(11)}


def count(apps, schema_editor):
    """Write a cell for each kind, month, month of the next answer, and language."""
    alias = schema_editor.connection.alias
    answers = apps.get_model("surveys", "Answer").objects.using(alias).order_by()
    cells = apps.get_model("surveys", "ScoreMonth").objects.using(alias)
    rows = answers.values("kind", "month", "next_month", "language").annotate(**COLUMNS)
    made = []
    unknown = {}
    for row in rows:
        made.append(cells.model(dimension="language", key=row.pop("language"), **row))
        place = (row["kind"], row["month"], row["next_month"])
        for name in COLUMNS:
            sums = unknown.setdefault(place, dict.fromkeys(COLUMNS, 0))
            sums[name] += row[name]
    for (kind, month, following), sums in unknown.items():
        for dimension in ("region", "tenure"):
            made.append(
                cells.model(
                    dimension=dimension,
                    key="",
                    kind=kind,
                    month=month,
                    next_month=following,
                    **sums,
                )
            )
    cells.bulk_create(made, batch_size=500)


class Migration(migrations.Migration):
    """Fill the new cells."""

    dependencies = [("surveys", "0005_answers_in_depth")]
    operations = [migrations.RunPython(count, migrations.RunPython.noop)]
