"""What the basement itself registers: triggers that keep history append-only."""

from django.db.models.signals import post_migrate

from crm.shared import jobs
from crm.shared.appendonly import make_triggers
from crm.shared.mail.worker import finish_follow_ups
from crm.shared.throttles.services import forget_old

post_migrate.connect(make_triggers, dispatch_uid="shared.appendonly")
jobs.register("forget_throttles", forget_old)
jobs.register("mail_follow_ups", finish_follow_ups)
