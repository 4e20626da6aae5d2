"""Makes the first pipeline with its four stages and what the forecast counts them for by default."""

from django.db import migrations

STAGES = (
    ("new", "New", "Nieuw", 10, "open"),
    ("qualified", "Qualified", "Gekwalificeerd", 25, "open"),
    ("proposal", "Proposal", "Offerte", 50, "best"),
    ("negotiation", "Negotiation", "Onderhandeling", 75, "commit"),
)


def make(apps, schema_editor):
    pipelines = apps.get_model("customers", "Pipeline")
    if pipelines.objects.exists():
        return
    pipeline = pipelines.objects.create(name_en="Sales", name_nl="Verkoop")
    stage = apps.get_model("customers", "DealStage")
    for position, (key, en, nl, probability, forecast) in enumerate(STAGES):
        stage.objects.create(
            pipeline=pipeline,
            key=key,
            name_en=en,
            name_nl=nl,
            probability=probability,
            forecast=forecast,
            position=position,
        )


class Migration(migrations.Migration):
    dependencies = [("customers", "0001_initial")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
