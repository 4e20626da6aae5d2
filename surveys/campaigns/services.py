"""Set up, send and close surveys, and let people stop them."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from crm.shared.audit.services import record
from crm.shared.localtime import day_end, local_date
from crm.shared.mail import services as outbox
from crm.shared.organisation.services import get_organisation
from crm.shared.tokens import digest, make, new_nonce
from customers.contacts.models import Contact
from surveys.campaigns.audience import Person, Plan, plan
from surveys.campaigns.fatigue import Reason
from surveys.campaigns.models import (
    ANSWER_TOKEN,
    UNSUBSCRIBE_TOKEN,
    Invitation,
    InvitationState,
    SkipEntry,
    Survey,
    SurveyState,
    UnsubscribeLink,
    WordingVersion,
)
from surveys.errors import SurveyError, TooLate

INVITATION_MAIL, REMINDER_MAIL = "survey_invitation", "survey_reminder"
AT_ONCE, PER_ROUND, CHUNK = 100, 2000, 500


def latest_wording() -> WordingVersion:
    """Give the wording a new survey uses."""
    return WordingVersion.objects.order_by("-number")[:1].get()


def save_survey(survey: Survey, *, by: Any, now: datetime) -> Survey:
    """Store a draft; raises SurveyError once it was launched."""
    is_new = survey.pk is None
    if survey.state != SurveyState.DRAFT:
        raise SurveyError(_("This survey is on its way; it can no longer be changed."))
    with transaction.atomic():
        if is_new:
            survey.created_at, survey.created_by = now, by
            survey.wording = latest_wording()
        survey.save()
        record("created" if is_new else "changed", survey, by=by)
    return survey


def launch(survey: Survey, *, by: Any, now: datetime) -> Plan:
    """Invite everybody who may be asked now, and note of all others why not; give the plan.

    Raises SurveyError when nobody would be asked, TooLate when it was launched already.
    """
    last_day = survey.closes_on or local_date(now) + timedelta(
        days=get_organisation().survey_open_days
    )
    if last_day < local_date(now):
        raise SurveyError(_("The closing date has passed; choose a later one."), field="closes_on")
    with transaction.atomic():
        won = Survey.objects.filter(pk=survey.pk, state=SurveyState.DRAFT).update(
            state=SurveyState.SENDING, launched_at=now, closes_on=last_day
        )
        if not won:
            raise TooLate(_("This survey was launched already."))
        decided = plan(survey, now=now)
        if not decided.asked:
            raise SurveyError(_("Nobody would be asked. Look below for the reasons."))
        _write_invitations(survey, decided.asked, expires_at=day_end(last_day))
        _write_skips(survey, decided.skipped, now=now)
        Survey.objects.filter(pk=survey.pk).update(
            asked=len(decided.asked), skipped=len(decided.skipped)
        )
        record("launched", survey, by=by)
    survey.refresh_from_db()
    hand_over(now, survey=survey, limit=AT_ONCE)
    return decided


def _write_invitations(survey: Survey, people: list[Person], *, expires_at: datetime) -> None:
    for start in range(0, len(people), CHUNK):
        chunk = people[start : start + CHUNK]
        rows = Invitation.objects.bulk_create(
            Invitation(
                survey=survey,
                contact_id=person.contact_id,
                account_id=person.account_id,
                language=person.language,
                token_expires_at=expires_at,
            )
            for person in chunk
        )
        for row in rows:
            row.token_nonce = new_nonce()
            row.token_hash = digest(make(ANSWER_TOKEN, row.pk, row.token_nonce))
        Invitation.objects.bulk_update(rows, ["token_nonce", "token_hash"])
        _write_unsubscribe_links([person.contact_id for person in chunk])


def _write_unsubscribe_links(contacts: list[int]) -> None:
    """Give who has none yet a link to stop surveys; public pages only read it."""
    known = set(
        UnsubscribeLink.objects.filter(contact__in=contacts).values_list("contact_id", flat=True)
    )
    links = UnsubscribeLink.objects.bulk_create(
        UnsubscribeLink(contact_id=pk) for pk in contacts if pk not in known
    )
    for link in links:
        link.token_nonce = new_nonce()
        link.token_hash = digest(make(UNSUBSCRIBE_TOKEN, link.pk, link.token_nonce))
    UnsubscribeLink.objects.bulk_update(links, ["token_nonce", "token_hash"])


def _write_skips(survey: Survey, people: list[Person], *, now: datetime) -> None:
    SkipEntry.objects.bulk_create(
        (
            SkipEntry(
                survey=survey,
                contact_id=person.contact_id,
                account_id=person.account_id,
                reason=person.decision.reason,
                eligible_from=person.decision.eligible_from,
                noted_at=now,
            )
            for person in people
        ),
        batch_size=CHUNK,
    )


def hand_over(now: datetime, *, survey: Survey | None = None, limit: int = PER_ROUND) -> int:
    """Give invitations that wait to the outbox, each once; give how many.

    Killed half-way it goes on at the next call: the outbox takes an invitation only once.
    """
    waiting = Invitation.objects.to_hand_over().select_related("contact").order_by("pk")
    if survey is not None:
        waiting = waiting.filter(survey=survey)
    done = 0
    rows = list(waiting[:limit])
    for start in range(0, len(rows), CHUNK):
        with transaction.atomic():
            for row in rows[start : start + CHUNK]:
                done += _queue(row, INVITATION_MAIL, now)
            Invitation.objects.filter(
                pk__in=[row.pk for row in rows[start : start + CHUNK]]
            ).update(queued_at=now)
    return done


def _queue(invitation: Invitation, purpose: str, now: datetime) -> int:
    outbox.queue(
        purpose,
        object_id=invitation.pk,
        to=invitation.contact.email,
        language=invitation.language,
        now=now,
        unique_key=f"{purpose}:{invitation.pk}",
    )
    return 1


def remind(now: datetime, *, limit: int = PER_ROUND) -> int:
    """Ask for the one reminder of everybody who did not answer in time; give how many."""
    due = [
        row
        for row in Invitation.objects.to_remind(now)
        .select_related("contact", "survey")
        .order_by("pk")[:limit]
        if row.sent_at + timedelta(days=row.survey.remind_after_days) <= now
    ]
    with transaction.atomic():
        for row in due:
            _queue(row, REMINDER_MAIL, now)
        Invitation.objects.filter(pk__in=[row.pk for row in due]).update(reminder_queued_at=now)
    return len(due)


def advance(now: datetime) -> int:
    """Open surveys whose mails are all on their way, and close those whose time is over."""
    moved = 0
    for survey in Survey.objects.filter(state=SurveyState.SENDING):
        if not survey.invitations.filter(state=InvitationState.WAITING).exists():
            moved += Survey.objects.filter(pk=survey.pk, state=SurveyState.SENDING).update(
                state=SurveyState.OPEN
            )
    for survey in Survey.objects.answerable().filter(closes_on__lt=local_date(now)):
        close(survey, by=None, now=now)
        moved += 1
    return moved


def close(survey: Survey, *, by: Any, now: datetime) -> Survey:
    """Close a survey: its links show that it is over, and what waits is not sent."""
    with transaction.atomic():
        won = (
            Survey.objects.filter(pk=survey.pk)
            .answerable()
            .update(state=SurveyState.CLOSED, closed_at=now)
        )
        if not won:
            raise TooLate(_("This survey is not running."))
        survey.invitations.filter(state=InvitationState.WAITING).update(
            state=InvitationState.CANCELLED
        )
        survey.invitations.filter(token_expires_at__gt=now).update(token_expires_at=now)
        survey.answers.filter(locked_at__gt=now).update(locked_at=now)
        record("closed", survey, by=by)
    survey.refresh_from_db()
    return survey


def delete_draft(survey: Survey, *, by: Any) -> None:
    """Remove a survey that was never launched."""
    with transaction.atomic():
        record("deleted", survey, by=by)
        gone, _rows = Survey.objects.filter(pk=survey.pk, state=SurveyState.DRAFT).delete()
        if not gone:
            raise TooLate(_("This survey was launched already."))


def hold(invitation: Invitation, reason: Reason, *, now: datetime) -> None:
    """Note that somebody is not asked after all, found at the moment of sending."""
    with transaction.atomic():
        won = Invitation.objects.filter(pk=invitation.pk, state=InvitationState.WAITING).update(
            state=InvitationState.CANCELLED, held_reason=reason
        )
        if won:
            SkipEntry.objects.get_or_create(
                survey_id=invitation.survey_id,
                contact_id=invitation.contact_id,
                defaults={
                    "account_id": invitation.account_id,
                    "reason": reason,
                    "noted_at": now,
                },
            )
            Survey.objects.filter(pk=invitation.survey_id).update(
                asked=F("asked") - 1, skipped=F("skipped") + 1
            )


def mark_sent(invitation_id: int, at: datetime) -> None:
    """Record that the mail server took the invitation; the contact's rest period starts."""
    won = Invitation.objects.filter(pk=invitation_id, state=InvitationState.WAITING).update(
        state=InvitationState.SENT, sent_at=at
    )
    if won:
        contact_id, survey_id = Invitation.objects.values_list("contact_id", "survey_id").get(
            pk=invitation_id
        )
        Contact.objects.filter(pk=contact_id).update(last_invited_at=at)
        Survey.objects.filter(pk=survey_id).update(sent=F("sent") + 1)


def mark_refused(invitation_id: int, at: datetime) -> None:
    """Record that the mail server refused the invitation for good."""
    Invitation.objects.filter(pk=invitation_id, state=InvitationState.WAITING).update(
        state=InvitationState.REFUSED
    )


def note_answered(invitation: Invitation, *, at: datetime | None) -> bool:
    """Note, once, that an invitation was answered; at=None keeps no moment. True the first time."""
    rows = Invitation.objects.filter(pk=invitation.pk, answered=False)
    first = bool(rows.update(answered=True, answered_at=at))
    if first:
        Survey.objects.filter(pk=invitation.survey_id).update(answered=F("answered") + 1)
    return first
