"""Public answers as the desk asks for them."""

from typing import Any, Self

from django.db import models

from complaints.cases.models import Complaint


class PublicReplyQuerySet(models.QuerySet):
    """Asks for public answers; who may see the complaint may see its answer."""

    def visible_to(self, user: Any) -> Self:
        """Keep answers to complaints a user may read."""
        return self.filter(complaint__in=Complaint.objects.visible_to(user).values("pk"))
