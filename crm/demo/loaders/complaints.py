"""Plan the complaints: told ones in every state, drawn ones that are closed, some from an old system."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from complaints.cases.imports import import_complaint
from complaints.cases.models import Complaint
from complaints.cases.services import Complainant, assess, record_complaint, set_priority
from complaints.cases.transitions import acting_as, transition
from complaints.cases.workflow import By, Move, Outcome, RemedyStatus
from complaints.decisions.models import ExternalBody, Remedy
from complaints.decisions.services import (
    External,
    Proposal,
    approve_remedies,
    record_acceptance,
    save_decision,
    settle_remedy,
)
from complaints.investigation.rooms import ROOMS
from complaints.investigation.services import add_row
from complaints.learning.models import Category, Cause
from complaints.links.merging import merge
from complaints.links.models import LinkKind
from complaints.links.services import add_link
from complaints.messages.services import customer_replied, request_move, send_receipt, send_update
from complaints.messages.spoken import add_note
from crm.demo import post
from crm.demo.content.accounts import ACCOUNTS, customer_spans
from crm.demo.content.complaints import Case, step
from crm.demo.content.complaints_common import ANSWER, COMMON, IMPORTED, REASONS
from crm.demo.content.complaints_edges import SPECIAL
from crm.demo.content.complaints_open import PRESSING
from crm.demo.content.complaints_past import PAST
from crm.demo.history import Act, History
from crm.demo.loaders import mail
from crm.shared.localtime import local_date
from customers.contacts.models import Contact

DRAWN = 36
BUSINESS_DAYS = 385  # working days in eighteen months
DECISION_DAYS = {1: 10, 2: 5, 3: 3}


def load(history: History) -> None:
    """Plan every complaint on its own days."""
    book = _Book(history)
    for case in (*PAST, *PRESSING, *SPECIAL, *_drawn(history)):
        book.plan(case)
    for number, (key, subject, text, offset, days) in enumerate(IMPORTED, start=1):
        history.plan(
            history.moment(-400, "08:00"),
            _import(history, number, key, subject, text, offset, days),
        )


def _import(
    history: History, number: int, key: str, subject: str, text: str, offset: int, days: int
) -> Act:
    def act(now: datetime) -> None:
        import_complaint(
            account=history.accounts[key],
            source_ref=f"oud-{number:04}",
            subject=subject,
            text=text,
            state="closed",
            received_at=history.moment(offset, "10:00"),
            closed_at=history.moment(offset + days, "16:00"),
            now=now,
            by=history.users["beheer"],
        )

    return act


def _drawn(history: History) -> list[Case]:
    """Draw closed complaints of other customers over eighteen months; one in six was decided late."""
    chance = history.chance
    told = {case.account for case in (*PAST, *PRESSING, *SPECIAL)}
    spans = {line.key: customer_spans(line) for line in ACCOUNTS if line.key not in told}
    cases: list[Case] = []
    for number, day in enumerate(history.spread(-BUSINESS_DAYS, -18, DRAWN)):
        offset = round(day * 7 / 5)
        keys = [k for k, rows in spans.items() if any(a + 30 < offset < b - 20 for a, b in rows)]
        late = number % 6 == 0
        cases.append(_draw(history, chance.choice(keys), day, late, COMMON[number % len(COMMON)]))
    return cases


def _draw(history: History, key: str, day: int, late: bool, common: tuple) -> Case:
    chance = history.chance
    category, subject, text, cause, remedy, cost = common
    severity = 1 if cost == 0 else chance.choice((2, 2, 3))
    answered = day + (
        DECISION_DAYS[severity] + 3 if late else chance.randint(1, DECISION_DAYS[severity] - 1)
    )
    handler = chance.choice(("fatima", "ruud"))
    acknowledged = day + (2 if late else 0)
    steps = (
        step("ack", acknowledged, "14:20", via=chance.choice(("mail", "mail", "call")), text="Dank voor uw bericht, "
             "wij zoeken dit voor u uit.", by=handler),
        step("assess", acknowledged, "15:40", category=category, severity=severity, handler=handler),
        step("decide", answered, "10:30", outcome=chance.choice(("justified", "justified", "partly")), cause=cause,
             reasons=REASONS, remedies=((remedy, subject, cost, 4),)),
        step("answer", answered, "11:10", via="mail", text=ANSWER),
        step("deliver", answered + 3, "12:15"),
        step("close", answered + 3, "12:20"),
    )  # fmt: skip
    told_on = chance.choice((None, None, 1, 3))
    channel = chance.choice(("phone", "email", "form", "visit"))
    by = "" if channel == "form" else "owner"
    return Case(
        key, "", subject, text, day, "10:05", steps, channel=channel, by=by, told_on=told_on
    )


class _Book:
    """Plans the steps of one complaint after the other."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.categories = {row.key: row for row in Category.objects.all()}
        self.causes = {row.key: row for row in Cause.objects.all()}
        self.by_subject: dict[str, Complaint] = {}
        body = ExternalBody.objects.get(is_default=True)
        self.external = External(body.words("nl"), body.months, body)

    def plan(self, case: Case) -> None:
        """Plan receipt and steps; mails leave a minute after they were written."""
        made: list[Complaint] = []
        received = self._moment(case.day, case.clock)
        self.history.plan(received, lambda now: made.append(self._receive(case, now)))
        if not case.by:
            post.plan_delivery(self.history, received)
        for what, day, clock, details in case.steps:
            at = max(self._moment(day, clock), received)
            act = getattr(self, f"_{what}")
            self.history.plan(
                at, lambda now, act=act, details=details: act(made[0], now, **details)
            )
            if "refused" in details:
                self.history.plan(
                    at + timedelta(minutes=1),
                    lambda now, why=details["refused"]: post.refuse(now, why),
                )
            elif what in ("ack", "answer", "ask", "message"):
                post.plan_delivery(self.history, at)

    def _moment(self, day: int, clock: str) -> datetime:
        return self.history.at(self.history.business_day(day), clock)

    def _user(self, complaint: Complaint, by: str = "") -> Any:
        """Return who acts: named, else the handler as it is now, else Fatima."""
        if by:
            return self.history.users[by]
        return Complaint.objects.get(pk=complaint.pk).handler or self.history.users["fatima"]

    def _receive(self, case: Case, now: datetime) -> Complaint:
        users = self.history.users
        account = self.history.accounts.get(case.account)
        contact: Contact | None = None
        if account is not None:
            contact = self.history.someone(case.account, case.contact)
        if case.edge == "mail" and contact is not None:
            complaint = mail.complain(contact, case.subject, case.text, now)
            self.by_subject[case.subject] = complaint
            return complaint
        by = self.history.owner(case.account) if case.by == "owner" else users.get(case.by)
        complaint = record_complaint(
            text=case.text,
            channel=case.channel,
            by=by,
            now=now,
            account=account,
            contact=contact,
            complainant=Complainant(**case.extra, is_anonymous=case.edge == "anonymous"),
            subject=case.subject,
            wish=case.wish,
            reference=case.reference,
            language=case.language,
            is_confidential=case.edge == "confidential",
            complained_about=users.get(case.about),
            told_on=case.told_on,
            told_on_url=case.told_on_url,
        )
        if case.priority:
            value, reason = case.priority
            set_priority(complaint, value=value, reason=reason, by=users["fatima"], now=now)
        if not case.by:
            send_receipt(complaint, now=now)
        self.by_subject[case.subject] = complaint
        return complaint

    def _ack(
        self,
        complaint: Complaint,
        now: datetime,
        *,
        via: str,
        text: str,
        by: str = "",
        refused: str = "",
    ) -> None:
        user = self._user(complaint, by)
        request_move(complaint, Move.ACKNOWLEDGE, body=text, how=via, by=user, now=now)

    def _assess(
        self,
        complaint: Complaint,
        now: datetime,
        *,
        category: str,
        severity: int,
        handler: str,
        impact: tuple[str, ...] = (),
    ) -> None:
        complaint.refresh_from_db()
        assess(
            complaint,
            category=self.categories[category],
            severity=severity,
            handler=self.history.users[handler],
            by=self.history.users["fatima"],
            now=now,
            complained_about=complaint.complained_about,
            admissible=True,
            impact=impact,
        )

    def _note(self, complaint: Complaint, now: datetime, *, text: str, by: str) -> None:
        add_note(complaint, body=text, by=self.history.users[by], now=now)

    def _message(self, complaint: Complaint, now: datetime, *, text: str) -> None:
        send_update(complaint, body=text, by=self._user(complaint), now=now)

    def _reply(self, complaint: Complaint, now: datetime, *, text: str) -> None:
        customer_replied(complaint, body=text, now=now)

    def _mailed(
        self, complaint: Complaint, now: datetime, *, text: str, files: tuple[str, ...] = ()
    ) -> None:
        mail.reply(complaint, text, files, now)

    def _ask(self, complaint: Complaint, now: datetime, *, text: str, resume: int) -> None:
        """Ask the customer something; `resume` is in working days after the question."""
        request_move(
            complaint,
            Move.ASK,
            body=text,
            how="mail",
            by=self._user(complaint),
            now=now,
            resume_on=self.history.business_days_after(local_date(now), resume),
        )

    def _decide(
        self,
        complaint: Complaint,
        now: datetime,
        *,
        outcome: str,
        reasons: str,
        cause: str,
        remedies: tuple,
    ) -> None:
        day = local_date(now)
        save_decision(
            complaint,
            outcome=outcome,
            reasons=reasons,
            cause=self.causes[cause],
            remedies=[
                Proposal(
                    kind, Decimal(cost), self.history.business_days_after(day, days), description
                )
                for kind, description, cost, days in remedies
            ],
            no_remedy=not remedies,
            by=self._user(complaint),
            now=now,
            external=self.external if outcome != Outcome.JUSTIFIED else None,
        )

    def _approve(self, complaint: Complaint, now: datetime, *, by: str) -> None:
        approve_remedies(complaint, by=self.history.users[by], now=now)

    def _answer(self, complaint: Complaint, now: datetime, *, via: str, text: str) -> None:
        user = self._user(complaint)
        request_move(complaint, Move.ANSWER, body=text, how=via, by=user, now=now)

    def _deliver(self, complaint: Complaint, now: datetime, *, refused: bool = False) -> None:
        status = RemedyStatus.REFUSED if refused else RemedyStatus.DELIVERED
        for remedy in Remedy.objects.filter(complaint=complaint, status=RemedyStatus.PROMISED):
            settle_remedy(remedy, status=status, by=self._user(complaint), now=now)

    def _accept(self, complaint: Complaint, now: datetime, *, said: str) -> None:
        for remedy in Remedy.objects.filter(complaint=complaint, status=RemedyStatus.DELIVERED):
            record_acceptance(remedy, acceptance=said, by=self._user(complaint), now=now)

    def _find(self, complaint: Complaint, now: datetime, *, room: str, **values: Any) -> None:
        """Write a row of the investigation; days in it are calendar days from the step."""
        for name in ("asked_on", "due_on", "answered_on"):
            if isinstance(values.get(name), int):
                values[name] = local_date(now) + timedelta(days=values[name])
        if room == "hearing":
            values["heard_at"] = now
        if room == "evidence":
            promise = complaint.account.promises.order_by("-promised_on").first()
            values |= {"promise": promise, "order": None, "interaction": None}
        add_row(complaint, ROOMS[room], values=values, by=self._user(complaint), now=now)

    def _relate(self, complaint: Complaint, now: datetime, *, kind: str, to: str = "") -> None:
        """Link a complaint to one told before, or to the last promise to its account."""
        end: dict[str, Any] = {"other": self.by_subject.get(to)}
        if kind == LinkKind.PROMISE:
            end = {"promise": complaint.account.promises.order_by("-promised_on").first()}
        add_link(complaint, kind=kind, by=self._user(complaint), now=now, **end)

    def _merge(self, complaint: Complaint, now: datetime, *, into: str, text: str) -> None:
        merge(complaint, self.by_subject[into], reason=text, by=self._user(complaint), now=now)

    def _close(self, complaint: Complaint, now: datetime) -> None:
        user = self._user(complaint)
        transition(complaint, Move.CLOSE, by=acting_as(user), user=user, now=now)

    def _reopen(self, complaint: Complaint, now: datetime, *, text: str, by_customer: bool) -> None:
        transition(complaint, Move.REOPEN, by=By.CUSTOMER, now=now, reason=text)

    def _withdraw(self, complaint: Complaint, now: datetime, *, text: str) -> None:
        user = self._user(complaint)
        transition(complaint, Move.WITHDRAW, by=acting_as(user), user=user, now=now, reason=text)

    def _duplicate(self, complaint: Complaint, now: datetime, *, of: str) -> None:
        user = self._user(complaint)
        transition(
            complaint,
            Move.DUPLICATE,
            by=acting_as(user),
            user=user,
            now=now,
            original=self.by_subject[of],
        )
