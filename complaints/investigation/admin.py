"""Investigations in the Django admin: to look at."""

from django.contrib import admin

from complaints.confidence.admin_base import OfComplaint
from complaints.investigation.models import Evidence, Finding, Hearing, ThirdParty, Why
from crm.shared.admin_base import ServiceOwnedAdmin


class RowAdmin(OfComplaint, ServiceOwnedAdmin):
    """Shows rows of investigations."""

    list_select_related = ["complaint", "author"]
    search_fields = ["complaint__number"]


@admin.register(Hearing)
class HearingAdmin(RowAdmin):
    """Shows what the sides said."""

    list_display = ["complaint", "side", "who", "how", "heard_at", "author"]


@admin.register(Finding)
class FindingAdmin(RowAdmin):
    """Shows findings."""

    list_display = ["complaint", "text", "source", "weight", "author"]


@admin.register(Evidence)
class EvidenceAdmin(RowAdmin):
    """Shows evidence."""

    list_display = ["complaint", "note", "author", "created_at"]


@admin.register(Why)
class WhyAdmin(RowAdmin):
    """Shows the chains of whys."""

    list_display = ["complaint", "position", "text", "group", "is_root"]


@admin.register(ThirdParty)
class ThirdPartyAdmin(RowAdmin):
    """Shows who outside was asked."""

    list_display = ["complaint", "name", "kind", "asked_on", "due_on", "answered_on"]
