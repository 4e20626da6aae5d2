"""Makes the four roles as groups and the default opening hours."""

from datetime import time

from django.db import migrations

ROLES = ("sales", "complaint_handler", "manager", "administrator")


def make(apps, schema_editor):
    group = apps.get_model("auth", "Group")
    for name in ROLES:
        group.objects.get_or_create(name=name)
    window = apps.get_model("shared", "OpeningWindow")
    if not window.objects.exists():
        for weekday in range(5):
            window.objects.create(weekday=weekday, opens=time(9), closes=time(17))


class Migration(migrations.Migration):
    dependencies = [("shared", "0001_initial"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
