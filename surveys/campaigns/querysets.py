"""Find surveys, invitations and the people not asked."""

from datetime import datetime, timedelta
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

    def to_hand_over(self) -> "InvitationQuerySet":
        """Keep invitations that the outbox does not know yet."""
        return self.filter(state="waiting", queued_at=None, survey__state__in=["sending", "open"])

    def to_remind(self, now: datetime) -> "InvitationQuerySet":
        """Keep invitations that are due for their one reminder (the widest term is re-checked)."""
        return self.filter(
            state="sent",
            answered=False,
            reminder_queued_at=None,
            survey__state="open",
            survey__remind_after_days__gt=0,
            sent_at__lte=now - timedelta(days=1),
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
