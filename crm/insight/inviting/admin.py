"""Invitations to tell us in the Django admin: reading only."""

from django.contrib import admin

from crm.insight.inviting.models import Invite
from crm.shared.admin_base import HistoryAdmin


@admin.register(Invite)
class InviteAdmin(HistoryAdmin):
    """Shows who was asked and who was not."""

    list_display = ("account", "contact", "layer", "state", "why_not", "asked_by", "asked_at")
    list_filter = ("state", "layer")
    search_fields = ("account__name",)
    list_select_related = ("account", "contact", "asked_by")
