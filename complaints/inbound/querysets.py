"""Mail about complaints, as the desk asks for it."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef

from complaints.cases.models import Complaint
from crm.shared.access import Role, has_role


class ComplaintMailQuerySet(models.QuerySet):
    """Asks for mail that came in."""

    def visible_to(self, user: Any) -> Self:
        """Keep mail a user may read: with a complaint who may read that; without one only the desk."""
        theirs = Exists(
            Complaint.objects.visible_to(user).filter(pk=OuterRef("complaint_id")).order_by()
        )
        readable = models.Q(theirs)
        if has_role(user, Role.MANAGER, Role.COMPLAINT_HANDLER):
            readable |= models.Q(complaint__isnull=True)
        return self.filter(readable)

    def editable_by(self, user: Any) -> Self:
        """Keep mail of which a user may say where it goes: handlers and managers."""
        if not has_role(user, Role.MANAGER, Role.COMPLAINT_HANDLER):
            return self.none()
        return self.visible_to(user)

    def waiting(self) -> Self:
        """Keep mail that waits for a choice."""
        return self.filter(place="waiting")
