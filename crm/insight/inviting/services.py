"""Inviting people to tell us what went wrong: one person per account, never twice in the rest period."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from crm.insight.iceberg.layers import Layer
from crm.insight.inviting.models import Invite, InviteState, WhyNot
from crm.insight.inviting.rule import Person, why_not
from crm.shared.audit.services import record
from crm.shared.errors import Refusal
from crm.shared.mail.services import queue
from crm.shared.organisation.services import get_organisation
from customers.accounts.models import Account
from customers.activities.interactions import log_interaction
from customers.activities.models import Interaction, InteractionKind
from customers.contacts.models import ConsentState, Contact
from surveys.answers.models import Answer

TELL_US_MAIL = "tell_us"
MOST = 200  # accounts in one go


def objects_to_mail(contact: Contact) -> bool:
    """Say whether a person objected to mail or to being asked."""
    return ConsentState.OBJECTED in (contact.consent_email, contact.consent_survey)


def person_of(contact: Contact, last_invite: datetime | None) -> Person:
    """Return what the rule needs to know; the account must be loaded along."""
    asked = [moment for moment in (contact.last_invited_at, last_invite) if moment]
    return Person(
        has_address=bool(contact.email),
        left=contact.left_on is not None,
        objected=objects_to_mail(contact),
        bounced=contact.bounced_at is not None,
        open_complaint=contact.account.open_complaints > 0,
        last_asked_at=max(asked, default=None),
    )


def _who_left_the_trace(layer: Layer, ids: Collection[int]) -> dict[int, list[int]]:
    """Return per account the contacts who left its traces, the last one first."""
    rows: Iterable[tuple[int, int | None]] = ()
    if layer == Layer.SURVEY:
        answers = Answer.objects.in_band("detractor").filter(account__in=ids)
        rows = answers.order_by("-confirmed_at").values_list("account_id", "contact_id")
    elif layer == Layer.TOLD:
        moments = Interaction.objects.filter(account__in=ids, dissatisfied=True, deleted_at=None)
        rows = moments.order_by("-happened_at").values_list("account_id", "contacts")
    found: dict[int, list[int]] = {}
    for account, contact in rows:
        if contact is not None:
            found.setdefault(account, []).append(contact)
    return found


def _best(people: list[Contact], first: list[int]) -> Contact | None:
    """Choose who is asked: who left the trace, else with whom we spoke last; with an address if there is one."""

    def rank(person: Contact) -> tuple[Any, ...]:
        place = first.index(person.pk) if person.pk in first else len(first)
        spoken = person.last_contact_at.timestamp() if person.last_contact_at else 0.0
        return (person.left_on is not None, not person.email, place, -spoken, person.pk)

    return min(people, key=rank, default=None)


@transaction.atomic
def invite(layer: Layer, ids: Collection[int], *, by: Any, now: datetime) -> UUID:
    """Ask one person of each account to tell us; returns the batch, which lists who was asked and who was not.

    Raises Refusal when nobody is chosen, too many are, or one account is not the user's to change: then nothing
    happens at all.
    """
    if not ids:
        raise Refusal(_("Choose at least one account."))
    if len(ids) > MOST:
        raise Refusal(_("Choose at most %(most)s accounts at once.") % {"most": MOST})
    mine = Account.objects.editable_by(by).filter(pk__in=ids).values("pk")
    accounts = list(
        Account.objects.select_for_update(of=("self",)).filter(pk__in=mine).order_by("pk")
    )
    if len(accounts) != len(set(ids)):
        raise Refusal(_("One of these accounts is not yours to change. Nobody was asked."))
    people: dict[int, list[Contact]] = {}
    contacts = Contact.objects.filter(account__in=accounts).select_related("account")
    for contact in contacts:
        people.setdefault(contact.account_id, []).append(contact)
    first, batch = _who_left_the_trace(layer, ids), uuid4()
    last: dict[int, datetime] = {}
    rest_days = get_organisation().nps_rest_days
    earlier = Invite.objects.filter(contact__in=contacts.values("pk")).asked_since(
        now - timedelta(days=rest_days)
    )
    for contact_id, asked_at in earlier.values_list("contact_id", "asked_at"):
        last[contact_id] = max(asked_at, last.get(contact_id, asked_at))
    for account in accounts:
        chosen = _best(people.get(account.pk, []), first.get(account.pk, []))
        reason: WhyNot | None = WhyNot.NO_CONTACT
        if chosen is not None:
            person = person_of(chosen, last.get(chosen.pk))
            reason = why_not(person, now=now, rest_days=rest_days)
        made = Invite.objects.create(
            batch=batch,
            account=account,
            contact=chosen,
            layer=layer.value,
            state=InviteState.SKIPPED if reason else InviteState.QUEUED,
            why_not=reason or "",
            asked_by=by,
            asked_at=now,
        )
        if reason is None and chosen is not None:
            queue(
                TELL_US_MAIL,
                object_id=made.pk,
                to=chosen.email,
                language=chosen.language,
                now=now,
                unique_key=f"{TELL_US_MAIL}:{made.pk}",
            )
    record("tell_us.invite", "insight.invite", by=by, changes=[str(pk) for pk in sorted(ids)])
    return batch


def skip_at_sending(made: Invite, reason: WhyNot) -> None:
    """Note that a person is not asked after all; one that left already stays sent."""
    Invite.objects.filter(pk=made.pk, state=InviteState.QUEUED).update(
        state=InviteState.SKIPPED, why_not=reason
    )


@transaction.atomic
def mark_sent(pk: int, at: datetime) -> None:
    """Note that the mail left, and log it as a contact moment; the second call changes nothing."""
    rows = Invite.objects.filter(pk=pk, state=InviteState.QUEUED)
    if not rows.update(state=InviteState.SENT, sent_at=at):
        return
    made = Invite.objects.select_related("account", "contact", "asked_by").get(pk=pk)
    with translation.override(get_organisation().language):
        summary = _("Invited to tell us what went wrong.")
    log_interaction(
        made.account,
        kind=InteractionKind.EMAIL,
        summary=summary,
        happened_at=at,
        by=made.asked_by,
        now=at,
        contacts=[made.contact],
    )


def mark_refused(pk: int) -> None:
    """Note that the mail server refused the mail for good."""
    rows = Invite.objects.filter(pk=pk, state=InviteState.QUEUED)
    rows.update(state=InviteState.REFUSED, why_not=WhyNot.BOUNCED)
