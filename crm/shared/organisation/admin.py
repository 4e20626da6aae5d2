"""The organisation's settings in the Django admin; changes go through the same services."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from crm.shared.admin_base import KringAdmin, ServiceOwnedAdmin
from crm.shared.organisation.models import Holiday, OpeningWindow, Organisation


@admin.register(Organisation)
class OrganisationAdmin(ServiceOwnedAdmin):
    """Shows the one row of settings; it is changed on Kring's settings page."""

    list_display = ("name", "language", "visibility", "version")


@admin.register(OpeningWindow)
class OpeningWindowAdmin(KringAdmin):
    """Changes opening hours; the order of opening and closing is a constraint."""

    list_display = ("weekday", "opens", "closes")
    list_filter = ("weekday",)


@admin.register(Holiday)
class HolidayAdmin(KringAdmin):
    """Changes the days on which the organisation is closed."""

    list_display = ("date", "name")
    search_fields = ("name",)
    ordering = ("-date",)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Start with an empty form."""
        return {}
