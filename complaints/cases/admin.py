"""Complaints in the Django admin: to look at; every change goes through the services."""

from django.contrib import admin
from django.db import models

from complaints.cases.cycles import ComplaintCycle, Pause
from complaints.cases.events import ComplaintEvent, ComplaintEventText
from complaints.cases.models import Complaint, NumberSequence
from complaints.clock.models import PolicySnapshot
from complaints.confidence.admin_base import OfComplaint
from crm.shared.admin_base import HistoryAdmin, ReadOnlyInline, ServiceOwnedAdmin


class CycleInline(ReadOnlyInline):
    """Shows the stamps of each cycle."""

    model = ComplaintCycle
    exclude = ["policy"]


class EventInline(ReadOnlyInline):
    """Shows the history."""

    model = ComplaintEvent
    fields = ["recorded_at", "kind", "from_state", "to_state", "at", "actor", "by_customer"]
    readonly_fields = fields


@admin.register(Complaint)
class ComplaintAdmin(OfComplaint, ServiceOwnedAdmin):
    """Shows complaints, the newest first."""

    complaint_path = "pk"

    list_display = ["number", "subject", "account", "state", "severity", "handler", "received_at"]
    list_filter = ["state", "severity", "channel", "is_imported", "is_confidential"]
    list_select_related = ["account", "handler"]
    search_fields = ["number", "subject", "account__name", "complainant_name", "source_ref"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    inlines = [CycleInline, EventInline]


@admin.register(ComplaintCycle)
class ComplaintCycleAdmin(OfComplaint, ServiceOwnedAdmin):
    """Shows the stamps of cycles."""

    list_display = [
        "complaint",
        "number",
        "started_at",
        "acknowledged_at",
        "answered_at",
        "ended_at",
    ]
    list_filter = ["acknowledged_how", "answered_how"]
    list_select_related = ["complaint"]
    search_fields = ["complaint__number"]


@admin.register(ComplaintEvent)
class ComplaintEventAdmin(OfComplaint, HistoryAdmin):
    """Shows the history of all complaints."""

    list_display = ["recorded_at", "complaint", "kind", "from_state", "to_state", "actor"]
    list_filter = ["kind", "by_customer"]
    list_select_related = ["complaint", "actor"]
    search_fields = ["complaint__number"]


@admin.register(ComplaintEventText)
class ComplaintEventTextAdmin(OfComplaint, ServiceOwnedAdmin):
    """Shows the reasons people gave."""

    complaint_path = "event__complaint"

    list_display = ["event", "text"]
    list_select_related = ["event"]
    search_fields = ["event__complaint__number"]


@admin.register(Pause)
class PauseAdmin(OfComplaint, ServiceOwnedAdmin):
    """Shows when we waited for customers."""

    list_display = ["complaint", "cycle", "started_at", "resumes_at", "ended_at"]
    list_select_related = ["complaint"]
    search_fields = ["complaint__number"]


@admin.register(PolicySnapshot)
class PolicySnapshotAdmin(HistoryAdmin):
    """Shows the terms complaints were received under."""

    list_display = ["pk", "digest"]


@admin.register(NumberSequence)
class NumberSequenceAdmin(ServiceOwnedAdmin):
    """Shows the last number of each year."""

    list_display = ["year", "last"]
