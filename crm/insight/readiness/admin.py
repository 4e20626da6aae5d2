"""The self-assessments in the Django admin: reading only."""

from django.contrib import admin

from crm.insight.readiness.models import Scan, ScanAnswer, Statement
from crm.shared.admin_base import HistoryAdmin, ServiceOwnedAdmin


@admin.register(Statement)
class StatementAdmin(ServiceOwnedAdmin):
    """Shows the statements."""

    list_display = ("instrument", "group", "position", "text_en", "text_nl", "version")
    list_filter = ("instrument", "group")
    search_fields = ("text_en", "text_nl")


@admin.register(Scan)
class ScanAdmin(HistoryAdmin):
    """Shows who filled in what, and when."""

    list_display = ("instrument", "year", "by", "filled_in_at")
    list_filter = ("instrument", "year")
    search_fields = ("by__username",)
    list_select_related = ("by",)


@admin.register(ScanAnswer)
class ScanAnswerAdmin(HistoryAdmin):
    """Shows the scores."""

    list_display = ("scan", "statement", "score", "wording")
    list_filter = ("score",)
    search_fields = ("statement__text_en", "statement__text_nl")
    list_select_related = ("scan", "statement")
