"""Gathers the admin of the basement, and offers its bases to the apps."""

from crm.shared.admin_base import HistoryAdmin, KringAdmin, ReadOnlyInline, ServiceOwnedAdmin
from crm.shared.audit import admin as audit_admin
from crm.shared.figure_runs import admin as figure_runs_admin
from crm.shared.files import admin as files_admin
from crm.shared.imports import admin as imports_admin
from crm.shared.mail import admin as mail_admin
from crm.shared.organisation import admin as organisation_admin
from crm.shared.people import admin as people_admin
from crm.shared.search import admin as search_admin

__all__ = [
    "HistoryAdmin",
    "KringAdmin",
    "ReadOnlyInline",
    "ServiceOwnedAdmin",
    "audit_admin",
    "files_admin",
    "figure_runs_admin",
    "imports_admin",
    "mail_admin",
    "organisation_admin",
    "people_admin",
    "search_admin",
]
