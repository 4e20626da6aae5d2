"""Remind of follow-ups that nobody took: the owner when the term has passed, then the manager."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from crm.shared.localtime import local_date, zone
from crm.shared.mail import services as outbox
from crm.shared.organisation.calendar import load_calendar
from crm.shared.people.models import User
from customers.activities.services import add_task
from surveys.followups.due import HOURS_PER_BUSINESS_DAY, due_at
from surveys.followups.ladder import Step, step
from surveys.followups.models import FollowUp, FollowUpState
from surveys.followups.moves import who_acts

OWNER_MAIL, MANAGER_MAIL = "followup_reminder", "followup_escalation"
PER_ROUND = 500


def remind(now: datetime) -> int:
    """Climb the ladder for every open follow-up past its term; gives how many were said again."""
    late = (
        FollowUp.objects.overdue(now)
        .filter(escalated_at=None)
        .select_related(
            "account__team__manager", "owner__deputy", "owner__team__manager", "answer__contact"
        )
        .order_by("due_at", "pk")[:PER_ROUND]
    )
    calendar, done = load_calendar(), 0
    for followup in late:
        manager_at = due_at(
            followup.due_at,
            hours=HOURS_PER_BUSINESS_DAY,
            is_business_day=calendar.is_business_day,
            zone=zone(),
        )
        taken = step(
            followup.due_at,
            manager_at,
            now,
            reminded=followup.reminded_at is not None,
            escalated=False,
        )
        if taken == Step.OWNER:
            done += _remind_owner(followup, now)
        elif taken == Step.MANAGER:
            done += _tell_manager(followup, now)
    return done


def manager_of(followup: FollowUp) -> User | None:
    """Give the manager of the account's team, else of the owner's; None when there is none."""
    teams = (followup.account.team, followup.owner.team if followup.owner else None)
    for team in teams:
        if team and team.manager and team.manager.is_active:
            return team.manager
    return None


def _remind_owner(followup: FollowUp, now: datetime) -> bool:
    rows = FollowUp.objects.filter(pk=followup.pk, state=FollowUpState.OPEN, reminded_at=None)
    with transaction.atomic():
        if not rows.update(reminded_at=now):
            return False
        # who is away is not reminded: the deputy or the manager is
        reader = who_acts(followup.owner, followup.account.team, local_date(now))
        _mail(OWNER_MAIL, followup, reader, now)
    return True


def _tell_manager(followup: FollowUp, now: datetime) -> bool:
    rows = FollowUp.objects.filter(pk=followup.pk, state=FollowUpState.OPEN, escalated_at=None)
    with transaction.atomic():
        if not rows.update(escalated_at=now):
            return False
        manager = manager_of(followup)
        if manager is None:
            return True
        _mail(MANAGER_MAIL, followup, manager, now)
        with translation.override(manager.language):
            title = _("Nobody called %(who)s, who gave a %(score)s") % {
                "who": followup.answer.who,
                "score": followup.answer.score,
            }
        add_task(
            followup.account,
            title=title,
            due_on=local_date(now),
            assignee=manager,
            origin="survey",
            origin_key=f"followup:{followup.pk}:manager",
            now=now,
            url=followup.get_absolute_url(),
        )
    return True


def _mail(purpose: str, followup: FollowUp, reader: User | None, now: datetime) -> Any:
    if reader is None or not reader.email:
        return None
    return outbox.queue(
        purpose,
        object_id=followup.pk,
        to=reader.email,
        language=reader.language,
        now=now,
        unique_key=f"{purpose}:{followup.pk}",
    )
