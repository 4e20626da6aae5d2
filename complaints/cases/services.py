"""Recording and linking complaints; assessing is in `assessing`, the moves in `transitions`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from complaints.cases.assessing import assess as assess
from complaints.cases.assessing import assess_many as assess_many
from complaints.cases.assessing import assign as assign
from complaints.cases.assessing import refuse_while_sending as refuse_while_sending
from complaints.cases.cycles import ComplaintCycle
from complaints.cases.events import EventKind
from complaints.cases.history import chain, log, write
from complaints.cases.models import TRACKING, Complaint
from complaints.cases.numbers import next_number
from complaints.cases.search import reindex
from complaints.cases.stamps import count_one_more, derive, refresh_account_facts, refresh_due
from complaints.cases.tasks import move_tasks
from complaints.cases.transitions import acting_as, hold
from complaints.cases.workflow import By, State
from complaints.clock.snapshots import take_snapshot
from complaints.errors import ComplaintError, somebody_was_faster
from crm.shared.access import Role, role_columns
from crm.shared.audit.services import record
from crm.shared.organisation.services import get_organisation
from crm.shared.people.models import User
from crm.shared.tokens import issue
from customers.accounts.models import Account
from customers.contacts.models import Contact

SUBJECT_LENGTH = 80


@dataclass(frozen=True)
class Complainant:
    """Holds who complains when no contact is known, and how to reach them."""

    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    on_behalf_of: str = ""
    is_anonymous: bool = False

    @property
    def can_be_reached(self) -> bool:
        """Tell whether there is a way to answer."""
        return bool(self.email or self.phone or self.address)


def subject_from(text: str) -> str:
    """Return the first line of a text, cut at a word, as the subject of a complaint."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    line = lines[0] if lines else ""
    if len(line) <= SUBJECT_LENGTH:
        return line
    return line[:SUBJECT_LENGTH].rsplit(" ", 1)[0].rstrip(".,;:") + "…"


def handlers() -> QuerySet[User]:
    """Return the colleagues who may handle a complaint, their roles read along."""
    return (
        User.objects.annotate(**role_columns())
        .filter(
            is_active=True,
            groups__name__in=[Role.COMPLAINT_HANDLER, Role.MANAGER, Role.ADMINISTRATOR],
        )
        .distinct()
        .order_by("first_name", "last_name", "pk")
    )


def _language(language: str, account: Account | None, contact: Contact | None) -> str:
    if language:
        return language
    if contact is not None:
        return contact.language
    return account.language if account is not None else get_organisation().language


@transaction.atomic
def record_complaint(
    *,
    text: str,
    channel: str,
    by: Any,
    now: datetime,
    account: Account | None = None,
    contact: Contact | None = None,
    complainant: Complainant | None = None,
    subject: str = "",
    wish: str = "",
    reference: str = "",
    language: str = "",
    received_at: datetime | None = None,
    is_confidential: bool = False,
    complained_about: Any = None,
    handler: Any = None,
    told_on: int | None = None,
    told_on_url: str = "",
    silence_reason: str = "",
    heard_by: Any = None,
) -> Complaint:
    """Record a complaint that somebody in the company heard; `by` is None for the public form.

    `received_at` is when it was heard, `now` when it is written down. Raises ComplaintError without
    text, without party (an account, a way to answer, or *anonymous*), or with a date to come.
    """
    text, complainant = text.strip(), complainant or Complainant()
    received_at = received_at or now
    if not text:
        raise ComplaintError(_("Write down what happened."), field="text")
    if received_at > now:
        raise ComplaintError(_("The complaint was received in the past."), field="received_at")
    if contact is not None and account is None:
        account = contact.account
    if contact is not None and contact.account_id != account.pk:
        raise ComplaintError(_("This contact belongs to another account."), field="contact")
    if account is None and not complainant.can_be_reached and not complainant.is_anonymous:
        raise ComplaintError(
            _("Choose an account, give a way to reach the complainant, or mark it anonymous."),
            field="account",
        )
    if handler is not None and complained_about is not None and handler == complained_about:
        raise ComplaintError(
            _("The handler cannot be the employee complained about."), field="handler"
        )
    policy = take_snapshot(received_at)
    cycle = ComplaintCycle(number=1, policy=policy, started_at=received_at)
    complaint = Complaint(
        number=next_number(now),
        account=account,
        contact=contact,
        complainant_name=complainant.name,
        complainant_email=complainant.email,
        complainant_phone=complainant.phone,
        complainant_address=complainant.address,
        on_behalf_of=complainant.on_behalf_of,
        is_anonymous=complainant.is_anonymous,
        is_confidential=is_confidential,
        language=_language(language, account, contact),
        channel=channel,
        subject=subject.strip() or subject_from(text),
        text=text,
        wish=wish.strip(),
        reference=reference.strip(),
        told_on=told_on,
        told_on_url=told_on_url,
        silence_reason=silence_reason,
        heard_by=heard_by,
        complained_about=complained_about,
        handler=handler,
        state=State.RECEIVED,
        received_at=received_at,
        recorded_at=now,
        recorded_by=by,
        policy=policy,
    )
    derive(complaint, cycle)
    event = chain(
        complaint,
        EventKind.RECEIVED,
        now=now,
        at=received_at,
        user=by,
        by_customer=by is None,
        to_state=State.RECEIVED,
        seals=complaint,
        channel=channel,
    )
    complaint.save()
    cycle.complaint = event.complaint = complaint
    cycle.save()
    issue(complaint, TRACKING)
    write([event])
    record("create", complaint, by=by)
    count_one_more(complaint, now=now)
    reindex(complaint)
    return complaint


