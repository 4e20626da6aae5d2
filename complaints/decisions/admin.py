"""Decisions and remedies in the Django admin: to look at."""

from django.contrib import admin

from complaints.decisions.models import Decision, Remedy
from crm.shared.admin_base import ServiceOwnedAdmin


@admin.register(Decision)
class DecisionAdmin(ServiceOwnedAdmin):
    """Shows decisions, the newest first."""

    list_display = ["cycle", "outcome", "proposed_by", "approved_by", "decided_at"]
    list_filter = ["outcome", "no_remedy"]
    list_select_related = ["cycle", "proposed_by", "approved_by"]
    search_fields = ["cycle__complaint__number"]


@admin.register(Remedy)
class RemedyAdmin(ServiceOwnedAdmin):
    """Shows remedies, the first due first."""

    list_display = ["complaint", "kind", "description", "cost", "due_on", "status"]
    list_filter = ["kind", "status"]
    list_select_related = ["complaint"]
    search_fields = ["complaint__number", "description"]
