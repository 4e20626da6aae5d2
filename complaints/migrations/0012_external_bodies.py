"""Seed where Dutch customers can go who do not agree; the texts and terms are editable.

Remedies promised before count from their due date, the only day we know of them.
"""

from django.db import migrations
from django.db.models import F

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
    """Add the bodies, and say since when earlier remedies count."""
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
    apps.get_model("complaints", "Remedy").objects.filter(promised_on__isnull=True).update(
        promised_on=F("due_on")
    )


class Migration(migrations.Migration):
    dependencies = [("complaints", "0011_decisions")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
