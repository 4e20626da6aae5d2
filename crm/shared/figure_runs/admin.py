"""Comparisons of figures in the Django admin: reading only."""

from django.contrib import admin

from crm.shared.admin_base import ServiceOwnedAdmin
from crm.shared.figure_runs.models import FigureRun


@admin.register(FigureRun)
class FigureRunAdmin(ServiceOwnedAdmin):
    """Shows when each set of figures was last compared."""

    list_display = ("name", "ran_at", "differing", "first")
    search_fields = ("name",)
