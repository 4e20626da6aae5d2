"""Links and merges in the Django admin: to look at."""

from django.contrib import admin

from complaints.confidence.admin_base import OfComplaint
from complaints.links.models import Link, Merge
from crm.shared.admin_base import ServiceOwnedAdmin


@admin.register(Link)
class LinkAdmin(OfComplaint, ServiceOwnedAdmin):
    """Shows how complaints hang together."""

    list_display = ["complaint", "kind", "other", "promise", "order", "created_by", "created_at"]
    list_filter = ["kind"]
    list_select_related = ["complaint", "other", "promise", "order", "created_by"]
    search_fields = ["complaint__number", "other__number"]


@admin.register(Merge)
class MergeAdmin(OfComplaint, ServiceOwnedAdmin):
    """Shows which complaints go on inside another one."""

    complaint_path = "source"

    list_display = ["source", "target", "merged_by", "merged_at"]
    list_select_related = ["source", "target", "merged_by"]
    search_fields = ["source__number", "target__number"]
