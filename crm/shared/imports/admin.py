"""Imports in the Django admin: reading only."""

from django.contrib import admin

from crm.shared.admin_base import HistoryAdmin
from crm.shared.imports.models import ImportRun


@admin.register(ImportRun)
class ImportRunAdmin(HistoryAdmin):
    """Shows which files were brought in and what came of them."""

    list_display = (
        "started_at", "kind", "file_name", "state", "rows", "added", "changed", "same", "refused", "by",
    )  # fmt: skip
    list_filter = ("kind", "state")
    list_select_related = ("by",)
    search_fields = ("file_name",)
