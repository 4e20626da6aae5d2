"""Merging a complaint into another one, and undoing it: nothing is lost either way."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from complaints.cases.cycles import Pause
from complaints.cases.events import ComplaintEvent, EventKind
from complaints.cases.history import chain, head, write
from complaints.cases.models import Complaint
from complaints.cases.services import refuse_while_sending
from complaints.cases.stamps import derive, refresh_account_facts, refresh_due
from complaints.cases.transitions import Locked, acting_as, case_of, lock_both, transition
from complaints.cases.workflow import OPEN, Act, By, Move, State, approved_above_limit
from complaints.errors import ComplaintError, somebody_was_faster
from complaints.links.models import Merge
from complaints.links.moves import changes_between, image, move_back, move_rows, restored
from crm.shared.audit.services import record
from crm.shared.localtime import local_date


def is_same_party(source: Complaint, target: Complaint) -> bool:
    """Tell whether two complaints are of one customer: the same account, else the same address."""
    if source.account_id and target.account_id:
        return source.account_id == target.account_id
    address = source.reach_email.strip().lower()
    return bool(address) and address == target.reach_email.strip().lower()


def refuse_merge(source: Complaint, target: Complaint, by: Any) -> None:
    """Raise ComplaintError with the sentence when a complaint does not go into another one."""
    accused, other = source.complained_about_id, target.complained_about_id
    if by.pk in {accused, other}:
        raise ComplaintError(_("You cannot handle a complaint about yourself."))
    sentence = None
    if source.pk == target.pk:
        sentence = _("A complaint is not merged into itself.")
    elif source.state not in OPEN:
        sentence = _("Only an open complaint is merged into another one.")
    elif target.state not in OPEN:
        sentence = _("%(number)s is not open; reopen it first.") % {"number": target.number}
    elif not is_same_party(source, target):
        sentence = _(
            "These complaints are of different customers, who may not read each other's "
            "messages. Link them instead."
        )
    elif source.is_confidential and not target.is_confidential:
        sentence = _(
            "This complaint is confidential and %(number)s is not. Make that so first."
        ) % {"number": target.number}
    elif accused and other and accused != other:
        sentence = _("These complaints are about different employees. Link them instead.")
    elif accused and accused == target.handler_id:
        sentence = _(
            "%(number)s is handled by the employee this complaint is about. Give it another "
            "handler first."
        ) % {"number": target.number}
    if sentence:
        raise ComplaintError(sentence, field="target")


def _open_pause(complaint: Complaint) -> Pause | None:
    if complaint.state != State.WAITING:
        return None
    return Pause.objects.filter(complaint=complaint, ended_at__isnull=True).first()


def _note_target(target: Locked, source: Complaint, remedies: bool) -> None:
    """Write on the target what it takes over; remedies that come in void an approval, and a "none"."""
    complaint, decision = target.complaint, target.decision
    heard = [at for at in (complaint.last_inbound_at, source.last_inbound_at) if at]
    rows = Complaint.objects.filter(pk=complaint.pk, version=complaint.version)
    complaint.complained_about_id = complaint.complained_about_id or source.complained_about_id
    complaint.last_inbound_at = max(heard, default=None)
    complaint.version += 1
    if not rows.update(
        complained_about_id=complaint.complained_about_id,
        last_inbound_at=complaint.last_inbound_at,
        version=complaint.version,
        **head(complaint),
    ):
        somebody_was_faster()
    if remedies:
        refresh_due(complaint, target.cycle)
    if decision is not None and remedies:
        decision.approved_by = decision.approved_at = None
        decision.approved_as, decision.no_remedy = 0, False
        decision.save(update_fields=["approved_by", "approved_at", "approved_as", "no_remedy"])


def _refuse_unapproved(target: Locked, role: By, now: datetime) -> None:
    """Refuse remedies that pass a limit and come in after the answer: nobody approves them any more."""
    if approved_above_limit(case_of(target, local_date(now)), Act(by=role)) is not None:
        raise ComplaintError(
            _(
                "%(number)s is answered already, and together the remedies pass a limit. "
                "Finish this complaint by itself and link them."
            )
            % {"number": target.complaint.number},
            field="target",
        )


@transaction.atomic
def merge(
    source: Complaint,
    target: Complaint,
    *,
    reason: str,
    by: Any,
    now: datetime,
    version: int | None = None,
) -> Merge:
    """Let a complaint go on inside another one of the same customer.

    Messages, notes, files, remedies and what the investigation found go along; the complaint itself
    ends as a duplicate and keeps its own history. Everything moved is recorded, so that `unmerge`
    restores it. Raises ComplaintError with a sentence, ComplaintConflict after a lost race.
    """
    role = acting_as(by)
    if not reason.strip():
        raise ComplaintError(_("Give a reason."), field="reason")
    if source.pk == target.pk:
        raise ComplaintError(_("A complaint is not merged into itself."), field="target")
    here, there = lock_both(source, target)
    if version is not None and here.complaint.version != version:
        somebody_was_faster()
    refuse_merge(here.complaint, there.complaint, by)
    refuse_while_sending(here.complaint, there.complaint)
    pause, source_before = _open_pause(here.complaint), image(here.complaint)
    cycle_before, pause_before = image(here.cycle), image(pause)
    target_before, decision_before = image(there.complaint), image(there.decision)
    moved = move_rows(here.complaint, there.complaint)
    merged = _events(
        EventKind.MERGED, here.complaint, there.complaint, moved, by=by, now=now, text=reason
    )
    transition(
        here.complaint,
        Move.DUPLICATE,
        by=role,
        user=by,
        now=now,
        original=there.complaint,
        locked=here,
        before=merged[:1],
    )
    remedies = any(group["table"] == "complaints.Remedy" for group in moved)
    _note_target(there, here.complaint, remedies)
    write(merged[1:])
    if remedies and there.complaint.state == State.ANSWERED:
        _refuse_unapproved(there, role, now)
    row = Merge.objects.create(
        source=here.complaint,
        target=there.complaint,
        reason=reason.strip(),
        merged_by=by,
        merged_at=now,
        moved={
            "rows": moved,
            "source": changes_between(source_before, image(here.complaint)),
            "cycle": changes_between(cycle_before, image(here.cycle)),
            "pause": [
                pause.pk,
                changes_between(pause_before, image(Pause.objects.get(pk=pause.pk))),
            ]
            if pause
            else None,
            "target": changes_between(target_before, image(there.complaint)),
            "decision": changes_between(decision_before, image(there.decision))
            if there.decision
            else {},
        },
    )
    record("complaint.merge", here.complaint, by=by)
    return row


def _events(
    kind: EventKind,
    source: Complaint,
    target: Complaint,
    moved: list[dict[str, Any]],
    *,
    by: Any,
    now: datetime,
    text: str,
) -> list[ComplaintEvent]:
    """Chain a merge or its undoing onto both histories in memory, the source's first."""
    counts = {group["table"]: len(group["rows"]) for group in moved}
    return [
        chain(
            here, kind, now=now, user=by, text=text.strip(), other=there.number, into=into,
            moved=counts,
        )
        for here, there, into in ((source, target, True), (target, source, False))
    ]  # fmt: skip


