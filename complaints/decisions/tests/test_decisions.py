"""Decision, remedies, approval and settlement."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from complaints.cases.models import Complaint
from complaints.cases.workflow import How, Move, Outcome, State
from complaints.decisions.models import Decision, Remedy
from complaints.decisions.services import (
    Proposal,
    approve_remedies,
    save_decision,
    settle_remedy,
)
from complaints.errors import ComplaintConflict, ComplaintError
from complaints.learning.models import Cause
from complaints.messages.services import request_move
from complaints.tests.factories import (
    NOW,
    answered,
    closed,
    decided,
    handler,
    investigated,
    make_complaint,
    manager,
    move,
)

pytestmark = pytest.mark.django_db
DUE = date(2026, 11, 24)
CHEAP = Proposal("credit", Decimal("750.00"), DUE, "Fitter hours")
DEAR = Proposal("credit", Decimal("992.00"), DUE, "Fitter hours")


def decide(complaint, *, by=None, remedies=(CHEAP,), **change):
    """Record a decision."""
    kwargs = {
        "outcome": Outcome.JUSTIFIED,
        "reasons": "The label was wrong.",
        "cause": Cause.objects.get(key="method-label"),
        "remedies": remedies,
        "no_remedy": not remedies,
        **change,
    }
    return save_decision(complaint, by=by or complaint.handler, now=NOW, **kwargs)


def answer(complaint):
    """Answer by telephone."""
    return request_move(
        complaint, Move.ANSWER, body="Sorry.", how=How.CALL, by=complaint.handler, now=NOW
    )


def test_a_decision_is_recorded_with_cause_and_remedies():
    complaint = decide(investigated())
    decision = Decision.objects.get()
    assert (decision.outcome, decision.proposed_by) == (Outcome.JUSTIFIED, complaint.handler)
    assert complaint.cause.key == "method-label"
    assert [str(one) for one in complaint.remedies.all()] == ["Fitter hours"]
    assert complaint.events.last().data["cost"] == "750.00"


@pytest.mark.parametrize(
    "change",
    [
        {"reasons": " "},
        {"no_remedy": True},
        {"remedies": [Proposal("credit", Decimal(-1), DUE)]},
    ],
)
def test_a_contradictory_decision_is_refused_and_nothing_is_stored(change):
    complaint = investigated()
    with pytest.raises(ComplaintError):
        decide(complaint, **change)
    assert not Decision.objects.exists()
    assert not Remedy.objects.exists()


def test_only_a_complaint_under_investigation_is_decided():
    for complaint in (make_complaint(), closed()):
        with pytest.raises(ComplaintError, match="under investigation"):
            decide(complaint, by=handler())


def test_a_stale_page_cannot_overwrite_a_decision():
    complaint = investigated()
    seen = complaint.version
    decide(complaint, version=seen)
    with pytest.raises(ComplaintConflict):
        decide(complaint, version=seen, remedies=())
    assert Remedy.objects.count() == 1


def test_the_accused_neither_decides_nor_approves():
    accused = manager()
    complaint = investigated(complained_about=accused)
    with pytest.raises(ComplaintError, match="about yourself"):
        decide(complaint, by=accused)
    decide(complaint, remedies=[DEAR])
    with pytest.raises(ComplaintError, match="about yourself"):
        approve_remedies(complaint, by=accused, now=NOW)


def test_remedies_at_the_limit_need_no_approval_and_above_it_they_do():
    """The limit is € 750.00; a credit of € 992 needs a manager."""
    cheap = decide(investigated())
    answer(cheap)
    dear = decide(investigated(), remedies=[DEAR])
    with pytest.raises(ComplaintError, match="manager"):
        answer(dear)
    approve_remedies(dear, by=manager(), now=NOW)
    answer(dear)
    assert Complaint.objects.get(pk=dear.pk).state == State.ANSWERED


def test_what_needs_an_approval_is_not_delivered_before_the_answer_without_it():
    complaint = decide(investigated(), remedies=[DEAR])
    remedy = complaint.remedies.get()
    with pytest.raises(ComplaintError, match="manager"):
        settle_remedy(remedy, status="delivered", by=complaint.handler, now=NOW)
    approve_remedies(complaint, by=manager(), now=NOW)
    settle_remedy(remedy, status="delivered", by=complaint.handler, now=NOW)
    assert complaint.remedies.get().status == "delivered"


def test_two_remedies_under_the_limit_count_together():
    half = Proposal("refund", Decimal("400.00"), DUE)
    with pytest.raises(ComplaintError, match="manager"):
        answer(decide(investigated(), remedies=[half, half]))


def test_a_handler_cannot_approve_and_a_manager_not_their_own_proposal():
    boss = manager()
    complaint = decide(investigated(), by=boss, remedies=[DEAR])
    with pytest.raises(ComplaintError, match="A manager"):
        approve_remedies(complaint, by=handler(), now=NOW)
    with pytest.raises(ComplaintError, match="proposer"):
        approve_remedies(complaint, by=boss, now=NOW)
    approve_remedies(complaint, by=manager(), now=NOW)


def test_editing_the_decision_voids_the_approval():
    complaint = decide(investigated(), remedies=[DEAR])
    approve_remedies(complaint, by=manager(), now=NOW)
    decide(Complaint.objects.get(pk=complaint.pk), remedies=[DEAR])
    assert Decision.objects.get().approved_by is None
    with pytest.raises(ComplaintError, match="manager"):
        answer(complaint)
    assert complaint.events.filter(kind="approval_voided").count() == 1


def test_there_is_nothing_to_approve_without_decision():
    with pytest.raises(ComplaintError, match="decision"):
        approve_remedies(investigated(), by=manager(), now=NOW)


def test_closing_waits_until_every_remedy_is_settled():
    complaint = answered(remedies=[CHEAP, DEAR_BUT_REFUSED])
    first, second = complaint.remedies.all()
    settle_remedy(first, status="delivered", by=complaint.handler, now=NOW)
    with pytest.raises(ComplaintError, match="remedy"):
        move(complaint, Move.CLOSE, by=complaint.handler)
    settle_remedy(second, status="refused", by=complaint.handler, now=NOW)
    assert move(complaint, Move.CLOSE, by=complaint.handler).state == State.CLOSED


DEAR_BUT_REFUSED = Proposal("discount", Decimal("0.00"), DUE)


def test_a_remedy_is_settled_once_not_in_the_future_and_not_after_the_end():
    complaint = answered(remedies=[CHEAP])
    remedy = complaint.remedies.get()
    for wrong in ({"status": "promised"}, {"status": "delivered", "on": DUE}):
        with pytest.raises(ComplaintError):
            settle_remedy(remedy, by=complaint.handler, now=NOW, **wrong)
    settle_remedy(remedy, status="delivered", by=complaint.handler, now=NOW)
    with pytest.raises(ComplaintConflict):
        settle_remedy(remedy, status="refused", by=complaint.handler, now=NOW)
    move(complaint, Move.CLOSE, by=complaint.handler)
    with pytest.raises(ComplaintError, match="ended"):
        settle_remedy(remedy, status="refused", by=complaint.handler, now=NOW)


def test_a_delivered_remedy_survives_a_changed_decision():
    complaint = decide(investigated())
    settle_remedy(complaint.remedies.get(), status="delivered", by=complaint.handler, now=NOW)
    complaint = Complaint.objects.get(pk=complaint.pk)
    decide(complaint, remedies=[Proposal("apology", Decimal(0), DUE)], no_remedy=False)
    assert sorted(complaint.remedies.values_list("status", flat=True)) == ["delivered", "promised"]


def test_an_answer_says_no_remedy_explicitly():
    complaint = decided(now=NOW + timedelta(0))
    assert Decision.objects.get().no_remedy
    answer(complaint)
