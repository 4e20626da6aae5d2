"""Sums and targets are shown; services keep them."""

from django.contrib import admin

from crm.shared.admin_base import ServiceOwnedAdmin
from customers.forecast.models import DealTotal, SalesTarget, TargetYear


@admin.register(DealTotal)
class DealTotalAdmin(ServiceOwnedAdmin):
    """Shows the stored sums of deals."""

    list_display = ["state", "stage", "owner", "month", "kind", "count", "cents"]
    list_filter = ["state", "stage"]
    list_select_related = ["stage", "owner"]
    search_fields = ["kind"]


@admin.register(TargetYear)
class TargetYearAdmin(ServiceOwnedAdmin):
    """Shows for which years targets were set."""

    list_display = ["year", "version"]
    search_fields = ["year"]


@admin.register(SalesTarget)
class SalesTargetAdmin(ServiceOwnedAdmin):
    """Shows targets per person or team and month."""

    list_display = ["year", "month", "user", "team", "amount"]
    list_filter = ["year"]
    list_select_related = ["year", "user", "team"]
    search_fields = ["user__username", "team__name"]
