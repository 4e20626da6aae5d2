"""Factories of complaints: recorded through the service, so that stamps, history and facts are true."""

from datetime import UTC, datetime, timedelta
from typing import Any

from complaints.actions.services import plan_action
from complaints.cases.choices import Channel
from complaints.cases.models import Complaint
from complaints.cases.services import assess, record_complaint
from complaints.cases.transitions import acting_as, transition
from complaints.cases.workflow import How, Move, Outcome, State
from complaints.decisions.services import save_decision
from complaints.inbound.models import ComplaintMail
from complaints.learning.models import Category, Cause
from complaints.letters.models import LetterPurpose, MessageTemplate
from complaints.messages.services import request_move
from crm.shared.localtime import local_date
from crm.shared.mail.inbox.services import handle_one, store
from crm.shared.tests.factories import UserFactory
from customers.tests.factories import AccountFactory, ContactFactory

NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)  # Tuesday 10:00 in Amsterdam


def handler(**kwargs: Any):
    """Make a complaint handler."""
    return UserFactory(role="complaint_handler", **kwargs)


def manager(**kwargs: Any):
    """Make a manager."""
    return UserFactory(role="manager", **kwargs)


def make_letter(**kwargs: Any) -> MessageTemplate:
    """Make a letter of the house that greets and names the number."""
    count = MessageTemplate.objects.count()
    text = "{greeting}\n\nOver {number}.\n\n{sender}"
    values = {
        "key": f"own-{count}",
        "purpose": LetterPurpose.UPDATE,
        "name_en": f"Letter {count}",
        "name_nl": f"Brief {count}",
        "subject_nl": "Uw klacht {number}",
        "subject_en": "Your complaint {number}",
        "body_nl": text,
        "body_en": text.replace("Over", "About"),
    }
    return MessageTemplate.objects.create(**{**values, **kwargs})


def make_complaint(*, now: datetime = NOW, by: Any = None, **kwargs: Any) -> Complaint:
    """Record a complaint by telephone, of a contact with an e-mail address."""
    if not {"account", "contact", "complainant"} & set(kwargs):
        account = AccountFactory()
        kwargs["account"] = account
        kwargs["contact"] = ContactFactory(
            account=account, email=f"karin{account.pk}@waterland.test", language="nl"
        )
    kwargs.setdefault("text", "Fourteen boilers arrived with the wrong anodes.")
    kwargs.setdefault("channel", Channel.PHONE)
    return record_complaint(by=by or handler(), now=now, **kwargs)


def acknowledged(*, by: Any = None, now: datetime = NOW, **kwargs: Any) -> Complaint:
    """Make a complaint of which the receipt was confirmed by telephone."""
    by = by or handler()
    complaint = make_complaint(now=now, by=by, **kwargs)
    request_move(complaint, Move.ACKNOWLEDGE, body="We heard you.", how=How.CALL, by=by, now=now)
    return Complaint.objects.get(pk=complaint.pk)


def investigated(
    *,
    by: Any = None,
    now: datetime = NOW,
    severity: int = 2,
    complained_about: Any = None,
    handler: Any = None,
    **kwargs: Any,
) -> Complaint:
    """Make a complaint under investigation."""
    complaint = acknowledged(by=by, now=now, **kwargs)
    by = by or complaint.recorded_by
    return assess(
        complaint,
        category=Category.objects.get(key="delivery-wrong"),
        severity=severity,
        handler=handler or by,
        complained_about=complained_about,
        by=by,
        now=now,
    )


def decided(*, now: datetime = NOW, remedies: Any = (), **kwargs: Any) -> Complaint:
    """Make a complaint with a decision, ready for the answer."""
    complaint = investigated(now=now, **kwargs)
    return save_decision(
        complaint,
        outcome=Outcome.JUSTIFIED,
        reasons="The pallet label was wrong.",
        cause=Cause.objects.get(key="method-label"),
        remedies=remedies,
        no_remedy=not remedies,
        by=complaint.handler,
        now=now,
    )


def answered(*, now: datetime = NOW, **kwargs: Any) -> Complaint:
    """Make a complaint that was answered by telephone."""
    complaint = decided(now=now, **kwargs)
    request_move(
        complaint,
        Move.ANSWER,
        body="You are right.",
        how=How.CALL,
        by=complaint.handler,
        now=now,
    )
    return Complaint.objects.get(pk=complaint.pk)


def closed(*, now: datetime = NOW, **kwargs: Any) -> Complaint:
    """Make a closed complaint."""
    complaint = answered(now=now, **kwargs)
    return move(complaint, Move.CLOSE, by=complaint.handler, now=now)


def move(complaint: Complaint, name: Move, *, by: Any, now: datetime = NOW, **kwargs: Any):
    """Make a move as a colleague."""
    return transition(complaint, name, by=acting_as(by), user=by, now=now, **kwargs)


def planned_action(*, by: Any, now: datetime = NOW, cause: str = "method-label", **kwargs: Any):
    """Plan a corrective action against a cause, due in 30 days, its effect looked at after 90 more."""
    today = local_date(now)
    values = {
        "title": "Print one label a pallet",
        "owner": by,
        "due_on": today + timedelta(days=30),
        "check_on": today + timedelta(days=120),
        "cause": Cause.objects.get(key=cause) if cause else None,
    }
    return plan_action(by=by, now=now, **(values | kwargs))


MAKERS = {
    State.RECEIVED: make_complaint,
    State.ACKNOWLEDGED: acknowledged,
    State.INVESTIGATING: investigated,
    State.ANSWERED: answered,
    State.CLOSED: closed,
}


STRANGERS_MAIL = b"""From: Piet Onbekend <piet@elders.test>
To: klachten@kring.test
Subject: Late again
Message-ID: <late@elders.test>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain

The truck did not come.
--b
Content-Type: text/plain; name="order.txt"
Content-Disposition: attachment; filename="order.txt"

Order 12
--b--
"""


def waiting_mail(now: datetime = NOW, raw: bytes = STRANGERS_MAIL) -> ComplaintMail:
    """Take in a mail of somebody unknown; it waits for a choice."""
    row, _new = store(raw, now)
    handle_one(row.pk, now)
    return ComplaintMail.objects.get(inbound=row)
