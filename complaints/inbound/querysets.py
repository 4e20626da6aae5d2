"""Mail about complaints, as the desk asks for it."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef

from complaints.cases.models import Complaint
from crm.shared.access import Role, has_role


class ComplaintMailQuerySet(models.QuerySet):
    """Asks for mail that came in."""

    def visible_to(self, user: Any) -> Self:
        """Keep mail a user may read: with a complaint who may read that; without one only the desk.

        What waits for a choice and seems to belong to a complaint is for who may read that one.
        """
        seen = Complaint.objects.visible_to(user).order_by()
        readable = models.Q(Exists(seen.filter(pk=OuterRef("complaint_id"))))
        if has_role(user, Role.MANAGER, Role.COMPLAINT_HANDLER):
            free = models.Q(suggested__isnull=True)
            free |= models.Q(Exists(seen.filter(pk=OuterRef("suggested_id"))))
            readable |= models.Q(complaint__isnull=True) & free
        return self.filter(readable)

    def editable_by(self, user: Any) -> Self:
        """Keep mail of which a user may say where it goes: handlers and managers."""
        if not has_role(user, Role.MANAGER, Role.COMPLAINT_HANDLER):
            return self.none()
        return self.visible_to(user)

    def waiting(self) -> Self:
        """Keep mail that waits for a choice."""
        return self.filter(place="waiting")
