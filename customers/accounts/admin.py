"""Accounts in the Django admin: read and searched here, changed through Kring's own pages."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from crm.shared.admin_base import HistoryAdmin, KringAdmin, ReadOnlyInline, ServiceOwnedAdmin
from customers.accounts.events import LifecycleEvent, LifecycleEventText, PlannedEnd
from customers.accounts.models import Account, Sector, Tag


@admin.register(Sector)
class SectorAdmin(KringAdmin):
    """Changes the lines of business."""

    list_display = ("name",)
    search_fields = ("name",)


@admin.register(Tag)
class TagAdmin(KringAdmin):
    """Changes the labels."""

    list_display = ("name",)
    search_fields = ("name",)


class LifecycleEventInline(ReadOnlyInline):
    """The moves of an account."""

    model = LifecycleEvent
    fields = ("happened_on", "kind", "from_stage", "to_stage", "cycle", "initiator", "reason")


@admin.register(Account)
class AccountAdmin(ServiceOwnedAdmin):
    """Shows accounts; stage, facts and health are kept by services."""

    list_display = (
        "name", "city", "stage", "is_former", "cycle", "owner", "team", "account_class",
        "is_key_account", "health", "open_complaints", "last_score", "last_contact_at",
    )  # fmt: skip
    list_filter = (
        "stage", "is_former", "kind", "account_class", "is_key_account", "do_not_pursue",
        "health_band", "source", "team", "sector",
    )  # fmt: skip
    search_fields = ("name", "name_key", "city", "email", "phone", "external_ref")
    list_select_related = ("owner", "team")
    ordering = ("name_key", "pk")
    inlines = (LifecycleEventInline,)
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}  # noqa: RUF012


@admin.register(LifecycleEvent)
class LifecycleEventAdmin(HistoryAdmin):
    """Shows the moves on the cycle."""

    list_display = (
        "account", "happened_on", "kind", "from_stage", "to_stage", "cycle", "initiator", "reason",
        "actor", "recorded_at",
    )  # fmt: skip
    list_filter = ("kind", "to_stage", "initiator", "reason")
    search_fields = ("account__name",)
    list_select_related = ("account", "actor")


@admin.register(LifecycleEventText)
class LifecycleEventTextAdmin(ServiceOwnedAdmin):
    """Shows the free text of moves."""

    list_display = ("event", "competitor", "silence_reason")
    list_filter = ("silence_reason",)
    search_fields = ("competitor", "event__account__name")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Read the events along."""
        return super().get_queryset(request).select_related("event")


@admin.register(PlannedEnd)
class PlannedEndAdmin(ServiceOwnedAdmin):
    """Shows the ends that are planned."""

    list_display = ("account", "ends_on", "initiator", "reason", "planned_by", "planned_at")
    list_filter = ("initiator", "reason")
    search_fields = ("account__name",)
    list_select_related = ("account", "planned_by")
