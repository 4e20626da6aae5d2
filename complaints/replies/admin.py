"""Replies after the end in the Django admin: to look at."""

from django.contrib import admin

from complaints.confidence.admin_base import OfComplaint
from complaints.replies.models import ReplyChoice
from crm.shared.admin_base import ServiceOwnedAdmin


@admin.register(ReplyChoice)
class ReplyChoiceAdmin(OfComplaint, ServiceOwnedAdmin):
    """Shows which reply after the end was taken as what, the newest first."""

    list_display = ["pk", "complaint", "choice", "chosen_by", "chosen_at"]
    list_filter = ["choice"]
    list_select_related = ["complaint", "chosen_by"]
    search_fields = ["complaint__number"]
    ordering = ["-pk"]
