"""The search index in the Django admin: reading only."""

from django.contrib import admin

from crm.shared.admin_base import ServiceOwnedAdmin
from crm.shared.search.models import SearchEntry


@admin.register(SearchEntry)
class SearchEntryAdmin(ServiceOwnedAdmin):
    """Shows what search knows of a record."""

    list_display = ("title", "subtitle", "kind", "object_id")
    list_filter = ("kind",)
    search_fields = ("=object_id", "title_key__startswith")
    ordering = ("-pk",)
