"""Gathers the models of the rooms of insight."""

from crm.insight.readiness.models import Scan, ScanAnswer, Statement

__all__ = ["Scan", "ScanAnswer", "Statement"]
