"""Win-backs in the Django admin: reading only."""

from django.contrib import admin

from crm.shared.admin_base import ServiceOwnedAdmin
from customers.winback.models import WinBack


@admin.register(WinBack)
class WinBackAdmin(ServiceOwnedAdmin):
    """Shows who left, the chance given, and who came back."""

    list_display = ("account", "left_on", "reason", "initiator", "chance", "won_on", "assessed_by")
    list_filter = ("reason", "initiator", "chance")
    search_fields = ("account__name",)
    list_select_related = ("account", "assessed_by")
