"""What insight adds to the registries of the basement."""

from crm.insight.help import TERMS, TOPICS
from crm.insight.inviting.mail import PURPOSE
from crm.insight.unhappy.help import TOPICS as UNHAPPY
from crm.shared.help import topics
from crm.shared.mail import purposes

topics.register(*TOPICS, *UNHAPPY)
topics.register_terms(*TERMS)
purposes.register(PURPOSE)
