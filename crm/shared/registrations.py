"""What the basement itself registers: triggers that keep history append-only."""

from django.db.models.signals import post_migrate

from crm.shared.appendonly import make_triggers

post_migrate.connect(make_triggers, dispatch_uid="shared.appendonly")
