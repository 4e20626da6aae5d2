"""Find answers."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q

from crm.shared.access import visible_accounts_q
from surveys.nps.score import band_range

A_DAY = timedelta(days=1)  # raising a score sooner is a slip of the finger


class AnswerQuerySet(models.QuerySet):
    """Select answers in the words of the trade."""

    def visible_to(self, user: Any) -> "AnswerQuerySet":
        """Keep the answers of accounts a user may read."""
        return self.filter(visible_accounts_q(user, "account__"))

    def editable_by(self, user: Any) -> "AnswerQuerySet":
        """Keep the answers a user may mark with themes: those of accounts the user may read."""
        return self.visible_to(user)

    def in_band(self, name: str) -> "AnswerQuerySet":
        """Keep promoters, passives or detractors."""
        return self.filter(score__range=band_range(name))

    def between(self, start: datetime | None, end: datetime | None) -> "AnswerQuerySet":
        """Keep answers confirmed from start (included) to end (excluded)."""
        return self.filter(
            *([Q(confirmed_at__gte=start)] if start else []),
            *([Q(confirmed_at__lt=end)] if end else []),
        )

    def with_raised(self) -> "AnswerQuerySet":
        """Mark answers whose score was raised more than a day after it was given (`was_raised`)."""
        changes = self.model._meta.get_field("changes").related_model.objects
        late = changes.filter(
            answer=OuterRef("pk"),
            score_after__gt=F("score_before"),
            at__gt=ExpressionWrapper(
                OuterRef("confirmed_at") + A_DAY, output_field=models.DateTimeField()
            ),
        )
        return self.annotate(was_raised=Exists(late))

    def latest_before(self, end: datetime | None) -> "AnswerQuerySet":
        """Keep the last answer of each contact (per kind of survey) before a moment."""
        if end is None:
            return self.filter(next_at=None)
        return self.filter(Q(next_at=None) | Q(next_at__gte=end))