EDITABLE = frozenset(
    {
        "subject", "wish", "reference", "contact", "complainant_name", "complainant_email",
        "complainant_phone", "complainant_address", "on_behalf_of", "language",
        "told_on", "told_on_url", "silence_reason", "heard_by",
    }
)  # fmt: skip


@transaction.atomic
def edit_facts(
    complaint: Complaint, *, changes: dict[str, Any], by: Any, now: datetime, version: int
) -> Complaint:
    """Change facts of a complaint that no rule hangs on; raises ComplaintConflict after a lost race."""
    acting_as(by)
    fresh = hold(complaint)
    unknown = set(changes) - EDITABLE
    if unknown:
        raise ValueError(f"These fields are not edited here: {sorted(unknown)}.")
    changed = {name for name, value in changes.items() if getattr(fresh, name) != value}
    if not changed:
        return fresh
    reach = ("complainant_email", "complainant_phone", "complainant_address")
    if (
        fresh.account_id is None
        and not fresh.is_anonymous
        and not any(changes.get(name, getattr(fresh, name)) for name in reach)
    ):
        raise ComplaintError(
            _("Keep a way to reach the complainant, or put the complaint under an account first."),
            field="complainant_email",
        )
    rows = Complaint.objects.filter(pk=fresh.pk, version=version)
    if not rows.update(version=F("version") + 1, **{name: changes[name] for name in changed}):
        somebody_was_faster()
    fresh.refresh_from_db()
    log(fresh, EventKind.EDITED, now=now, user=by, fields=sorted(changed))
    record("edit", fresh, by=by, changes=sorted(changed))
    reindex(fresh)
    return fresh


@transaction.atomic
def link_account(
    complaint: Complaint,
    *,
    account: Account,
    by: Any,
    now: datetime,
    contact: Contact | None = None,
    version: int | None = None,
) -> Complaint:
    """Put a complaint under an account, as when it waited in the unlinked list.

    Raises ComplaintConflict when it was changed since `version` was read.
    """
    acting_as(by)
    fresh = hold(complaint, version=version)
    if contact is not None and contact.account_id != account.pk:
        raise ComplaintError(_("This contact belongs to another account."), field="contact")
    old = fresh.account_id
    Complaint.objects.filter(pk=fresh.pk).update(
        account=account, contact=contact, version=F("version") + 1
    )
    fresh.refresh_from_db()
    log(fresh, EventKind.LINKED, now=now, user=by, account=account.pk, before=old)
    record("link", fresh, by=by, account_id=account.pk)
    if old != account.pk:
        move_tasks(fresh, now=now, left=old, contact=None)
    refresh_account_facts(old, now=now)
    refresh_account_facts(account.pk, now=now)
    reindex(fresh)
    return fresh


@transaction.atomic
def change_received_at(
    complaint: Complaint,
    *,
    received_at: datetime,
    reason: str,
    by: Any,
    now: datetime,
    version: int | None = None,
) -> Complaint:
    """Correct when a complaint was received; only a manager may, with a reason.

    Raises ComplaintConflict when it was changed since `version` was read.
    """
    if acting_as(by) != By.MANAGER:
        raise ComplaintError(_("Only a manager changes the date of receipt."))
    if not reason.strip():
        raise ComplaintError(_("Give a reason."), field="reason")
    fresh = hold(complaint, version=version)
    if received_at > now:
        raise ComplaintError(_("The complaint was received in the past."), field="received_at")
    cycle = fresh.cycles.select_related("policy").get(number=1)
    done = [at for at in (cycle.acknowledged_at, cycle.answered_at, cycle.ended_at) if at]
    if done and received_at > min(done):
        raise ComplaintError(
            _("We had already reacted by then; give an earlier moment."), field="received_at"
        )
    before = fresh.received_at
    Complaint.objects.filter(pk=fresh.pk).update(received_at=received_at, version=F("version") + 1)
    fresh.refresh_from_db()
    cycle.started_at = received_at
    cycle.save(update_fields=["started_at"])
    log(
        fresh,
        EventKind.REDATED,
        now=now,
        user=by,
        text=reason.strip(),
        before=before.isoformat(),
        after=received_at.isoformat(),
    )
    if fresh.cycle == 1:
        refresh_due(fresh, cycle)
    refresh_account_facts(fresh.account_id, now=now)
    return fresh


@transaction.atomic
def set_priority(
    complaint: Complaint,
    *,
    value: int | None,
    reason: str,
    by: Any,
    now: datetime,
    version: int | None = None,
) -> Complaint:
    """Set the priority by hand with a reason, or give None to compute it again.

    Raises ComplaintConflict when the complaint was changed since `version` was read.
    """
    acting_as(by)
    if value is not None and not reason.strip():
        raise ComplaintError(_("Give a reason."), field="reason")
    fresh = hold(complaint, version=version)
    Complaint.objects.filter(pk=fresh.pk).update(
        priority_override=value,
        priority_reason=reason.strip() if value is not None else "",
        version=F("version") + 1,
    )
    fresh.refresh_from_db()
    log(fresh, EventKind.PRIORITISED, now=now, user=by, text=reason.strip(), value=value)
    return fresh
