"""Gathers the admin of the basement, and offers its bases to the apps."""

from crm.shared.admin_base import HistoryAdmin, KringAdmin, ReadOnlyInline, ServiceOwnedAdmin
from crm.shared.audit import admin as audit_admin
from crm.shared.organisation import admin as organisation_admin
from crm.shared.people import admin as people_admin

__all__ = [
    "HistoryAdmin",
    "KringAdmin",
    "ReadOnlyInline",
    "ServiceOwnedAdmin",
    "audit_admin",
    "organisation_admin",
    "people_admin",
]
