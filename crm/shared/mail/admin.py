"""The outbox in the Django admin: what waits, what failed and why; a failed mail can be tried again."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from crm.shared.admin_base import HistoryAdmin, ServiceOwnedAdmin
from crm.shared.audit.services import record
from crm.shared.mail import services
from crm.shared.mail.inbox.models import InboundMail
from crm.shared.mail.models import DeliveredMail, OutboxMail


@admin.register(OutboxMail)
class OutboxMailAdmin(ServiceOwnedAdmin):
    """Finds a mail by address or record."""

    list_display = (
        "id",
        "purpose",
        "object_id",
        "to",
        "state",
        "attempts",
        "next_try_at",
        "last_error",
    )
    list_filter = ("state", "purpose")
    search_fields = ("=to", "=object_id", "=message_id")
    ordering = ("-pk",)
    actions = ["try_again"]

    @admin.action(description=_("Try failed mails again"))
    def try_again(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Put failed mails back into the queue."""
        done = 0
        for mail in queryset:
            if services.retry(mail, timezone.now()):
                record("mail.retry", mail, by=request.user)
                done += 1
        text = ngettext("%(count)s mail is tried again.", "%(count)s mails are tried again.", done)
        self.message_user(request, text % {"count": done}, messages.SUCCESS)


@admin.register(DeliveredMail)
class DeliveredMailAdmin(HistoryAdmin):
    """Lists what the local mailbox was given."""

    list_display = ("delivered_at", "to", "subject")
    search_fields = ("to", "subject")


@admin.register(InboundMail)
class InboundMailAdmin(HistoryAdmin):
    """Lists what came into the mailbox and who read it."""

    list_display = ("received_at", "sender", "subject", "size", "state", "handler", "last_error")
    list_filter = ("state", "handler")
    search_fields = ("=message_id", "=sender", "subject")
    exclude = ("raw",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Leave the raw mails where they are: one may be 25 MB."""
        return super().get_queryset(request).defer("raw")
