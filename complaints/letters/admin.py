"""Letter templates in the Django admin: to look at; the settings page changes them."""

from django.contrib import admin

from complaints.letters.models import MessageTemplate, TemplateVersion
from crm.shared.admin_base import ServiceOwnedAdmin


@admin.register(MessageTemplate)
class MessageTemplateAdmin(ServiceOwnedAdmin):
    """Shows the letters in their order."""

    list_display = ["key", "purpose", "name_en", "name_nl", "is_active", "version"]
    list_filter = ["purpose", "is_active"]
    search_fields = ["key", "name_en", "name_nl"]


@admin.register(TemplateVersion)
class TemplateVersionAdmin(ServiceOwnedAdmin):
    """Shows how letters read before, the latest change first."""

    list_display = ["template", "number", "replaced_at", "replaced_by"]
    list_select_related = ["template", "replaced_by"]
    search_fields = ["template__key"]
    ordering = ["-replaced_at", "-pk"]
