"""What the roof adds to the registries of the basement."""

from crm.dashboard.manager.digest import PURPOSE, queue_digests
from crm.shared import jobs
from crm.shared.mail import purposes

purposes.register(PURPOSE)
jobs.register("dashboard: mail about the team", queue_digests)
