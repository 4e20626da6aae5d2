"""The category tree and the cause tree, kept in the Django admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from complaints.learning.models import Category, Cause
from crm.shared.admin_base import KringAdmin


class TreeAdmin(KringAdmin):
    """Keeps names, order and place of a tree; a name in use is switched off, not removed."""

    list_display = ["name_en", "name_nl", "parent", "position", "is_active"]
    list_filter = ["is_active"]
    list_select_related = ["parent"]
    search_fields = ["name_en", "name_nl", "key"]
    prepopulated_fields = {"key": ["name_en"]}

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse while complaints use it."""
        used = obj is not None and (obj.complaints.exists() or obj.children.exists())
        return not used and super().has_delete_permission(request, obj)


@admin.register(Category)
class CategoryAdmin(TreeAdmin):
    """Keeps what complaints are about."""


@admin.register(Cause)
class CauseAdmin(TreeAdmin):
    """Keeps where complaints come from."""

    list_filter = ["group", "is_active"]
