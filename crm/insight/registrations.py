"""What insight adds to the registries of the basement."""

from crm.insight.help import TERMS, TOPICS
from crm.shared.help import topics

topics.register(*TOPICS)
topics.register_terms(*TERMS)
