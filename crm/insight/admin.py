"""Gathers the admin of the rooms of insight."""

from crm.insight.readiness import admin as readiness_admin

__all__ = ["readiness_admin"]
