"""Assessing complaints, one or many through the same function, and choosing their handler."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from complaints.cases.events import EventKind
from complaints.cases.history import chain, head, write
from complaints.cases.models import Complaint
from complaints.cases.severity import Impact, Severity
from complaints.cases.stamps import derive, refresh_account_facts
from complaints.cases.transitions import ASSESSED, Locked, acting_as, lock, transition
from complaints.cases.workflow import ENDED, Move, State
from complaints.errors import ComplaintError, somebody_was_faster
from complaints.messages.models import Message, Status
from crm.shared.access import Role, has_role


def refuse_while_sending(*complaints: Complaint) -> None:
    """Raise ComplaintError while a message with a move is on its way: what it says must stay true."""
    if (
        Message.objects.filter(complaint__in=complaints, status=Status.QUEUED)
        .exclude(requested_move="")
        .exists()
    ):
        raise ComplaintError(
            _("A message about this complaint is being sent. Undo it first, or wait a moment.")
        )


def _refuse_handler(fresh: Complaint, handler: Any, accused: Any, by: Any) -> None:
    """Raise ComplaintError for a handler who may not handle it, or who is complained about."""
    if fresh.state in ENDED or fresh.state == State.ANSWERED:
        raise ComplaintError(_("An answered or ended complaint is not assessed again."))
    if accused is not None and handler.pk == getattr(accused, "pk", accused):
        raise ComplaintError(
            _("The handler cannot be the employee complained about."), field="handler"
        )
    if by.pk in (getattr(accused, "pk", accused), fresh.complained_about_id):
        raise ComplaintError(_("You cannot handle a complaint about yourself."))
    if not has_role(handler, Role.COMPLAINT_HANDLER, Role.MANAGER) or not handler.is_active:
        raise ComplaintError(_("Choose a complaint handler or a manager."), field="handler")


@transaction.atomic
def assess(
    complaint: Complaint,
    *,
    category: Any,
    severity: int,
    handler: Any,
    by: Any,
    now: datetime,
    complained_about: Any = None,
    admissible: bool | None = None,
    inadmissible_reason: str = "",
    impact: Collection[str] | None = None,
    version: int | None = None,
) -> Complaint:
    """Record the assessment; an acknowledged complaint goes on to the investigation at once.

    The decision term follows the severity from the same start. `admissible` and `impact` left at None
    stay as they were. Raises ComplaintError when the handler is the employee complained about, has no
    role for it, the complaint has ended, or it is not ours to handle and no reason says why.
    """
    role, locked = acting_as(by), lock(complaint, version=version)
    fresh = locked.complaint
    _refuse_handler(fresh, handler, complained_about, by)
    if admissible is False and not inadmissible_reason.strip():
        raise ComplaintError(
            _("Say why we cannot handle it: the customer is told so."), field="inadmissible_reason"
        )
    refuse_while_sending(fresh)
    before = {
        "category": fresh.category_id,
        "severity": fresh.severity,
        "handler": fresh.handler_id,
    }
    length = fresh.history_length
    fresh.category, fresh.severity, fresh.handler = category, int(severity), handler
    fresh.complained_about = complained_about
    if admissible is not None:
        fresh.is_admissible = admissible
        fresh.inadmissible_reason = "" if admissible else inadmissible_reason.strip()
    if impact is not None:
        for kind in Impact:
            setattr(fresh, kind.column, kind.value in impact)
    event = chain(
        fresh,
        EventKind.ASSESSED,
        now=now,
        user=by,
        text=fresh.inadmissible_reason,
        before=before,
        category=category.pk,
        severity=int(severity),
        handler=handler.pk,
        admissible=fresh.is_admissible,
        impact=fresh.impact,
    )
    if fresh.state == State.ACKNOWLEDGED:
        transition(
            fresh, Move.INVESTIGATE, by=role, user=by, now=now, locked=locked, before=[event]
        )
    else:
        _store(locked, length)
        locked.cycle.save()
        write([event])
    if Severity.CRITICAL in (before["severity"], fresh.severity):
        refresh_account_facts(fresh.account_id, now=now)
    return fresh


def _store(locked: Locked, length: int) -> None:
    """Write an assessment with the end of the chain, by compare-and-set on what was read."""
    fresh = locked.complaint
    rows = Complaint.objects.filter(pk=fresh.pk, version=fresh.version, history_length=length)
    if not rows.update(
        version=F("version") + 1,
        **{name: getattr(fresh, name) for name in ASSESSED},
        **head(fresh),
        **derive(fresh, locked.cycle),
    ):
        somebody_was_faster()
    fresh.version += 1


@transaction.atomic
def assign(
    complaint: Complaint, *, handler: Any, by: Any, now: datetime, version: int | None = None
) -> Complaint:
    """Give a complaint another handler, assessed or not; the same refusals as an assessment."""
    acting_as(by)
    locked = lock(complaint, version=version)
    fresh = locked.complaint
    _refuse_handler(fresh, handler, fresh.complained_about_id, by)
    if fresh.handler_id == handler.pk:
        return fresh
    refuse_while_sending(fresh)
    length, before = fresh.history_length, fresh.handler_id
    fresh.handler = handler
    event = chain(fresh, EventKind.ASSIGNED, now=now, user=by, before=before, handler=handler.pk)
    _store(locked, length)
    write([event])
    return fresh


@dataclass(frozen=True)
class Done:
    """Tells what became of one complaint among many; without refusal it was done."""

    complaint: Complaint
    refusal: str = ""


def assess_many(
    complaints: Iterable[Complaint],
    *,
    by: Any,
    now: datetime,
    category: Any = None,
    severity: int | None = None,
    handler: Any = None,
) -> list[Done]:
    """Assess many complaints, or only choose their handler, each by the function for one.

    What is left out stays as each complaint has it; with nothing but a handler a complaint is assigned.
    Each is a transaction of its own: one refusal stops no other. The caller passes only complaints the
    reader may work on, read with category, handler and complained_about.
    """
    return [_one_of_many(one, category, severity, handler, by=by, now=now) for one in complaints]


def _one_of_many(
    one: Complaint, category: Any, severity: int | None, handler: Any, *, by: Any, now: datetime
) -> Done:
    """Assess or assign one complaint of many, at the version it was read."""
    try:
        if category is None and severity is None:
            assign(one, handler=handler, by=by, now=now, version=one.version)
            return Done(one)
        missing = {
            _("Choose a category first."): category or one.category,
            _("Choose how serious it is first."): severity or one.severity,
            _("Choose a handler first."): handler or one.handler,
        }
        for sentence, value in missing.items():
            if not value:
                raise ComplaintError(sentence)
        assess(
            one,
            category=category or one.category,
            severity=int(severity or one.severity or 0),
            handler=handler or one.handler,
            complained_about=one.complained_about,
            by=by,
            now=now,
            version=one.version,
        )
    except ComplaintError as error:
        return Done(one, str(error))
    return Done(one)
