"""Gathers the admin of the rooms of insight."""

from crm.insight.inviting import admin as inviting_admin
from crm.insight.readiness import admin as readiness_admin

__all__ = ["inviting_admin", "readiness_admin"]
