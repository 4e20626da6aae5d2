"""Promises in the Django admin: reading only, with their moved dates."""

from django.contrib import admin

from crm.shared.admin_base import HistoryAdmin, ReadOnlyInline, ServiceOwnedAdmin
from customers.promises.models import Promise, PromiseMove


class MoveInline(ReadOnlyInline):
    """Shows how the date of a promise moved."""

    model = PromiseMove


@admin.register(Promise)
class PromiseAdmin(ServiceOwnedAdmin):
    """Shows promises by their day."""

    list_display = ["text", "account", "kind", "promised_on", "due_on", "delivered_on", "owner"]
    list_filter = ["kind", "withdrawn_late"]
    list_select_related = ["account", "owner"]
    search_fields = ["text", "account__name"]
    inlines = [MoveInline]


@admin.register(PromiseMove)
class PromiseMoveAdmin(HistoryAdmin):
    """Shows moved dates."""

    list_display = ["moved_at", "promise", "old_due_on", "new_due_on", "reason", "moved_by"]
    list_select_related = ["promise", "moved_by"]
    search_fields = ["promise__text", "reason"]
