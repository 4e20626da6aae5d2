"""Calendar links in the Django admin: reading only, and never the secret."""

from django.contrib import admin

from crm.shared.admin_base import ServiceOwnedAdmin
from customers.calendar.models import CalendarLink


@admin.register(CalendarLink)
class CalendarLinkAdmin(ServiceOwnedAdmin):
    """Shows who has a calendar link, and since when."""

    list_display = ["user", "made_at", "token_revoked_at"]
    list_select_related = ["user"]
    search_fields = ["user__username"]
    exclude = ["token_nonce", "token_hash"]
