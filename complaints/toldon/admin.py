"""Public answers in the Django admin: to look at."""

from django.contrib import admin

from complaints.toldon.models import PublicReply
from crm.shared.admin_base import ServiceOwnedAdmin


@admin.register(PublicReply)
class PublicReplyAdmin(ServiceOwnedAdmin):
    """Shows what we answered in public."""

    list_display = ["complaint", "replied_on", "replied_by"]
    list_select_related = ["complaint", "replied_by"]
    search_fields = ["complaint__number"]
