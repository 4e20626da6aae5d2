"""Find answers."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q

from crm.shared.access import Role, has_role, visible_accounts_q
from crm.shared.search.find import matching
from surveys.nps.score import band_range

A_DAY = timedelta(days=1)  # raising a score sooner is a slip of the finger


class AnswerQuerySet(models.QuerySet):
    """Select answers in the words of the trade."""

    def visible_to(self, user: Any) -> "AnswerQuerySet":
        """Keep the answers of accounts a user may read."""
        return self.filter(visible_accounts_q(user, "account__"))

    def in_band(self, name: str) -> "AnswerQuerySet":
        """Keep promoters, passives or detractors."""
        return self.filter(score__range=band_range(name))

    def fallen(self) -> "AnswerQuerySet":
        """Keep the last answers of people who fell two bands: a detractor who was a promoter before."""
        promoter = band_range("promoter")
        return self.in_band("detractor").filter(next_at=None, previous_score__range=promoter)

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

    def containing(self, words: str) -> "AnswerQuerySet":
        """Keep answers whose comment holds these words, by the search index."""
        ids = matching("comment", words)
        if ids is None:
            return self.filter(comment__icontains=words)
        return self.filter(pk__in=ids)

    def naming(self, kind: str) -> "AnswerQuerySet":
        """Keep answers whose comment names a colleague or a competitor."""
        mentions = self.model._meta.get_field("mentions").related_model.objects
        return self.filter(Exists(mentions.filter(answer=OuterRef("pk"), kind=kind)))

    def latest_before(self, end: datetime | None) -> "AnswerQuerySet":
        """Keep the last answer of each contact (per kind of survey) before a moment."""
        if end is None:
            return self.filter(next_at=None)
        return self.filter(Q(next_at=None) | Q(next_at__gte=end))


class ThemeQuerySet(models.QuerySet):
    """Select themes."""

    def visible_to(self, user: Any) -> "ThemeQuerySet":
        """Keep what a user may read: every colleague reads the themes."""
        return self if has_role(user, *Role.values) else self.none()

    def editable_by(self, user: Any) -> "ThemeQuerySet":
        """Keep what a user may rename and merge: themes are for managers."""
        return self if has_role(user, Role.MANAGER) else self.none()


class MentionQuerySet(models.QuerySet):
    """Select mentions."""

    def visible_to(self, user: Any) -> "MentionQuerySet":
        """Keep the mentions in answers of accounts a user may read."""
        return self.filter(visible_accounts_q(user, "answer__account__"))
