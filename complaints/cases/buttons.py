"""What somebody can do with a complaint now: the one act that brings it further, and the menu."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from complaints.cases.page import ComplaintPage
from complaints.cases.workflow import ENDED, By, Move, State, moves_from
from complaints.decisions.limits import approval_level


@dataclass(frozen=True)
class Button:
    """One thing somebody can do now."""

    label: Any
    url: str
    icon: str
    method: str = "get"


def _button(page: ComplaintPage, label: Any, name: str, icon: str, method: str = "get") -> Button:
    return Button(label, reverse(f"complaints:{name}", args=[page.complaint.number]), icon, method)


def next_act(page: ComplaintPage, *, is_manager: bool, user: Any) -> Button | None:
    """Return the one act that brings the complaint further, as the rules allow it now."""
    moves = moves_from(page.complaint.state, By.MANAGER if is_manager else By.HANDLER)
    if page.pending is not None:
        return None
    if Move.ACKNOWLEDGE in moves:
        return _button(page, _("Acknowledge"), "acknowledge", "check2")
    if Move.INVESTIGATE in moves:
        return _button(page, _("Assess"), "assess", "sliders")
    if Move.RESUME in moves:
        return _button(page, _("Resume now"), "resume", "play", "post")
    if Move.ANSWER in moves:
        if page.decision is None or not page.complaint.cause_id:
            return _button(page, _("Record the decision"), "decide", "pencil")
        if page.needs_approval:
            mine = page.decision.proposed_by_id == user.pk
            if is_manager and not mine and approval_level(user) >= page.need.level:
                url = reverse("complaints:approve", args=[page.complaint.number])
                url += f"?decision={page.decision.version}"
                return Button(_("Approve the remedies"), url, "shield-check", "post")
            return _button(page, _("Change the decision"), "decide", "pencil")
        return _button(page, _("Write the answer"), "answer", "reply")
    if Move.CLOSE in moves and not page.open_remedies:
        return _button(page, _("Close the complaint"), "close", "check-circle", "post")
    if Move.REOPEN in moves:
        return _button(page, _("Reopen"), "reopen", "arrow-counterclockwise")
    return None


def other_acts(page: ComplaintPage, *, is_manager: bool) -> Sequence[Button]:
    """Return what else can be done, for the menu."""
    state, acts = page.complaint.state, []
    moves = moves_from(state, By.MANAGER if is_manager else By.HANDLER)
    if page.pending is None:
        if state in {State.RECEIVED, State.INVESTIGATING, State.WAITING}:
            acts.append(_button(page, _("Assess"), "assess", "sliders"))
        if Move.ASK in moves:
            acts.append(_button(page, _("Ask the customer"), "ask", "question-circle"))
        if state in {State.INVESTIGATING, State.WAITING}:
            acts.append(_button(page, _("Record the decision"), "decide", "pencil"))
    if state not in ENDED:
        acts.append(_button(page, _("Record a call or letter"), "conversation", "telephone"))
    acts.append(_button(page, _("Add a mail from a file"), "case_mail", "upload"))
    acts.append(_button(page, _("Change the facts"), "edit", "pencil"))
    acts.append(_button(page, _("Told on"), "told_on", "people"))
    acts.append(_button(page, _("Put under an account"), "link", "building"))
    secret = page.complaint.is_confidential
    label = _("End the confidentiality") if secret else _("Make it confidential")
    acts.append(_button(page, label, "confidential", "lock"))
    if state not in ENDED:
        acts.append(_button(page, _("Set the priority"), "priority", "flag"))
    if Move.DUPLICATE in moves:
        acts.append(_button(page, _("Merge into another"), "merge", "arrow-right"))
        acts.append(_button(page, _("Mark as duplicate"), "duplicate", "clipboard"))
    if Move.WITHDRAW in moves:
        acts.append(_button(page, _("Withdraw"), "withdraw", "slash-circle"))
    if is_manager:
        acts.append(_button(page, _("Change the date of receipt"), "redate", "calendar-event"))
    return acts
