"""Find surveys, invitations and the people not asked."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Q

from crm.shared.access import Role, has_role, visible_accounts_q


class SurveyQuerySet(models.QuerySet):
    """Select surveys in the words of the trade."""

    def visible_to(self, user: Any) -> "SurveyQuerySet":
        """Keep what a user may read: every colleague reads which surveys run."""
        known = has_role(user, *Role.values)
        return self if known else self.none()

    def editable_by(self, user: Any) -> "SurveyQuerySet":
        """Keep what a user may set up and send: campaigns are for managers."""
        return self if has_role(user, Role.MANAGER) else self.none()

    def answerable(self) -> "SurveyQuerySet":
        """Keep surveys whose links are alive."""
        return self.filter(state__in=["sending", "open"])


class InvitationQuerySet(models.QuerySet):
    """Select invitations in the words of the trade."""

    def visible_to(self, user: Any) -> "InvitationQuerySet":
        """Keep the invitations of accounts a user may read."""
        return self.filter(visible_accounts_q(user, "account__"))

    def after_complaints(self, since: datetime) -> "InvitationQuerySet":
        """Keep recovery questions that were sent since a moment, or are about to be."""
        return self.filter(Q(sent_at__gte=since) | Q(state="waiting"), survey__trigger="complaint")

    def to_hand_over(self, today: date) -> "InvitationQuerySet":
        """Keep invitations whose day has come and that the outbox does not know yet."""
        return self.filter(
            Q(planned_on=None) | Q(planned_on__lte=today), state="waiting", queued_at=None
        )

    def to_remind(self, survey: Any, now: datetime) -> "InvitationQuerySet":
        """Keep invitations of a survey that are due for a reminder: sent, or reminded, long enough ago."""
        before = now - timedelta(days=survey.remind_after_days)
        return self.filter(
            Q(reminded_at=None) | Q(reminded_at__lte=before),
            survey=survey,
            state="sent",
            answered=False,
            reminder_queued_at=None,
            reminders_sent__lt=survey.reminders,
            sent_at__lte=before,
            token_expires_at__gt=now + timedelta(days=1),
        )

    def in_rest_period(self, since: datetime) -> "InvitationQuerySet":
        """Keep invitations that still weigh on their account: sent lately, or about to be."""
        return self.filter(Q(sent_at__gte=since) | Q(state="waiting"))

    def mature(self, now: datetime) -> "InvitationQuerySet":
        """Keep invitations whose link has run out, so that the response is final."""
        return self.filter(token_expires_at__lte=now)


class SkipEntryQuerySet(models.QuerySet):
    """Select people not asked."""

    def visible_to(self, user: Any) -> "SkipEntryQuerySet":
        """Keep the people of accounts a user may read."""
        return self.filter(visible_accounts_q(user, "account__"))
