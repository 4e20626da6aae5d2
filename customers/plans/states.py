"""From draft to approved to closed: which moves a plan may make, and who makes them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PlanState(models.TextChoices):
    """Where a plan stands (`domain.md` §6)."""

    DRAFT = "draft", pgettext_lazy("plan", "Draft")
    APPROVED = "approved", pgettext_lazy("plan", "Approved")
    CLOSED = "closed", pgettext_lazy("plan", "Closed")


APPROVE, REVISE, CLOSE, REOPEN = "approve", "revise", "close", "reopen"
MOVES = {
    APPROVE: (PlanState.DRAFT, PlanState.APPROVED),
    REVISE: (PlanState.APPROVED, PlanState.DRAFT),
    CLOSE: (PlanState.APPROVED, PlanState.CLOSED),
    REOPEN: (PlanState.CLOSED, PlanState.APPROVED),
}
FOR_MANAGERS = frozenset({APPROVE, CLOSE, REOPEN})
REFUSALS = {
    APPROVE: _("Only a draft can be approved."),
    REVISE: _("Only an approved plan is revised; a closed one is reopened first."),
    CLOSE: _("Only an approved plan can be closed."),
    REOPEN: _("Only a closed plan can be reopened."),
}


def may_move(state: str, move: str) -> bool:
    """Say whether a plan in this state can make this move."""
    return MOVES[move][0] == state


def moves_from(state: str, *, manager: bool) -> list[str]:
    """Return the moves somebody may make from here."""
    return [m for m in MOVES if may_move(state, m) and (manager or m not in FOR_MANAGERS)]


def takes_results(state: str) -> bool:
    """Say whether values, actions and reviews are still recorded: until the plan is closed."""
    return state != PlanState.CLOSED
