"""Seed where Dutch customers can go who do not agree; the texts and terms are editable."""

from django.db import migrations

ADDRESSES = (
    (
        "De Geschillencommissie",
        "Postbus 90600, 2509 LP Den Haag, www.degeschillencommissie.nl",
        "P.O. Box 90600, 2509 LP The Hague, www.degeschillencommissie.nl",
        True,
    ),
    (
        "Nationale ombudsman",
        "Postbus 93122, 2509 AC Den Haag, www.nationaleombudsman.nl",
        "P.O. Box 93122, 2509 AC The Hague, www.nationaleombudsman.nl",
        False,
    ),
    (
        "Kifid",
        "Postbus 93257, 2509 AG Den Haag, www.kifid.nl",
        "P.O. Box 93257, 2509 AG The Hague, www.kifid.nl",
        False,
    ),
)
MONTHS = 12


def seed(apps, schema_editor):
    """Add the bodies."""
    body = apps.get_model("complaints", "ExternalBody")
    for position, (name, text_nl, text_en, is_default) in enumerate(ADDRESSES):
        body.objects.get_or_create(
            name=name,
            defaults={
                "text_nl": text_nl,
                "text_en": text_en,
                "months": MONTHS,
                "is_default": is_default,
                "position": position,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("complaints", "0004_rubric")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
