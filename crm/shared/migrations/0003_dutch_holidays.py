"""Seeds the closed days with the Dutch holidays; the table stays editable."""

from django.db import migrations

from crm.shared.organisation.dutch_holidays import dutch_holidays

YEARS = range(2014, 2051)


def seed(apps, schema_editor):
    """Add the days that are missing."""
    model = apps.get_model("shared", "Holiday")
    rows = [
        model(date=day, name=name) for year in YEARS for day, name in dutch_holidays(year).items()
    ]
    model.objects.bulk_create(rows, ignore_conflicts=True)


class Migration(migrations.Migration):
    """Fill the table of closed days."""

    dependencies = [("shared", "0002_roles")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
