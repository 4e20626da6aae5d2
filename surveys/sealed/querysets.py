"""Find confidential answers."""

from typing import Any

from django.db import models


class ConfidentialAnswerQuerySet(models.QuerySet):
    """Select confidential answers in the words of the trade."""

    def visible_to(self, user: Any) -> "ConfidentialAnswerQuerySet":
        """Keep what a user may read with names: the answers of surveys that name the user."""
        return self.filter(survey__named_contact=user)
