"""Warnings about terms in the Django admin: reading only."""

from django.contrib import admin

from complaints.ladder.models import Escalation
from crm.shared.admin_base import ServiceOwnedAdmin


@admin.register(Escalation)
class EscalationAdmin(ServiceOwnedAdmin):
    """Shows who was warned about which clock."""

    list_display = ["made_at", "complaint", "cycle", "clock", "step", "due_at"]
    list_filter = ["clock", "step"]
    list_select_related = ["complaint"]
    search_fields = ["complaint__number"]
