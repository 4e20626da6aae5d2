"""The table of moves and its guards: every pair of states, every actor, every guard."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from complaints.cases.workflow import (
    ENDED,
    OPEN,
    RULES,
    Act,
    By,
    Case,
    DecisionFacts,
    How,
    Move,
    Outcome,
    RemedyFacts,
    RemedyStatus,
    State,
    approver_is_impartial,
    moves_from,
    refusal,
)
from complaints.decisions.limits import Limits

TODAY = date(2026, 11, 20)
HANDLER, MANAGER, ACCUSED = 1, 2, 3

DECISION = DecisionFacts(
    outcome=Outcome.JUSTIFIED, reasons="The label was wrong.", has_cause=True, no_remedy=True
)
GOOD = Case(
    state=State.INVESTIGATING,
    pk=10,
    category_id=1,
    severity=2,
    handler_id=HANDLER,
    decision=DECISION,
    limits=Limits(handler=Decimal(500)),
    closed_on=date(2026, 11, 1),
)
ACT = Act(
    by=By.HANDLER,
    user_id=HANDLER,
    today=TODAY,
    how=How.MAIL,
    reason="Because.",
    resume_on=date(2026, 11, 27),
    business_days_to_resume=5,
    original_id=11,
)

# (from, to) → the moves that make it; every other pair is refused.
ALLOWED = {
    ("received", "acknowledged"): {"acknowledge"},
    ("acknowledged", "investigating"): {"investigate"},
    ("investigating", "waiting"): {"ask"},
    ("waiting", "investigating"): {"resume"},
    ("investigating", "answered"): {"answer"},
    ("answered", "closed"): {"close"},
    ("closed", "investigating"): {"reopen"},
    **{(state.value, "withdrawn"): {"withdraw"} for state in OPEN},
    **{(state.value, "duplicate"): {"duplicate"} for state in OPEN},
}


@pytest.mark.parametrize("target", State)
@pytest.mark.parametrize("source", State)
def test_every_pair_of_states_is_allowed_or_refused_as_the_law_says(source, target):
    possible = {
        move.value
        for move, rule in RULES.items()
        if rule.target == target
        and any(
            refusal(move, replace(GOOD, state=source), replace(ACT, by=by, user_id=None)) is None
            for by in By
        )
    }
    assert possible == ALLOWED.get((source.value, target.value), set())


def test_open_and_ended_states_are_all_there_are():
    assert set(State) == OPEN | ENDED
    assert not OPEN & ENDED


@pytest.mark.parametrize(
    ("move", "state", "by", "allowed"),
    [
        (Move.REOPEN, State.CLOSED, By.HANDLER, False),
        (Move.REOPEN, State.CLOSED, By.MANAGER, True),
        (Move.REOPEN, State.CLOSED, By.CUSTOMER, True),
        (Move.REOPEN, State.CLOSED, By.SYSTEM, False),
        (Move.RESUME, State.WAITING, By.SYSTEM, True),
        (Move.RESUME, State.WAITING, By.CUSTOMER, True),
        (Move.WITHDRAW, State.RECEIVED, By.CUSTOMER, True),
        (Move.WITHDRAW, State.RECEIVED, By.SYSTEM, False),
        (Move.CLOSE, State.ANSWERED, By.CUSTOMER, False),
        (Move.ACKNOWLEDGE, State.RECEIVED, By.CUSTOMER, False),
        (Move.DUPLICATE, State.RECEIVED, By.CUSTOMER, False),
    ],
)
def test_only_those_named_may_make_a_move(move, state, by, allowed):
    sentence = refusal(move, replace(GOOD, state=state), replace(ACT, by=by, user_id=None))
    assert (sentence is None) == allowed
    assert (move in moves_from(state, by)) == allowed


def refused(move, case=GOOD, act=ACT):
    """Return the refusal as text, or None."""
    sentence = refusal(move, case, act)
    return None if sentence is None else str(sentence)


@pytest.mark.parametrize(
    ("how", "anonymous", "reachable", "ok"),
    [
        (How.MAIL, False, True, True),
        (How.CALL, False, True, True),
        (How.LETTER, False, True, True),
        ("", False, True, False),
        (How.NO_ADDRESS, False, True, False),
        (How.NO_ADDRESS, False, False, True),
        (How.NO_ADDRESS, True, False, True),
    ],
)
def test_acknowledging_needs_a_message_or_a_person_without_address(how, anonymous, reachable, ok):
    case = replace(GOOD, state=State.RECEIVED, is_anonymous=anonymous, can_be_reached=reachable)
    assert (refused(Move.ACKNOWLEDGE, case, replace(ACT, how=how)) is None) == ok


@pytest.mark.parametrize("missing", ["category_id", "severity", "handler_id"])
def test_investigating_needs_the_whole_assessment(missing):
    case = replace(GOOD, state=State.ACKNOWLEDGED, **{missing: None})
    assert "first" in refused(Move.INVESTIGATE, case)
    assert refused(Move.INVESTIGATE, replace(GOOD, state=State.ACKNOWLEDGED)) is None


def test_nobody_handles_a_complaint_about_themselves():
    own = replace(GOOD, complained_about_id=HANDLER)
    assert "handler" in refused(Move.INVESTIGATE, replace(own, state=State.ACKNOWLEDGED))
    accused = replace(GOOD, complained_about_id=ACCUSED)
    for move, state in [
        (Move.INVESTIGATE, State.ACKNOWLEDGED),
        (Move.ASK, State.INVESTIGATING),
        (Move.ANSWER, State.INVESTIGATING),
        (Move.CLOSE, State.ANSWERED),
    ]:
        case = replace(accused, state=state)
        assert "about yourself" in refused(move, case, replace(ACT, user_id=ACCUSED))
        assert refused(move, case) is None


@pytest.mark.parametrize(
    ("resume_on", "days", "ok"),
    [
        (None, None, False),
        (date(2026, 11, 20), 0, False),
        (date(2026, 11, 19), 0, False),
        (date(2026, 11, 23), 1, True),
        (date(2026, 12, 4), 10, True),
        (date(2026, 12, 7), 11, False),
    ],
)
def test_waiting_needs_a_resume_date_within_ten_working_days(resume_on, days, ok):
    act = replace(ACT, resume_on=resume_on, business_days_to_resume=days)
    assert (refused(Move.ASK, act=act) is None) == ok


def test_waiting_needs_a_question_that_reached_somebody():
    assert refused(Move.ASK, act=replace(ACT, how=How.NO_ADDRESS)) is not None
    assert refused(Move.ASK, act=replace(ACT, how="")) is not None


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"outcome": ""}, "decision"),
        ({"reasons": "  "}, "reasons"),
        ({"has_cause": False}, "cause"),
        ({"no_remedy": False}, "remedy"),
    ],
)
def test_an_answer_needs_a_whole_decision(change, word):
    case = replace(GOOD, decision=replace(DECISION, **change))
    assert word in refused(Move.ANSWER, case)


@pytest.mark.parametrize(
    ("cost", "approver", "ok"),
    [
        ("500.00", None, True),
        ("500.01", None, False),
        ("500.01", HANDLER, False),
        ("500.01", ACCUSED, False),
        ("500.01", MANAGER, True),
    ],
)
def test_remedies_above_the_limit_need_somebody_elses_approval(cost, approver, ok):
    decision = replace(
        DECISION,
        remedies=[RemedyFacts(Decimal(cost), TODAY)],
        no_remedy=False,
        proposer_id=HANDLER,
        approver_id=approver,
    )
    case = replace(GOOD, decision=decision, complained_about_id=ACCUSED)
    assert (refused(Move.ANSWER, case) is None) == ok


def test_the_limit_holds_for_all_remedies_together_and_refused_ones_do_not_count():
    remedies = [RemedyFacts(Decimal(300), TODAY), RemedyFacts(Decimal(300), TODAY)]
    decision = replace(DECISION, remedies=remedies)
    assert refused(Move.ANSWER, replace(GOOD, decision=decision)) is not None
    remedies[1] = replace(remedies[1], status=RemedyStatus.REFUSED)
    assert refused(Move.ANSWER, replace(GOOD, decision=decision)) is None


def test_an_approver_is_neither_proposer_nor_accused():
    case = replace(GOOD, decision=replace(DECISION, proposer_id=HANDLER))
    assert approver_is_impartial(case, MANAGER) is None
    assert approver_is_impartial(case, HANDLER) is not None


@pytest.mark.parametrize(
    ("status", "ok"),
    [(RemedyStatus.PROMISED, False), (RemedyStatus.DELIVERED, True), (RemedyStatus.REFUSED, True)],
)
def test_closing_waits_for_every_remedy(status, ok):
    decision = replace(DECISION, remedies=[RemedyFacts(Decimal(1), TODAY, status)])
    case = replace(GOOD, state=State.ANSWERED, decision=decision)
    assert (refused(Move.CLOSE, case) is None) == ok


@pytest.mark.parametrize(
    ("closed_on", "by", "ok"),
    [
        (date(2026, 10, 21), By.CUSTOMER, True),  # 30 days
        (date(2026, 10, 20), By.CUSTOMER, False),  # 31 days
        (date(2026, 10, 20), By.MANAGER, True),
    ],
)
def test_a_customer_reopens_within_thirty_days_and_a_manager_always(closed_on, by, ok):
    case = replace(GOOD, state=State.CLOSED, closed_on=closed_on)
    assert (refused(Move.REOPEN, case, replace(ACT, by=by)) is None) == ok


@pytest.mark.parametrize(
    ("move", "state", "by"),
    [
        (Move.REOPEN, State.CLOSED, By.MANAGER),
        (Move.REOPEN, State.CLOSED, By.CUSTOMER),
        (Move.WITHDRAW, State.WAITING, By.CUSTOMER),
        (Move.WITHDRAW, State.RECEIVED, By.HANDLER),
    ],
)
def test_some_moves_need_a_reason(move, state, by):
    act = replace(ACT, by=by, reason=" ")
    assert refused(move, replace(GOOD, state=state), act) == "Give a reason."


def test_a_duplicate_points_at_another_complaint_and_never_in_a_circle():
    case = replace(GOOD, state=State.RECEIVED)
    assert refused(Move.DUPLICATE, case, replace(ACT, original_id=None)) is not None
    assert refused(Move.DUPLICATE, case, replace(ACT, original_id=10)) is not None
    assert refused(Move.DUPLICATE, case, replace(ACT, original_chain=[12, 10])) is not None
    assert refused(Move.DUPLICATE, case, replace(ACT, original_chain=[12, 13])) is None
