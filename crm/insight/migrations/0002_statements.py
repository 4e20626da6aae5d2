"""Lay down the statements of the two self-assessments."""

from django.db import migrations

from crm.insight.readiness.content import rows


def lay_down(apps, schema_editor):
    """Add the statements that are not there yet."""
    statements = apps.get_model("insight", "Statement").objects.using(
        schema_editor.connection.alias
    )
    if not statements.exists():
        statements.bulk_create([statements.model(**row) for row in rows()])


class Migration(migrations.Migration):
    dependencies = [("insight", "0001_initial")]
    operations = [migrations.RunPython(lay_down, migrations.RunPython.noop)]
