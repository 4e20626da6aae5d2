"""The history of health in the Django admin: reading only."""

from django.contrib import admin

from crm.shared.admin_base import HistoryAdmin
from customers.figures.models import HealthPoint


@admin.register(HealthPoint)
class HealthPointAdmin(HistoryAdmin):
    """Shows the health of accounts day by day."""

    list_display = (
        "account", "day", "total", "band", "nps", "complaints", "engagement", "revenue", "capped",
    )  # fmt: skip
    list_filter = ("band", "capped")
    search_fields = ("account__name",)
    list_select_related = ("account",)
