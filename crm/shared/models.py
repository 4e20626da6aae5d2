"""Gathers the models of the basement."""

from crm.shared.appendonly import RewriteSwitch
from crm.shared.audit.models import AuditEntry
from crm.shared.figure_runs.models import FigureRun
from crm.shared.files.models import FileUse, StoredFile
from crm.shared.imports.models import ImportRun
from crm.shared.mail.inbox.models import InboundMail
from crm.shared.mail.models import DeliveredMail, OutboxMail
from crm.shared.organisation.models import Holiday, OpeningWindow, Organisation
from crm.shared.people.models import Team, User
from crm.shared.search.models import SearchEntry
from crm.shared.throttles.models import Throttle

__all__ = [
    "AuditEntry",
    "DeliveredMail",
    "FigureRun",
    "FileUse",
    "Holiday",
    "ImportRun",
    "InboundMail",
    "OpeningWindow",
    "Organisation",
    "OutboxMail",
    "RewriteSwitch",
    "SearchEntry",
    "StoredFile",
    "Team",
    "Throttle",
    "User",
]
