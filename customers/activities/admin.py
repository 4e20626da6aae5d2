"""Contact moments and tasks in the Django admin: reading only, their services own the rules."""

from django.contrib import admin

from crm.shared.admin_base import HistoryAdmin, ServiceOwnedAdmin
from customers.activities.models import Interaction, InteractionRevision, Task


@admin.register(Interaction)
class InteractionAdmin(ServiceOwnedAdmin):
    """Shows contact moments, the newest first."""

    list_display = ["happened_at", "kind", "account", "author", "dissatisfied"]
    list_filter = ["kind", "direction", "dissatisfied"]
    list_select_related = ["account", "author"]
    search_fields = ["summary", "account__name"]


@admin.register(Task)
class TaskAdmin(ServiceOwnedAdmin):
    """Shows tasks by their day."""

    list_display = ["title", "account", "due_on", "assignee", "state", "origin"]
    list_filter = ["state", "origin"]
    list_select_related = ["account", "assignee"]
    search_fields = ["title", "account__name"]


@admin.register(InteractionRevision)
class InteractionRevisionAdmin(HistoryAdmin):
    """Shows what contact moments said before they were changed."""

    list_display = ["interaction_id", "version", "replaced_at", "replaced_by"]
    list_select_related = ["replaced_by"]
