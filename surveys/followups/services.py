"""Open follow-ups with an answer, and close the loop."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from crm.shared.audit.services import record
from crm.shared.localtime import local_date, zone
from crm.shared.organisation.calendar import load_calendar
from crm.shared.organisation.services import get_organisation
from crm.shared.people.models import User
from customers.accounts.events import SilenceReason
from customers.accounts.facts import update_facts
from customers.activities.services import add_task, complete_tasks_of
from customers.errors import CustomerConflict
from surveys.answers.models import Answer
from surveys.errors import SurveyError, TooLate
from surveys.followups.due import HOURS_PER_BUSINESS_DAY, due_at
from surveys.followups.models import FollowUp, FollowUpEvent, FollowUpState
from surveys.followups.moves import NEEDS_NOTE, may_move, who_acts
from surveys.nps.score import Band


def term_hours(band: Band) -> int | None:
    """Give the hours within which an answer is followed up; None = no follow-up."""
    organisation = get_organisation()
    return {
        Band.DETRACTOR: organisation.followup_hours,
        Band.PASSIVE: organisation.passive_followup_days * HOURS_PER_BUSINESS_DAY,
        Band.PROMOTER: None,
    }[band]


def follow_up(answer: Answer, *, now: datetime) -> FollowUp | None:
    """Give a detractor or passive answer its one follow-up, or bring the due moment forward.

    Call it in the transaction of the answer; called again it never makes a second one.
    """
    hours = term_hours(answer.band)
    if hours is None:
        return None
    due = due_at(now, hours=hours, is_business_day=load_calendar().is_business_day, zone=zone())
    account = answer.account
    made, is_new = FollowUp.objects.get_or_create(
        answer=answer,
        defaults={
            "account": account,
            "owner": who_acts(account.owner, account.team, local_date(now)),
            "due_at": due,
            "created_at": now,
        },
    )
    if not is_new and made.state == FollowUpState.OPEN and due < made.due_at:
        FollowUp.objects.filter(pk=made.pk).update(due_at=due)
        made.due_at = due
        complete_tasks_of(task_key(made), now=now)
    _add_task(made, answer, now=now)
    return made


def task_key(followup: FollowUp) -> str:
    """Name the task of a follow-up."""
    return f"followup:{followup.pk}:"


def _add_task(followup: FollowUp, answer: Answer, *, now: datetime) -> None:
    """Put the follow-up on its owner's Home, in the owner's language."""
    if followup.state != FollowUpState.OPEN or followup.owner is None:
        return
    values, contact = {"who": answer.who, "score": answer.score}, answer.contact
    with translation.override(followup.owner.language):
        if answer.band == Band.DETRACTOR:
            title = _("Call %(who)s, who gave a %(score)s") % values
        else:
            title = _("Ask %(who)s what would make it a 9, now a %(score)s") % values
    # 00:00 is the end of the day before
    last_day = local_date(followup.due_at - timedelta(seconds=1))
    add_task(
        answer.account,
        title=title,
        due_on=last_day,
        assignee=followup.owner,
        origin="survey",
        origin_key=f"{task_key(followup)}{answer.band.value}",
        now=now,
        contact=contact if contact and contact.account_id == answer.account_id else None,
        url=answer.get_absolute_url(),
    )


def refresh_unhandled(account_id: int, *, now: datetime) -> None:
    """Keep the account's number of detractors nobody has acted on."""
    number = FollowUp.objects.filter(account=account_id).unhandled().of_detractors().count()
    update_facts(account_id, now=now, unhandled_detractors=number)


def act(
    followup: FollowUp,
    *,
    state: str,
    by: Any,
    now: datetime,
    note: str = "",
    silence_reason: str = "",
) -> FollowUp:
    """Record that somebody contacted the customer, resolved it, or decided to do nothing.

    Raises SurveyError for a step that is not allowed, without the note it needs, or that somebody
    else just took.
    """
    if state not in FollowUpState.values or not may_move(followup.state, state):
        raise TooLate(_("This follow-up is already done; nothing was changed."))
    if silence_reason and silence_reason not in SilenceReason.values:
        raise SurveyError(_("Choose one of the reasons."), field="silence_reason")
    note = note.strip()
    if state in NEEDS_NOTE and not (note or followup.note):
        raise SurveyError(_("Say in one line what was done, or why nothing was."), field="note")
    handled_first = followup.state == FollowUpState.OPEN
    values: dict[str, Any] = {
        "state": state,
        "note": note or followup.note,
        "silence_reason": silence_reason or followup.silence_reason,
    }
    if handled_first:
        values["contacted_at"] = now
    if state in NEEDS_NOTE:
        values["closed_at"] = now
    with transaction.atomic():
        won = FollowUp.objects.filter(pk=followup.pk, state=followup.state).update(**values)
        if not won:
            raise TooLate(_("Somebody else just did this; look at the page again."))
        FollowUpEvent.objects.create(
            followup=followup, at=now, state_before=followup.state, state_after=state, by=by
        )
        record("followed up", followup, by=by, changes=values, account_id=followup.account_id)
        complete_tasks_of(task_key(followup), by=by, now=now)
        refresh_unhandled(followup.account_id, now=now)
    for name, value in values.items():
        setattr(followup, name, value)
    return followup


def give_to(followup: FollowUp, *, to: User, by: User) -> FollowUp:
    """Give a follow-up that still asks for something to another colleague; its due moment stays.

    Its task is a task of its own, and is handed over as one. Raises TooLate when it is done.
    """
    with transaction.atomic():
        moved = FollowUp.objects.to_do().filter(pk=followup.pk).update(owner=to)
        if not moved:
            raise TooLate(_("This follow-up is already done; nothing was changed."))
        record("handed over", followup, by=by, changes=["owner"], account_id=followup.account_id)
    followup.owner = to
    return followup


def end_task(task: Any, *, by: Any, now: datetime) -> None:
    """Do the task of a follow-up: ticking "call them" records that the customer was contacted.

    How it ended is still asked in the queue. Raises CustomerConflict when the task is not open any more.
    """
    number = (task.origin_key or "").split(":")[1:2]
    followup = FollowUp.objects.filter(pk__in=[n for n in number if n.isdigit()]).first()
    if followup is not None and followup.state == FollowUpState.OPEN:
        act(followup, state=FollowUpState.CONTACTED, by=by, now=now)
    elif not complete_tasks_of(task.origin_key, by=by, now=now):
        raise CustomerConflict(
            _("Somebody else has just changed this task; nothing was changed. Look again.")
        )


def link_complaint(followup: FollowUp, *, number: str, by: User, now: datetime) -> FollowUp:
    """Note the complaint that was made of this follow-up, which counts as contacted."""
    FollowUp.objects.filter(pk=followup.pk).update(complaint_number=number)
    followup.complaint_number = number
    if followup.state == FollowUpState.OPEN:
        return act(followup, state=FollowUpState.CONTACTED, by=by, now=now)
    return followup
