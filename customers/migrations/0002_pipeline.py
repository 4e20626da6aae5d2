"""Makes the first pipeline with its four stages (`domain.md` §5)."""

from django.db import migrations

STAGES = (
    ("new", "New", "Nieuw", 10),
    ("qualified", "Qualified", "Gekwalificeerd", 25),
    ("proposal", "Proposal", "Offerte", 50),
    ("negotiation", "Negotiation", "Onderhandeling", 75),
)


def make(apps, schema_editor):
    pipelines = apps.get_model("customers", "Pipeline")
    if pipelines.objects.exists():
        return
    pipeline = pipelines.objects.create(name_en="Sales", name_nl="Verkoop")
    stage = apps.get_model("customers", "DealStage")
    for position, (key, en, nl, probability) in enumerate(STAGES):
        stage.objects.create(
            pipeline=pipeline,
            key=key,
            name_en=en,
            name_nl=nl,
            probability=probability,
            position=position,
        )


class Migration(migrations.Migration):
    dependencies = [("customers", "0001_initial")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
