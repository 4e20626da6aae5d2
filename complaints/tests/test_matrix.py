"""Every move × state × role × door: exactly what the law allows succeeds, and nothing else.

The law stands here once more by hand. The rule is tried in full without a database; each door then walks
every state: the complaints are made once, each attempt is rolled back.
"""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.template.backends.django import Template
from django.urls import reverse

from complaints.cases.housekeeping import resume_waiting
from complaints.cases.imports import import_complaint
from complaints.cases.models import TRACKING, Complaint
from complaints.cases.services import assess_many
from complaints.cases.tests.test_workflow import ACT, GOOD
from complaints.cases.transitions import transition
from complaints.cases.workflow import RULES, By, How, Move, State, moves_from, refusal
from complaints.errors import ComplaintError
from complaints.messages.models import Direction, Message, MessageKind, Status, Via
from complaints.messages.services import customer_replied, message_accepted, request_move
from complaints.replies.models import Choice, ReplyChoice
from complaints.tests.factories import (
    acknowledged,
    answered,
    closed,
    decided,
    handler,
    make_complaint,
    manager,
    move,
)
from crm.shared.localtime import local_date
from crm.shared.tests.factories import UserFactory
from crm.shared.tokens import token_for
from customers.tests.factories import AccountFactory

STAFF = {By.HANDLER, By.MANAGER}
OPEN = {
    State.RECEIVED, State.ACKNOWLEDGED, State.INVESTIGATING, State.WAITING, State.ANSWERED,
}  # fmt: skip
# move: (from which states, to which, by whom), as domain.md §7 says it
LAW = {
    Move.ACKNOWLEDGE: ({State.RECEIVED}, State.ACKNOWLEDGED, STAFF),
    Move.INVESTIGATE: ({State.ACKNOWLEDGED}, State.INVESTIGATING, STAFF),
    Move.ASK: ({State.INVESTIGATING}, State.WAITING, STAFF),
    Move.RESUME: ({State.WAITING}, State.INVESTIGATING, STAFF | {By.CUSTOMER, By.SYSTEM}),
    Move.ANSWER: ({State.INVESTIGATING}, State.ANSWERED, STAFF),
    Move.CLOSE: ({State.ANSWERED}, State.CLOSED, STAFF),
    Move.REOPEN: ({State.CLOSED}, State.INVESTIGATING, {By.MANAGER, By.CUSTOMER}),
    Move.WITHDRAW: (OPEN, State.WITHDRAWN, STAFF | {By.CUSTOMER}),
    Move.DUPLICATE: (OPEN, State.DUPLICATE, STAFF),
}
# As whom a role acts; a role that is missing is turned away at every door of the house.
ACTS_AS = {
    "complaint_handler": By.HANDLER,
    "manager": By.MANAGER,
    "administrator": By.MANAGER,
}
ROLES = ("", "sales", *ACTS_AS)


def allowed(name, state, by):
    """Tell what the law says."""
    sources, _target, who = LAW[name]
    return state in sources and by in who


# -- the rule, without a database -------------------------------------------------------------------


def test_the_table_is_the_law():
    assert {
        name: (set(rule.sources), rule.target, set(rule.by)) for name, rule in RULES.items()
    } == LAW


@pytest.mark.parametrize(("name", "by"), product(Move, By))
def test_the_rule_allows_each_move_from_each_state_to_whom_the_law_names(name, by):
    for state in State:
        sentence = refusal(name, replace(GOOD, state=state), replace(ACT, by=by, user_id=None))
        assert (sentence is None) == allowed(name, state, by), (name, state, by, sentence)
        assert (name in moves_from(state, by)) == allowed(name, state, by)


# -- the doors ---------------------------------------------------------------------------------------


@pytest.fixture
def cases(db, now):
    """Return a complaint in every state, each ready for every move but for its state."""
    one, account = handler(), AccountFactory()
    kept = {"now": now, "by": one, "account": account, "contact": None}
    first = make_complaint(**kept)
    waiting = decided(**kept)
    request_move(
        waiting, Move.ASK, body="Which?", how=How.CALL, by=one, now=now, resume_on=soon(now)
    )
    withdrawn, double = make_complaint(**kept), make_complaint(**kept)
    heard = acknowledged(**kept)
    made = {
        State.RECEIVED: first,
        State.ACKNOWLEDGED: heard,
        State.INVESTIGATING: decided(**kept),
        State.WAITING: waiting,
        State.ANSWERED: answered(**kept),
        State.CLOSED: closed(**kept),
        State.WITHDRAWN: move(withdrawn, Move.WITHDRAW, by=one, now=now, reason="Solved"),
        State.DUPLICATE: move(double, Move.DUPLICATE, by=one, now=now, original=first),
    }
    # Assessed beforehand, so that only the table stands in the way of the investigation.
    category = made[State.INVESTIGATING].category
    Complaint.objects.filter(pk=heard.pk).update(category=category, severity=2, handler=one)
    made = {state: Complaint.objects.get(pk=one.pk) for state, one in made.items()}
    assert {state: one.state for state, one in made.items()} == {s: s for s in State}
    return made


