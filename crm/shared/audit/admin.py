"""The audit trail in the Django admin: reading only, for everybody."""

from django.contrib import admin

from crm.shared.admin_base import HistoryAdmin
from crm.shared.audit.models import AuditEntry


@admin.register(AuditEntry)
class AuditEntryAdmin(HistoryAdmin):
    """Finds who did what, by record or by colleague."""

    list_display = ("at", "actor", "verb", "kind", "object_id", "account_id", "changed")
    list_filter = ("verb", "at")
    list_select_related = ("actor",)
    search_fields = ("=object_id", "=account_id", "kind", "actor__username")
    ordering = ("-at", "-pk")
