"""Extensions of the legal term in the Django admin: reading only."""

from django.contrib import admin

from complaints.statutory.models import Extension
from crm.shared.admin_base import ServiceOwnedAdmin


@admin.register(Extension)
class ExtensionAdmin(ServiceOwnedAdmin):
    """Shows which legal terms were extended."""

    list_display = ["complaint", "cycle", "due_on", "decided_at", "decided_by"]
    list_select_related = ["complaint", "decided_by"]
    search_fields = ["complaint__number"]
