"""Investigating: rows written, changed, taken out and put in order, each in the complaint's history."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from complaints.cases.events import EventKind
from complaints.cases.history import log
from complaints.cases.models import Complaint
from complaints.cases.transitions import acting_as
from complaints.cases.workflow import OPEN
from complaints.errors import ComplaintConflict, ComplaintError
from complaints.investigation.models import Row, ThirdParty, Why
from complaints.investigation.rooms import Room
from crm.shared.localtime import local_date
from customers.activities.models import TaskOrigin
from customers.activities.services import add_task, cancel_tasks_of, complete_tasks_of

MOST = 200  # rows of a kind in one complaint; more is no investigation


def _open(complaint: Complaint, by: Any) -> Complaint:
    """Lock a complaint that is still investigated, by somebody who may."""
    acting_as(by)
    fresh = (
        Complaint.objects.select_for_update(of=("self",))
        .select_related("account", "handler")
        .get(pk=complaint.pk)
    )
    if fresh.complained_about_id == by.pk:
        raise ComplaintError(_("You cannot handle a complaint about yourself."))
    if fresh.state not in OPEN:
        raise ComplaintError(_("This complaint has ended; its investigation stays as it is."))
    return fresh


def _check(complaint: Complaint, values: dict[str, Any], now: datetime) -> None:
    """Raise ComplaintError for what cannot be: heard or answered in the future, another's order."""
    if values.get("heard_at") and values["heard_at"] > now:
        raise ComplaintError(_("This moment lies in the future."), field="heard_at")
    for name in ("asked_on", "answered_on"):
        if values.get(name) and values[name] > local_date(now):
            raise ComplaintError(_("This moment lies in the future."), field=name)
    if values.get("asked_on") and values["due_on"] < values["asked_on"]:
        raise ComplaintError(_("The answer is due after the question."), field="due_on")
    answered = values.get("answered_on")
    if values.get("answer") and not answered:
        raise ComplaintError(_("Say when they answered."), field="answered_on")
    if answered and values.get("asked_on") and answered < values["asked_on"]:
        raise ComplaintError(_("The answer comes after the question."), field="answered_on")
    for name in ("order", "promise", "interaction"):
        thing = values.get(name)
        if thing is not None and thing.account_id != complaint.account_id:
            raise ComplaintError(_("Choose one of the same account."), field=name)


@transaction.atomic
def add_row(
    complaint: Complaint, room: Room, *, values: dict[str, Any], by: Any, now: datetime
) -> Row:
    """Add a row to an investigation. Raises ComplaintError when the complaint has ended."""
    fresh = _open(complaint, by)
    _check(fresh, values, now)
    rows = room.model._default_manager.filter(complaint=fresh)
    if rows.count() >= MOST:
        raise ComplaintError(_("There are %(most)s of these already.") % {"most": MOST})
    if room.model is Why:
        last = rows.aggregate(last=Max("position"))["last"]
        values = {**values, "position": (last or 0) + 1}
    row = room.model._default_manager.create(complaint=fresh, author=by, created_at=now, **values)
    log(
        fresh,
        EventKind.INVESTIGATION,
        now=now,
        user=by,
        text=str(row),
        what=room.key,
        row=row.pk,
        act="add",
    )
    if isinstance(row, ThirdParty) and row.answered_on is None:
        _add_reminder(row, fresh, by=by, now=now)
    return row


@transaction.atomic
def change_row(
    row: Row, room: Room, *, values: dict[str, Any], version: int, by: Any, now: datetime
) -> Row:
    """Change a row that was read at `version`; raises ComplaintConflict when somebody was faster.

    What it said before stays in the complaint's history.
    """
    fresh = _open(row.complaint, by)
    _check(fresh, values, now)
    stored = room.model._default_manager.get(pk=row.pk)
    if stored.version != version:
        raise ComplaintConflict(
            _("Somebody else saved this in the meantime. Nothing was lost: compare.")
        )
    changed = {name: value for name, value in values.items() if getattr(stored, name) != value}
    if not changed:
        return stored
    before = "; ".join(str(getattr(stored, name)) for name in sorted(changed))
    rows = room.model._default_manager.filter(pk=row.pk, version=version)
    if not rows.update(version=F("version") + 1, **changed):
        raise ComplaintConflict(
            _("Somebody else saved this in the meantime. Nothing was lost: compare.")
        )
    log(
        fresh,
        EventKind.INVESTIGATION,
        now=now,
        user=by,
        text=before[:2_000],
        what=room.key,
        row=row.pk,
        act="change",
        fields=sorted(changed),
    )
    stored.refresh_from_db()
    if isinstance(stored, ThirdParty) and {"due_on", "answered_on"} & set(changed):
        _remind(stored, fresh, by=by, now=now)
    return stored


@transaction.atomic
def remove_row(row: Row, room: Room, *, by: Any, now: datetime) -> None:
    """Take a row out; what it said stays in the complaint's history."""
    fresh = _open(row.complaint, by)
    deleted, _rows = room.model._default_manager.filter(pk=row.pk).delete()
    if not deleted:
        return
    log(
        fresh,
        EventKind.INVESTIGATION,
        now=now,
        user=by,
        text=str(row),
        what=room.key,
        row=row.pk,
        act="remove",
    )
    if isinstance(row, ThirdParty):
        cancel_tasks_of(_task_key(row), by=by, now=now)


@transaction.atomic
def move_why(row: Why, *, up: bool, by: Any, now: datetime) -> None:
    """Move a why one place up or down in its chain; at the end of the chain nothing happens."""
    fresh = _open(row.complaint, by)
    chain = list(Why.objects.filter(complaint=fresh))
    places = [one.pk for one in chain]
    if row.pk not in places:
        return
    here = places.index(row.pk)
    there = here + (-1 if up else 1)
    if not 0 <= there < len(chain):
        return
    chain[here], chain[there] = chain[there], chain[here]
    for position, one in enumerate(chain, start=1):
        one.position = position
    Why.objects.bulk_update(chain, ["position"])
    log(fresh, EventKind.INVESTIGATION, now=now, user=by, what="why", row=row.pk, act="order")


def _task_key(party: ThirdParty) -> str:
    return f"complaint-party-{party.pk}:"


def _remind(party: ThirdParty, complaint: Complaint, *, by: Any, now: datetime) -> None:
    """Keep one task for the answer that is due."""
    if party.answered_on is not None:
        complete_tasks_of(_task_key(party), by=by, now=now)
        return
    cancel_tasks_of(_task_key(party), by=by, now=now)
    _add_reminder(party, complaint, by=by, now=now)


def _add_reminder(party: ThirdParty, complaint: Complaint, *, by: Any, now: datetime) -> None:
    """Add the task; it tells no story, for whoever reads the account reads its tasks."""
    assignee = complaint.handler or by
    with override(assignee.language):
        title = _("An answer from outside is due for complaint %(number)s") % {
            "number": complaint.number
        }
    add_task(
        complaint.task_account,
        title=title,
        due_on=party.due_on,
        assignee=assignee,
        origin=TaskOrigin.COMPLAINT,
        origin_ref=complaint.number,
        origin_key=f"{_task_key(party)}{party.version}",
        url=complaint.get_absolute_url(),
        now=now,
        by=by,
    )
