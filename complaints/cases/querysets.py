"""Complaints as the desk asks for them."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce, Least

from complaints.cases.workflow import OPEN, State
from crm.shared.access import Role, has_role, visible_accounts_q
from crm.shared.localtime import day_end, local_date

HIGHEST, NORMAL = 4, 2  # priority and severity, as in `cases.priority`
YEAR_DAYS = 364  # 12 months as the pages count them


class ComplaintQuerySet(models.QuerySet):
    """Asks for complaints in the words of the desk."""

    def visible_to(self, user: Any) -> Self:
        """Keep what a user may read: handlers and managers all, sales those of visible accounts.

        A confidential complaint is hidden from sales and from the employee complained about.
        """
        if has_role(user, Role.MANAGER, Role.COMPLAINT_HANDLER):
            return self.exclude(**self._kept_from(user))
        if not has_role(user, Role.SALES):
            return self.none()
        return self.filter(
            visible_accounts_q(user, "account__"),
            account__isnull=False,
            account__deleted_at__isnull=True,
            is_confidential=False,
        )

    def hidden_from(self, user: Any) -> Self:
        """Keep the few that the desk as a whole may read but this colleague of it may not."""
        return self.filter(**self._kept_from(user))

    @staticmethod
    def _kept_from(user: Any) -> dict[str, Any]:
        return {"is_confidential": True, "complained_about": user}

    def editable_by(self, user: Any) -> Self:
        """Keep what a user may work on: handlers and managers, never the employee complained about."""
        if not has_role(user, Role.MANAGER, Role.COMPLAINT_HANDLER):
            return self.none()
        return self.exclude(complained_about=user)

    def is_editable_by(self, user: Any, complaint: Any) -> bool:
        """Tell the same of one complaint that was loaded already, without a query."""
        desk = has_role(user, Role.MANAGER, Role.COMPLAINT_HANDLER)
        return desk and complaint.complained_about_id != user.pk

    def open(self) -> Self:
        """Keep complaints that still need something from us."""
        return self.filter(state__in=sorted(OPEN))

    def overdue(self, now: datetime) -> Self:
        """Keep open complaints of which the first running clock is past its due moment."""
        return self.open().filter(sort_due_at__lt=now)

    def due_today(self, now: datetime) -> Self:
        """Keep open complaints of which the first running clock is due before the day ends."""
        return self.open().filter(sort_due_at__gte=now, sort_due_at__lt=day_end(local_date(now)))

    def of_handler(self, user: Any) -> Self:
        """Keep complaints a colleague handles."""
        return self.filter(handler=user)

    def unassigned(self) -> Self:
        """Keep open complaints without handler."""
        return self.open().filter(handler__isnull=True)

    def waiting(self) -> Self:
        """Keep complaints that wait for the customer."""
        return self.filter(state=State.WAITING)

    def to_choose(self) -> Self:
        """Keep ended complaints to which the customer wrote and nobody chose what that is."""
        waiting = type(self)(self.model).filter(reply_choices__choice="")
        return self.filter(pk__in=waiting.values("pk"))

    def with_urgency(self, now: datetime) -> Self:
        """Add `priority` as `cases.priority` computes it, and `urgency`: 0 for the highest.

        For open complaints: the expressions are computed for every row that is sorted.
        """
        earlier = (
            type(self)(self.model)
            .counting()
            .filter(
                account=OuterRef("account"),
                is_confidential=False,
                received_at__lte=OuterRef("received_at"),
                received_at__gte=OuterRef("received_at") - timedelta(days=YEAR_DAYS),
            )
        )
        terms = (
            Coalesce("severity", Value(NORMAL))
            + Case(When(Exists(earlier.exclude(pk=OuterRef("pk"))), then=1), default=0)
            + Case(When(soon_at__lte=now, then=1), default=0)
            + Case(When(account__is_key_account=True, then=1), default=0)
        )
        value = Coalesce("priority_override", Least(terms, Value(HIGHEST)))
        return self.annotate(priority=value, urgency=HIGHEST - F("priority"))

    def unlinked(self) -> Self:
        """Keep complaints without account."""
        return self.filter(account__isnull=True)

    def with_reply_waiting(self) -> Self:
        """Keep open complaints in which the customer wrote last."""
        return self.open().filter(
            Q(last_outbound_at__isnull=True) | Q(last_outbound_at__lt=F("last_inbound_at")),
            last_inbound_at__isnull=False,
        )

    def counting(self) -> Self:
        """Leave out duplicates, which would count one complaint twice."""
        return self.exclude(state=State.DUPLICATE)
