"""Write the win-back of every account that left before there were win-backs."""

from datetime import timedelta

from django.db import migrations
from django.db.models import Q

CHUNK = 500


def write(apps, schema_editor):
    """Add an open row, from the last end, for each account that left and is no customer now."""
    account_model = apps.get_model("customers", "Account")
    event_model = apps.get_model("customers", "LifecycleEvent")
    win_back_model = apps.get_model("customers", "WinBack")
    left = account_model.objects.filter(
        Q(stage="former") | Q(stage="potential", is_former=True), win_backs=None
    ).order_by("pk")
    last = 0
    while ids := list(left.filter(pk__gt=last).values_list("pk", flat=True)[:CHUNK]):
        ends = event_model.objects.filter(account__in=ids, kind="ended").order_by("pk")
        newest = {event.account_id: event for event in ends}
        win_back_model.objects.bulk_create(
            win_back_model(
                account_id=pk,
                event=event,
                left_on=event.happened_on,
                revenue_since=event.happened_on - timedelta(days=364),
                initiator=event.initiator,
                reason=event.reason,
            )
            for pk, event in newest.items()
        )
        last = ids[-1]


class Migration(migrations.Migration):
    dependencies = [("customers", "0004_win_backs")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
