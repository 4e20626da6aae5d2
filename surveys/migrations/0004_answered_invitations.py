"""Note on every answered invitation that it was."""

from django.db import migrations


def note(apps, schema_editor):
    """Set `answered` where there is a moment of answering."""
    invitations = apps.get_model("surveys", "Invitation").objects
    invitations.filter(answered_at__isnull=False, answered=False).update(answered=True)


class Migration(migrations.Migration):
    """Fills the new column; nothing to undo."""

    dependencies = [("surveys", "0003_modes_waves_occasions")]
    operations = [migrations.RunPython(note, migrations.RunPython.noop)]
