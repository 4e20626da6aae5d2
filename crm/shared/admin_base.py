"""What every page of the Django admin has in common: who may, how much is counted, what is kept.

Three bases. `KringAdmin` for records without rules of their own; each save leaves an audit row.
`ServiceOwnedAdmin` where a service owns the rule: reading only, unless the subclass hands the change
to that service. `HistoryAdmin` for tables that are written once.
"""

from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property

from crm.shared.audit.services import record

COUNT_CAP = 10_000


class CappedPaginator(Paginator):
    """Counts at most ten thousand rows: a count of a whole table costs more than the page."""

    @cached_property
    def count(self) -> int:
        """Return the number of rows, or the cap when there are more."""
        rows = self.object_list
        if isinstance(rows, models.QuerySet):
            return rows.order_by()[:COUNT_CAP].count()
        return len(rows)


class KringAdmin(admin.ModelAdmin):
    """Lists without uncapped counts; writes the audit trail in the transaction of the save."""

    list_per_page = 50
    show_full_result_count = False
    paginator = CappedPaginator
    save_on_top = False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save with an audit row that names the changed fields."""
        super().save_model(request, obj, form, change)
        record("edit" if change else "create", obj, by=request.user, changes=form.changed_data)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete with an audit row."""
        record("delete", obj, by=request.user)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """Delete several, each with an audit row."""
        for obj in queryset:
            record("delete", obj, by=request.user)
        super().delete_queryset(request, queryset)


class ServiceOwnedAdmin(KringAdmin):
    """Shows records whose rules a service owns; changes go through Kring's own pages."""

    actions = None

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a service makes these records."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a service changes these records."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a service ends these records."""
        return False


class HistoryAdmin(ServiceOwnedAdmin):
    """Shows rows that are written once, newest first."""

    ordering = ("-pk",)


class ReadOnlyInline(admin.TabularInline):
    """Shows the rows that hang on a record; nothing can be added, changed or removed."""

    extra = 0
    can_delete = False
    show_change_link = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a service makes these rows."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a service changes these rows."""
        return False
