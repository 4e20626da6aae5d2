"""What the roof adds to the registries of the basement."""

from crm.dashboard.manager.digest import PURPOSE, queue_digests
from crm.dashboard.manager.help import TOPICS
from crm.shared import jobs
from crm.shared.help import topics
from crm.shared.mail import purposes

topics.register(*TOPICS)
purposes.register(PURPOSE)
jobs.register("dashboard: mail about the team", queue_digests)
