"""Corrective actions in the Django admin: to look at."""

from django.contrib import admin

from complaints.actions.models import CorrectiveAction
from crm.shared.admin_base import ServiceOwnedAdmin


@admin.register(CorrectiveAction)
class CorrectiveActionAdmin(ServiceOwnedAdmin):
    """Shows what is being changed, and whether it worked."""

    list_display = ["title", "cause", "category", "owner", "due_on", "state", "effect"]
    list_filter = ["state", "effect"]
    list_select_related = ["cause", "category", "owner"]
    search_fields = ["title"]
