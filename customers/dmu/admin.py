"""The contact matrix in the Django admin: read here, changed on the people page."""

from django.contrib import admin

from crm.shared.admin_base import ServiceOwnedAdmin
from customers.dmu.models import ContactTarget


@admin.register(ContactTarget)
class ContactTargetAdmin(ServiceOwnedAdmin):
    """Shows the targeted cells."""

    list_display = ("account", "level", "colleague", "created_at")
    list_filter = ("level",)
    search_fields = ("account__name",)
    list_select_related = ("account", "colleague")
