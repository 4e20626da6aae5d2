"""Messages and notes in the Django admin: to look at, apart from each other."""

from django.contrib import admin

from complaints.confidence.admin_base import OfComplaint
from complaints.messages.models import Message, Note
from crm.shared.admin_base import ServiceOwnedAdmin


@admin.register(Message)
class MessageAdmin(OfComplaint, ServiceOwnedAdmin):
    """Shows messages to and from customers, the newest first."""

    list_display = ["created_at", "complaint", "direction", "kind", "via", "status", "author"]
    list_filter = ["direction", "kind", "via", "status"]
    list_select_related = ["complaint", "author"]
    search_fields = ["complaint__number"]
    ordering = ["-created_at"]


@admin.register(Note)
class NoteAdmin(OfComplaint, ServiceOwnedAdmin):
    """Shows internal notes, the newest first."""

    list_display = ["created_at", "complaint", "author"]
    list_select_related = ["complaint", "author"]
    search_fields = ["complaint__number"]
    ordering = ["-created_at"]
