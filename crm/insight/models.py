"""Gathers the models of the rooms of insight."""

from crm.insight.inviting.models import Invite
from crm.insight.readiness.models import Scan, ScanAnswer, Statement

__all__ = ["Invite", "Scan", "ScanAnswer", "Statement"]