def soon(now):
    """Return a day to resume on."""
    return local_date(now) + timedelta(days=3)


@pytest.fixture
def blank(monkeypatch):
    """Draw no pages: here only what a door did counts, what it shows is tried elsewhere."""
    monkeypatch.setattr(Template, "render", lambda *args, **kwargs: "")


@contextmanager
def undone():
    """Take back what happens inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def given(name, cases, now):
    """Return what a move needs besides the right state and person."""
    return {
        Move.ACKNOWLEDGE: {"how": How.CALL},
        Move.ANSWER: {"how": How.CALL},
        Move.ASK: {"how": How.CALL, "resume_on": soon(now)},
        Move.REOPEN: {"reason": "It came back."},
        Move.WITHDRAW: {"reason": "Solved."},
        Move.DUPLICATE: {"original": cases[State.CLOSED]},
    }.get(name, {})


def test_the_one_function_moves_what_the_law_allows_and_leaves_the_rest_untouched(cases, now):
    users = dict.fromkeys(STAFF, manager())
    for name, (state, complaint), by in product(Move, cases.items(), By):
        if name == Move.DUPLICATE and state == State.CLOSED:
            continue  # the original of the others
        with undone():
            before = Complaint.objects.values().get(pk=complaint.pk)
            try:
                transition(
                    complaint, name, by=by, user=users.get(by), now=now, **given(name, cases, now)
                )
                done = True
            except ComplaintError:
                done = False
            assert done == allowed(name, state, by), (name, state, by)
            after = Complaint.objects.values().get(pk=complaint.pk)
            if done:
                assert after["state"] == LAW[name][1]
            else:
                assert after == before


PAGES = [  # every address of the desk that makes a move, and what its form holds
    (Move.ACKNOWLEDGE, "acknowledge", {"how": "call", "body": "We heard you."}),
    (Move.INVESTIGATE, "assess", {"severity": "2"}),
    (Move.ASK, "ask", {"how": "call", "body": "Which pallet?"}),
    (Move.RESUME, "resume", {}),
    (Move.ANSWER, "answer", {"how": "call", "body": "You are right."}),
    (Move.CLOSE, "close", {}),
    (Move.REOPEN, "reopen", {"reason": "It came back."}),
    (Move.WITHDRAW, "withdraw", {"reason": "Solved."}),
    (Move.DUPLICATE, "duplicate", {}),
    (Move.DUPLICATE, "merge", {"reason": "The same pallet."}),
]


@pytest.mark.parametrize("role", ROLES)
def test_the_forms_move_what_the_law_allows(client, cases, now, blank, role):
    user, by = UserFactory(role=role), ACTS_AS.get(role)
    client.force_login(user)
    received = cases[State.RECEIVED]
    other = make_complaint(now=now, account=received.account)
    more = {
        "resume_on": soon(now).isoformat(),
        "original": other.number,
        "target": other.number,
        "category": cases[State.INVESTIGATING].category_id,
        "handler": received.recorded_by_id,
    }
    for (name, page, data), (state, complaint) in product(PAGES, cases.items()):
        with undone():
            client.post(
                reverse(f"complaints:{page}", args=[complaint.number]),
                {"version": complaint.version, **more, **data},
            )
            new = Complaint.objects.get(pk=complaint.pk).state
        expected = LAW[name][1] if allowed(name, state, by) else state
        assert new == expected, (role, page, state)


@pytest.mark.parametrize("role", ROLES)
def test_taking_a_reply_after_the_end_as_a_reason_reopens_what_is_closed(
    client, cases, now, blank, role
):
    """Within the period any handler confirms what the customer asks."""
    client.force_login(UserFactory(role=role))
    for state, complaint in cases.items():
        with undone():
            message = customer_replied(complaint, body="It came back.", now=now)
            waiting = ReplyChoice.objects.get_or_create(complaint=complaint, message=message)[0]
            state = Complaint.objects.get(pk=complaint.pk).state
            client.post(
                reverse("complaints:choose_reply", args=[complaint.number, waiting.pk]),
                {"choice": Choice.REOPENED},
            )
            new = Complaint.objects.get(pk=complaint.pk).state
        moved = role in ACTS_AS and state == State.CLOSED
        assert new == (State.INVESTIGATING if moved else state), (role, state)


def test_bulk_assessing_moves_what_the_law_allows(cases, now):
    one, category = handler(), cases[State.INVESTIGATING].category
    for role in ROLES:
        with undone():
            try:
                assess_many(
                    Complaint.objects.order_by("pk"),
                    category=category, severity=2, handler=one, by=UserFactory(role=role), now=now,
                )  # fmt: skip
            except PermissionDenied:
                assert role not in ACTS_AS
            for state, complaint in cases.items():
                moved = allowed(Move.INVESTIGATE, state, ACTS_AS.get(role))
                new = Complaint.objects.get(pk=complaint.pk).state
                assert new == (State.INVESTIGATING if moved else state), (role, state)


def test_the_admin_moves_nothing(client, cases, blank):
    client.force_login(UserFactory(role="administrator", is_staff=True, is_superuser=True))
    for state, complaint in cases.items():
        address = reverse("admin:complaints_complaint_change", args=[complaint.pk])
        assert client.post(address, {"state": State.CLOSED}).status_code == 403
        for act in ("delete", "add"):
            args = [complaint.pk] if act == "delete" else []
            assert (
                client.post(reverse(f"admin:complaints_complaint_{act}", args=args)).status_code
                == 403
            )
        assert Complaint.objects.get(pk=complaint.pk).state == state


def test_the_mail_server_moves_only_what_is_still_allowed_when_it_accepts(cases, now):
    authors = {By.MANAGER: manager(), By.HANDLER: handler()}
    told = [name for name in Move if RULES[name].needs_message]
    for name, (by, author), (state, complaint) in product(told, authors.items(), cases.items()):
        with undone():
            message = Message.objects.create(
                complaint=complaint, cycle=complaint.cycle, direction=Direction.OUT,
                kind=MessageKind.UPDATE, via=Via.MAIL, status=Status.QUEUED, body="x",
                author=author, created_at=now, requested_move=name, requested_as=by.value,
                resume_on=soon(now) if name == Move.ASK else None,
            )  # fmt: skip
            message_accepted(message, at=now)
            new = Complaint.objects.get(pk=complaint.pk).state
            assert new == (LAW[name][1] if allowed(name, state, by) else state), (name, by, state)
            assert Message.objects.get(pk=message.pk).status == Status.SENT


def test_a_reply_by_mail_only_ends_the_waiting(cases, now):
    for state, complaint in cases.items():
        with undone():
            customer_replied(complaint, body="Thank you.", now=now, via=Via.MAIL)
            new = Complaint.objects.get(pk=complaint.pk).state
        expected = State.INVESTIGATING if state == State.WAITING else state
        assert new == expected, state


def test_the_link_of_the_customer_moves_what_the_law_allows(client, cases, blank):
    pages = {"track": Move.RESUME, "withdraw": Move.WITHDRAW, "reopen": Move.REOPEN}
    words = {"body": "It came back.", "reason": "It came back."}
    for (page, name), (state, complaint) in product(pages.items(), cases.items()):
        with undone():
            client.post(reverse(f"intake:{page}", args=[token_for(complaint, TRACKING)]), words)
            new = Complaint.objects.get(pk=complaint.pk).state
        moved = allowed(name, state, By.CUSTOMER)
        assert new == (LAW[name][1] if moved else state), (page, state)


def test_what_passes_by_itself_only_ends_the_waiting(cases, now):
    for state, complaint in cases.items():
        with undone():
            resume_waiting(now + timedelta(days=4))
            new = Complaint.objects.get(pk=complaint.pk).state
        moved = allowed(Move.RESUME, state, By.SYSTEM)
        assert new == (State.INVESTIGATING if moved else state), state


@pytest.mark.django_db
def test_an_import_stores_finished_states_and_moves_nothing_afterwards(now):
    account = AccountFactory()
    fields = {"account": account, "text": "Old story.", "received_at": now, "now": now}
    for number, state in enumerate(State):
        with undone():
            if state in {State.WAITING, State.DUPLICATE}:
                with pytest.raises(ComplaintError):
                    import_complaint(source_ref=f"old-{number}", state=state, **fields)
                continue
            stored, added = import_complaint(source_ref=f"old-{number}", state=state, **fields)
            assert (stored.state, added) == (state, True)
            again, added = import_complaint(source_ref=f"old-{number}", state="closed", **fields)
            assert (again.state, added) == (state, False)
