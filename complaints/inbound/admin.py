"""Mail about complaints in the Django admin: to look at."""

from django.contrib import admin

from complaints.inbound.models import ComplaintMail
from crm.shared.admin_base import ServiceOwnedAdmin


@admin.register(ComplaintMail)
class ComplaintMailAdmin(ServiceOwnedAdmin):
    """Shows what became of mail, the newest first."""

    list_display = ["arrived_at", "sender", "snippet", "place", "why", "complaint", "decided_by"]
    list_filter = ["place", "why"]
    list_select_related = ["complaint", "decided_by"]
    search_fields = ["=sender", "complaint__number"]
    raw_id_fields = ["inbound", "message"]
