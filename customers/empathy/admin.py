"""Statements in the Django admin: read here, changed on the empathy map."""

from django.contrib import admin

from crm.shared.admin_base import ReadOnlyInline, ServiceOwnedAdmin
from customers.empathy.models import Statement, StatementBefore


class StatementBeforeInline(ReadOnlyInline):
    """How a statement stood before."""

    model = StatementBefore
    fields = ("facet", "text", "noted_on", "source", "changed_at", "changed_by")


@admin.register(Statement)
class StatementAdmin(ServiceOwnedAdmin):
    """Shows what we know of people and accounts."""

    list_display = (
        "text",
        "facet",
        "contact",
        "account",
        "noted_on",
        "source",
        "author",
        "removed_at",
    )
    list_filter = ("facet", "source")
    search_fields = ("text", "account__name", "contact__name_key")
    list_select_related = ("contact", "account", "author")
    inlines = (StatementBeforeInline,)


@admin.register(StatementBefore)
class StatementBeforeAdmin(ServiceOwnedAdmin):
    """Shows earlier wordings."""

    list_display = ("text", "facet", "statement", "changed_at", "changed_by")
    list_filter = ("facet",)
    list_select_related = ("statement", "changed_by")
