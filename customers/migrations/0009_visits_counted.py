from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import migrations
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce, TruncDate


def count_visits(apps, schema_editor):
    """Write the last visit of every account, and from which day its rhythm counts."""
    account = apps.get_model("customers", "Account")
    visits = apps.get_model("customers", "Interaction").objects.filter(
        account=OuterRef("pk"), kind="visit", deleted_at__isnull=True
    )
    zone = ZoneInfo(settings.TIME_ZONE)
    last = Subquery(
        visits.order_by("-happened_at").values(on=TruncDate("happened_at", tzinfo=zone))[:1]
    )
    account.objects.update(last_visit_on=last)
    added = TruncDate("created_at", tzinfo=zone)
    account.objects.update(visits_from=Coalesce(F("last_visit_on"), added))


class Migration(migrations.Migration):
    dependencies = [("customers", "0008_rhythm")]

    operations = [migrations.RunPython(count_visits, migrations.RunPython.noop, elidable=True)]