@transaction.atomic
def unmerge(row: Merge, *, reason: str, by: Any, now: datetime) -> Complaint:
    """Undo a merge: everything that came along goes back, and the complaint is as it was.

    What was added to the target since stays there. Raises ComplaintError when the target has ended
    or was itself merged into another complaint: that comes first.
    """
    acting_as(by)
    if not reason.strip():
        raise ComplaintError(_("Give a reason."), field="reason")
    here, there = lock_both(row.source, row.target)
    source, target = here.complaint, there.complaint
    if by.pk in {source.complained_about_id, target.complained_about_id}:
        raise ComplaintError(_("You cannot handle a complaint about yourself."))
    if target.state not in OPEN:
        raise ComplaintError(
            _("%(number)s is not open any more: reopen it, or undo its own merge first.")
            % {"number": target.number}
        )
    refuse_while_sending(target)
    deleted, _rows = Merge.objects.filter(pk=row.pk).delete()
    if not deleted or source.state != State.DUPLICATE:
        somebody_was_faster()
    moved = row.moved
    move_back(moved["rows"], source, target)
    if moved["pause"]:
        pk, changes = moved["pause"]
        pause = Pause.objects.get(pk=pk)
        _put_back(pause, changes)
        pause.save()
    if there.decision is not None and moved["decision"]:
        _put_back(there.decision, moved["decision"])
        there.decision.save()
    parted = _events(EventKind.UNMERGED, source, target, moved["rows"], by=by, now=now, text=reason)
    _put_back(here.cycle, moved["cycle"])
    for locked, changes in ((here, moved["source"]), (there, moved["target"])):
        _store(locked, _put_back(locked.complaint, changes))
    write(parted)
    record("complaint.unmerge", source, by=by)
    refresh_account_facts(source.account_id, now=now)
    return source


def _store(locked: Locked, back: dict[str, Any]) -> None:
    """Write a complaint that was put back, with its clocks counted anew and the end of its chain."""
    one = locked.complaint
    rows = Complaint.objects.filter(pk=one.pk, version=one.version)
    one.version += 1
    changes = {**back, **derive(one, locked.cycle), **head(one)}
    if not rows.update(version=one.version, **changes):
        somebody_was_faster()
    locked.cycle.save()


def _put_back(row: Any, changes: dict[str, list[Any]]) -> dict[str, Any]:
    """Make a row say what it said before the merge, where nobody changed it since; return that."""
    back = restored(row, changes)
    for name, value in back.items():
        setattr(row, name, value)
    return back
