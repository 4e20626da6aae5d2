"""The customer relationship cycle (`domain.md` §2): which moves exist and what each does.

Pure: a position and a move give the next position or a refusal. Days are calendar days of the
organisation; `today` is passed in.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from customers.errors import CustomerError

POTENTIAL, CUSTOMER, FORMER = "potential", "customer", "former"
CREATED, FIRST_PURCHASE, WON_BACK = "created", "first_purchase", "won_back"
ENDED, AUTO_POTENTIAL, CORRECTION = "ended", "auto_potential", "correction"
USER, SYSTEM, MANAGER, IMPORT = "user", "system", "manager", "import"
WELCOME_DUE_DAYS = 5


@dataclass(frozen=True)
class Move:
    """One allowed move: from where to where, by whom, and what it needs."""

    kind: str
    source: str
    target: str
    who: frozenset[str]
    needs: tuple[str, ...] = ()


MOVES: tuple[Move, ...] = (
    Move(CREATED, "", POTENTIAL, frozenset({USER, IMPORT}), ("name",)),
    Move(FIRST_PURCHASE, POTENTIAL, CUSTOMER, frozenset({SYSTEM, USER, IMPORT}), ("date",)),
    Move(WON_BACK, POTENTIAL, CUSTOMER, frozenset({SYSTEM, USER, IMPORT}), ("date",)),
    Move(ENDED, CUSTOMER, FORMER, frozenset({USER, IMPORT}), ("date", "initiator", "reason")),
    Move(AUTO_POTENTIAL, FORMER, POTENTIAL, frozenset({SYSTEM}), ("rest",)),
    *(
        Move(CORRECTION, source, target, frozenset({MANAGER}), ("reason",))
        for source in (POTENTIAL, CUSTOMER, FORMER)
        for target in (POTENTIAL, CUSTOMER, FORMER)
        if source != target
    ),
)


@dataclass(frozen=True)
class Position:
    """Where an account stands on the circle."""

    stage: str = POTENTIAL
    is_former: bool = False
    cycle: int = 1
    customer_since: date | None = None
    ended_on: date | None = None
    rest_until: date | None = None
    do_not_pursue: bool = False


def find_move(kind: str, source: str, target: str) -> Move | None:
    """Return the move of this kind between two stages, or None when there is none."""
    for move in MOVES:
        if (move.kind, move.source, move.target) == (kind, source, target):
            return move
    return None


def targets(source: str, who: str) -> tuple[Move, ...]:
    """Return the moves somebody may make from a stage; what buttons show."""
    return tuple(m for m in MOVES if m.source == source and who in m.who)


def purchase_kind(cycle: int) -> str:
    """Return the kind of a purchase: the first one, or a win-back from the second cycle on."""
    return FIRST_PURCHASE if cycle == 1 else WON_BACK


def require(kind: str, source: str, target: str) -> Move:
    """Return the move, or refuse it with a sentence."""
    move = find_move(kind, source, target)
    if move is None:
        raise CustomerError(refusal_sentence(kind, source))
    return move


def refusal_sentence(kind: str, source: str) -> str:
    """Say why a move does not start here."""
    if kind in (FIRST_PURCHASE, WON_BACK):
        if source == CUSTOMER:
            return _("This account is a customer already.")
        return _(
            "This account left us and still rests. It becomes a potential customer by itself "
            "when the rest period is over; a manager can correct the stage before that."
        )
    if kind == ENDED:
        return _("Only the relationship with a customer can be ended; this account is none now.")
    if kind == AUTO_POTENTIAL:
        return _("Only a former customer becomes a potential customer again by itself.")
    if kind == CORRECTION:
        return _("The account is in this stage already.")
    return _("This move is not on the relationship cycle.")


def changes_stage(position: Position, sale_on: date) -> bool:
    """Say whether a sale moves the stage; one dated before the last end changes figures only."""
    return position.stage == POTENTIAL and (
        position.ended_on is None or sale_on >= position.ended_on
    )


def is_planned(ends_on: date, today: date) -> bool:
    """Say whether an end lies in the future and waits for housekeeping."""
    return ends_on > today


def rest_is_over(position: Position, today: date) -> bool:
    """Say whether a former customer's rest period has passed."""
    return position.stage == FORMER and (
        position.rest_until is None or position.rest_until <= today
    )


