"""Gathers the models of the basement."""

from crm.shared.appendonly import RewriteSwitch
from crm.shared.audit.models import AuditEntry
from crm.shared.organisation.models import Holiday, OpeningWindow, Organisation
from crm.shared.people.models import Team, User
from crm.shared.throttles.models import Throttle

__all__ = [
    "AuditEntry",
    "Holiday",
    "OpeningWindow",
    "Organisation",
    "RewriteSwitch",
    "Team",
    "Throttle",
    "User",
]
