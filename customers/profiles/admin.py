"""Personas and customer profiles in the Django admin: read here, changed under settings."""

from django.contrib import admin

from crm.shared.admin_base import ServiceOwnedAdmin
from customers.profiles.models import Profile


@admin.register(Profile)
class ProfileAdmin(ServiceOwnedAdmin):
    """Shows profiles."""

    list_display = ("name", "kind", "sector", "updated_at", "updated_by", "retired_at")
    list_filter = ("kind",)
    search_fields = ("name", "goals", "pains")
    list_select_related = ("sector", "updated_by")