def buy(position: Position, *, on: date, today: date) -> Position:
    """Return the position after a first purchase or win-back.

    Raises CustomerError for another stage, a date in the future, or one before the last end.
    """
    require(purchase_kind(position.cycle), position.stage, CUSTOMER)
    if on > today:
        raise CustomerError(_("A purchase cannot lie in the future."), field="on")
    if position.ended_on and on < position.ended_on:
        raise CustomerError(
            _("The account left us after that date; a purchase before it wins nobody back."),
            field="on",
        )
    return replace(
        position,
        stage=CUSTOMER,
        is_former=False,
        customer_since=on,
        rest_until=None,
        do_not_pursue=False,
    )


def end(
    position: Position,
    *,
    on: date,
    today: date,
    initiator: str,
    rest_days: int,
    leave_alone: bool = False,
) -> Position:
    """Return the position after the end of a relationship: former, with the rest period's last day.

    Ended by us, or `leave_alone`: not pursued.
    Raises CustomerError for another stage, a date in the future, or one before they became a customer.
    """
    require(ENDED, position.stage, FORMER)
    check_end_date(position, on)
    if is_planned(on, today):
        raise CustomerError(_("This end lies in the future and is planned."), field="on")
    return replace(
        position,
        stage=FORMER,
        is_former=True,
        ended_on=on,
        rest_until=on + timedelta(days=rest_days),
        do_not_pursue=position.do_not_pursue or leave_alone or initiator == "supplier",
    )


def check_end_date(position: Position, on: date) -> None:
    """Refuse an end before the relationship began."""
    if position.customer_since and on < position.customer_since:
        raise CustomerError(
            _("The relationship cannot end before it began, on %(day)s.")
            % {"day": position.customer_since.isoformat()},
            field="on",
        )


def return_to_potential(position: Position, *, today: date) -> Position:
    """Return the position after the rest period: potential, in the next cycle, still former.

    Raises CustomerError for another stage or while the rest period runs.
    """
    require(AUTO_POTENTIAL, position.stage, POTENTIAL)
    if not rest_is_over(position, today):
        raise CustomerError(_("The rest period is not over yet."))
    return _next_lap(position)


def _next_lap(position: Position) -> Position:
    return replace(
        position, stage=POTENTIAL, is_former=True, cycle=position.cycle + 1, rest_until=None
    )


def correct(position: Position, *, to: str, on: date, rest_days: int) -> Position:
    """Return the position a correction leads to; what it undoes decides the cycle.

    - back to customer: the end did not happen, so a lap it started is taken back;
    - to former from potential: the automatic return is undone; it rests again from `on`;
    - to potential from customer: the purchase did not happen, the cycle stays;
    - to potential from former: the rest is cut short, as the automatic return would do.
    """
    require(CORRECTION, position.stage, to)
    lap_back = max(position.cycle - 1, 1) if position.is_former else position.cycle
    if to == CUSTOMER:
        undone = position.stage == POTENTIAL and position.is_former
        return replace(
            position,
            stage=CUSTOMER,
            is_former=False,
            cycle=lap_back if undone else position.cycle,
            customer_since=(position.customer_since if position.is_former else None) or on,
            ended_on=None if lap_back == 1 else position.ended_on,
            rest_until=None,
            do_not_pursue=False,
        )
    if to == FORMER:
        return replace(
            position,
            stage=FORMER,
            is_former=True,
            cycle=lap_back if position.stage == POTENTIAL else position.cycle,
            ended_on=on,
            rest_until=on + timedelta(days=rest_days),
        )
    if position.stage == FORMER:
        return _next_lap(position)
    return replace(
        position,
        stage=POTENTIAL,
        is_former=position.cycle > 1,
        customer_since=None,
    )
