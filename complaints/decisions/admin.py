"""Decisions and remedies in the Django admin: to look at."""

from django.contrib import admin

from complaints.confidence.admin_base import OfComplaint
from complaints.decisions.models import Decision, DecisionVersion, ExternalBody, Remedy
from crm.shared.admin_base import KringAdmin, ServiceOwnedAdmin


@admin.register(Decision)
class DecisionAdmin(OfComplaint, ServiceOwnedAdmin):
    """Shows decisions, the newest first."""

    complaint_path = "cycle__complaint"

    list_display = ["cycle", "outcome", "proposed_by", "approved_by", "decided_at"]
    list_filter = ["outcome", "no_remedy"]
    list_select_related = ["cycle", "proposed_by", "approved_by"]
    search_fields = ["cycle__complaint__number"]


@admin.register(Remedy)
class RemedyAdmin(OfComplaint, ServiceOwnedAdmin):
    """Shows remedies, the first due first."""

    list_display = ["complaint", "kind", "description", "cost", "due_on", "status"]
    list_filter = ["kind", "status"]
    list_select_related = ["complaint"]
    search_fields = ["complaint__number", "description"]


@admin.register(DecisionVersion)
class DecisionVersionAdmin(OfComplaint, ServiceOwnedAdmin):
    """Shows how decisions read before."""

    complaint_path = "decision__cycle__complaint"

    list_display = ["decision", "number", "outcome", "cost", "written_by", "written_at"]
    list_select_related = ["decision", "written_by"]
    search_fields = ["decision__cycle__complaint__number"]


@admin.register(ExternalBody)
class ExternalBodyAdmin(KringAdmin):
    """Keeps where customers can go who do not agree; one in use is switched off, not removed."""

    list_display = ["name", "months", "is_default", "is_active", "position"]
    list_filter = ["is_active"]
    search_fields = ["name"]
