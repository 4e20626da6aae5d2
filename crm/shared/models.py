"""Gathers the models of the basement."""

from crm.shared.appendonly import RewriteSwitch
from crm.shared.audit.models import AuditEntry
from crm.shared.organisation.models import Holiday, OpeningWindow, Organisation
from crm.shared.people.models import Team, User

__all__ = [
    "AuditEntry",
    "Holiday",
    "OpeningWindow",
    "Organisation",
    "RewriteSwitch",
    "Team",
    "User",
]
