"""The life of a complaint: its states, the table of moves, and the guard in front of each move.

Everything here is data and pure functions. The one function that really moves a complaint is
`complaints.cases.transitions.transition`; every door (form, bulk, admin, mail, token page) calls it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.decisions.limits import Level, Limits, explain, needed

Words = str | Promise  # a sentence, translated when it is shown


class State(models.TextChoices):
    """Names the states of a complaint."""

    RECEIVED = "received", pgettext_lazy("complaint", "Received")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    INVESTIGATING = "investigating", _("Under investigation")
    WAITING = "waiting", _("Waiting for customer")
    ANSWERED = "answered", pgettext_lazy("complaint", "Answered")
    CLOSED = "closed", pgettext_lazy("complaint", "Closed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DUPLICATE = "duplicate", pgettext_lazy("complaint", "Duplicate")


OPEN = frozenset(
    {State.RECEIVED, State.ACKNOWLEDGED, State.INVESTIGATING, State.WAITING, State.ANSWERED}
)
ENDED = frozenset({State.CLOSED, State.WITHDRAWN, State.DUPLICATE})
# The states in which the house still owes the customer a decision.
UNDECIDED = OPEN - {State.ANSWERED}


class Move(models.TextChoices):
    """Names the moves between states."""

    ACKNOWLEDGE = "acknowledge", _("Acknowledge")
    INVESTIGATE = "investigate", _("Start the investigation")
    ASK = "ask", _("Ask the customer")
    RESUME = "resume", _("Resume")
    ANSWER = "answer", _("Answer")
    CLOSE = "close", _("Close the complaint")
    REOPEN = "reopen", _("Reopen")
    WITHDRAW = "withdraw", _("Withdraw")
    DUPLICATE = "duplicate", _("Mark as duplicate")


class By(StrEnum):
    """Names who may make a move."""

    HANDLER = "handler"
    MANAGER = "manager"
    CUSTOMER = "customer"  # through the token page or a reply
    SYSTEM = "system"  # worker and housekeeping


STAFF = frozenset({By.HANDLER, By.MANAGER})


class How(models.TextChoices):
    """Names how a message reached the customer."""

    MAIL = "mail", _("By e-mail")
    CALL = "call", _("By telephone")
    LETTER = "letter", _("By letter")
    NO_ADDRESS = "no_address", _("No address")


class Outcome(models.TextChoices):
    """Names the four decisions."""

    JUSTIFIED = "justified", _("Justified")
    PARTLY = "partly", _("Partly justified")
    UNJUSTIFIED = "unjustified", _("Unjustified")
    NOT_ADMISSIBLE = "not_admissible", _("Not admissible")


class RemedyStatus(models.TextChoices):
    """Names what became of a remedy."""

    PROMISED = "promised", _("Promised")
    DELIVERED = "delivered", pgettext_lazy("remedy", "Delivered")
    REFUSED = "refused", _("Refused by the customer")


@dataclass(frozen=True)
class RemedyFacts:
    """Holds what the guards need to know about one remedy."""

    cost: Decimal
    due_on: date | None
    status: str = RemedyStatus.PROMISED


@dataclass(frozen=True)
class DecisionFacts:
    """Holds what the guards need to know about the decision of the current cycle."""

    outcome: str = ""
    reasons: str = ""
    has_cause: bool = False
    no_remedy: bool = False
    remedies: Sequence[RemedyFacts] = ()
    proposer_id: int | None = None
    approver_id: int | None = None
    approved_as: int = Level.MANAGER
    before: Decimal = Decimal(0)  # promised to the customer elsewhere in 12 months

    @property
    def cost(self) -> Decimal:
        """Return the cost of all remedies that the customer did not refuse."""
        kept = (one.cost for one in self.remedies if one.status != RemedyStatus.REFUSED)
        return sum(kept, Decimal(0))


@dataclass(frozen=True)
class Case:
    """Holds what the guards need to know about a complaint."""

    state: str
    cycle: int = 1
    pk: int | None = None
    can_be_reached: bool = True
    is_anonymous: bool = False
    category_id: int | None = None
    severity: int | None = None
    handler_id: int | None = None
    complained_about_id: int | None = None
    decision: DecisionFacts = field(default_factory=DecisionFacts)
    limits: Limits = Limits(handler=Decimal(0))
    closed_on: date | None = None
    reopen_days: int = 30
    waiting_max_days: int = 10


@dataclass(frozen=True)
class Act:
    """Holds what somebody gives with a move."""

    by: By
    user_id: int | None = None
    now: datetime | None = None
    today: date | None = None
    how: str = ""  # how the message reached the customer
    reason: str = ""
    resume_on: date | None = None
    business_days_to_resume: int | None = None
    original_id: int | None = None
    original_chain: Sequence[int] = ()  # the originals the original itself points at


Guard = Callable[[Case, Act], Words | None]


def message_reached(case: Case, act: Act) -> Words | None:
    """Refuse a move whose message did not reach anybody."""
    if act.how == How.NO_ADDRESS:
        if case.is_anonymous or not case.can_be_reached:
            return None
        return _("There is an address: send the message, or record the call or letter.")
    if act.how not in {How.MAIL, How.CALL, How.LETTER}:
        return _("Send a message, or record the call or letter.")
    return None


def question_reached(case: Case, act: Act) -> Words | None:
    """Refuse waiting for somebody who was not asked anything."""
    if act.how not in {How.MAIL, How.CALL, How.LETTER}:
        return _("Ask the customer a question in the same step.")
    return None


def assessed(case: Case, act: Act) -> Words | None:
    """Refuse an investigation without assessment."""
    if not case.category_id:
        return _("Choose a category first.")
    if not case.severity:
        return _("Choose how serious it is first.")
    if not case.handler_id:
        return _("Choose a handler first.")
    return None


def handler_is_impartial(case: Case, act: Act) -> Words | None:
    """Refuse a handler who is the person complained about."""
    if case.complained_about_id is None:
        return None
    if case.complained_about_id == case.handler_id:
        return _("The handler cannot be the employee complained about.")
    if case.complained_about_id == act.user_id:
        return _("You cannot handle a complaint about yourself.")
    return None


def resume_date_is_near(case: Case, act: Act) -> Words | None:
    """Refuse waiting without a resume date, or longer than the limit in working days."""
    if act.resume_on is None or act.today is None:
        return _("Give the date on which work goes on.")
    if act.resume_on <= act.today:
        return _("The date on which work goes on lies in the future.")
    if (act.business_days_to_resume or 0) > case.waiting_max_days:
        return _("Wait no longer than %(days)s working days.") % {"days": case.waiting_max_days}
    return None


def decided(case: Case, act: Act) -> Words | None:
    """Refuse an answer without outcome, reasons, cause and remedies (or an explicit none)."""
    decision = case.decision
    if not decision.outcome:
        return _("Record the decision first.")
    if not decision.reasons.strip():
        return _("Give the reasons of the decision.")
    if not decision.has_cause:
        return _("Choose the main cause.")
    if not decision.remedies and not decision.no_remedy:
        return _("Add a remedy, or say that there is none.")
    return None


def approved_above_limit(case: Case, act: Act) -> Words | None:
    """Refuse remedies above the limits without an approval by somebody else who may give it."""
    decision = case.decision
    need = needed(decision.cost, decision.before, case.limits)
    if need.level == Level.NOBODY:
        return None
    if decision.approver_id is None or decision.approved_as < need.level:
        return explain(need)
    return approver_is_impartial(case, decision.approver_id)


def approver_is_impartial(case: Case, approver_id: int) -> Words | None:
    """Refuse an approver who proposed the remedies or is the employee complained about."""
    if approver_id == case.decision.proposer_id:
        return _("Somebody else than the proposer approves the remedies.")
    if approver_id == case.complained_about_id:
        return _("The employee complained about cannot approve the remedies.")
    return None


def remedies_finished(case: Case, act: Act) -> Words | None:
    """Refuse closing while a remedy is still promised."""
    if any(one.status == RemedyStatus.PROMISED for one in case.decision.remedies):
        return _("Every remedy is delivered or refused first.")
    return None


def may_reopen(case: Case, act: Act) -> Words | None:
    """Refuse a customer who comes back after the reopening period."""
    if act.by != By.CUSTOMER or case.closed_on is None or act.today is None:
        return None
    if (act.today - case.closed_on).days > case.reopen_days:
        return _("A complaint can be reopened until %(days)s days after closing.") % {
            "days": case.reopen_days
        }
    return None


def has_reason(case: Case, act: Act) -> Words | None:
    """Refuse a move that needs a reason and has none."""
    return None if act.reason.strip() else _("Give a reason.")


def duplicate_of_another(case: Case, act: Act) -> Words | None:
    """Refuse a duplicate of nothing, of itself, or in a circle."""
    if act.original_id is None:
        return _("Choose the complaint it is a duplicate of.")
    if case.pk is not None and (act.original_id == case.pk or case.pk in act.original_chain):
        return _("A complaint cannot be a duplicate of itself, directly or in a circle.")
    return None


@dataclass(frozen=True)
class Rule:
    """Says where a move starts and ends, who may make it, and what stands in front of it."""

    sources: frozenset[State]
    target: State
    by: frozenset[By]
    guards: tuple[Guard, ...] = ()
    needs_message: bool = False
    new_cycle: bool = False


RULES: dict[Move, Rule] = {
    Move.ACKNOWLEDGE: Rule(
        frozenset({State.RECEIVED}),
        State.ACKNOWLEDGED,
        STAFF,
        (message_reached,),
        needs_message=True,
    ),
    Move.INVESTIGATE: Rule(
        frozenset({State.ACKNOWLEDGED}),
        State.INVESTIGATING,
        STAFF,
        (assessed, handler_is_impartial),
    ),
    Move.ASK: Rule(
        frozenset({State.INVESTIGATING}),
        State.WAITING,
        STAFF,
        (handler_is_impartial, question_reached, resume_date_is_near),
        needs_message=True,
    ),
    Move.RESUME: Rule(
        frozenset({State.WAITING}), State.INVESTIGATING, STAFF | {By.CUSTOMER, By.SYSTEM}
    ),
    Move.ANSWER: Rule(
        frozenset({State.INVESTIGATING}),
        State.ANSWERED,
        STAFF,
        (handler_is_impartial, decided, approved_above_limit, message_reached),
        needs_message=True,
    ),
    Move.CLOSE: Rule(
        frozenset({State.ANSWERED}), State.CLOSED, STAFF, (handler_is_impartial, remedies_finished)
    ),
    Move.REOPEN: Rule(
        frozenset({State.CLOSED}),
        State.INVESTIGATING,
        frozenset({By.MANAGER, By.CUSTOMER}),
        (may_reopen, has_reason),
        new_cycle=True,
    ),
    Move.WITHDRAW: Rule(OPEN, State.WITHDRAWN, STAFF | {By.CUSTOMER}, (has_reason,)),
    Move.DUPLICATE: Rule(OPEN, State.DUPLICATE, STAFF, (duplicate_of_another,)),
}


def refusal(move: Move, case: Case, act: Act) -> Words | None:
    """Return why a move is not allowed, in a sentence, or None when it is."""
    rule = RULES[move]
    if case.state not in rule.sources:
        return _("“%(move)s” is not possible for a complaint that is “%(state)s”.") % {
            "move": move.label,
            "state": State(case.state).label,
        }
    if act.by not in rule.by:
        return _("You may not do this.")
    for guard in rule.guards:
        sentence = guard(case, act)
        if sentence is not None:
            return sentence
    return None


def moves_from(state: str, by: By) -> list[Move]:
    """Return the moves that somebody may try from a state, guards apart."""
    return [move for move, rule in RULES.items() if state in rule.sources and by in rule.by]
