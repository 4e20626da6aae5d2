"""Hand invitations and reminders to the outbox, and record what came of them."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from crm.shared.localtime import day_start, local_date
from crm.shared.mail import services as outbox
from crm.shared.mail.models import MailState, OutboxMail
from crm.shared.mail.purposes import Bounce
from crm.shared.mail.services import Letter
from crm.shared.organisation.calendar import load_calendar
from customers.contacts.models import Contact
from surveys.audience.fatigue import Reason
from surveys.campaigns.models import (
    Invitation,
    InvitationState,
    OccasionState,
    SkipEntry,
    Survey,
    SurveyState,
)
from surveys.sending.window import is_open

INVITATION_MAIL, REMINDER_MAIL, AGAIN_MAIL = (
    "survey_invitation",
    "survey_reminder",
    "survey_again",
)
PER_ROUND = 2000
SOFT_BOUNCES = 3  # so many soft bounces within SOFT_DAYS, and the address counts as broken
SOFT_DAYS = 180
AGAIN_AFTER = timedelta(days=1)
# What is wrong is the address of the receiver (RFC 3463 §3.2, RFC 7505): not its mailbox, not the mail.
UNKNOWN_ADDRESS = re.compile(r"\b5\.1\.(?:1|2|3|6|10)\b")


def running() -> Iterable[Survey]:
    """Give the surveys that send mail."""
    return Survey.objects.answerable().filter(paused_at=None).order_by("pk")


def hand_over(now: datetime, *, survey: Survey | None = None, limit: int = PER_ROUND) -> int:
    """Give invitations whose day has come to the outbox, each once; give how many.

    Only in opening hours, and no more a day than the survey's cap. Killed half-way it goes on at the
    next call: the outbox takes an invitation only once.
    """
    if not is_open(now, load_calendar()):
        return 0
    done = 0
    for one in [survey] if survey else running():
        waiting = Invitation.objects.to_hand_over(local_date(now)).filter(survey=one)
        rows = list(
            waiting.select_related("contact").order_by("planned_on", "pk")[: room(one, now, limit)]
        )
        if rows:
            done += _queue(rows, INVITATION_MAIL, now)
    return done


def room(survey: Survey, now: datetime, limit: int) -> int:
    """Give how many mails of a survey may still go to the outbox today, at most `limit`."""
    if survey.daily_cap is None:
        return limit
    today = day_start(local_date(now))
    underway = OutboxMail.objects.filter(  # a reminder that was skipped takes no room
        purpose=REMINDER_MAIL,
        object_id=OuterRef("pk"),
        state__in=[MailState.QUEUED, MailState.SENDING],
    )
    taken = (
        survey.invitations.filter(
            Q(sent_at__gte=today)
            | Q(reminded_at__gte=today)
            | Q(state=InvitationState.WAITING, queued_at__isnull=False)
            | Q(Exists(underway), reminder_queued_at__isnull=False)
        )
        .order_by()
        .values("pk")[: survey.daily_cap]
        .count()
    )
    return max(0, min(limit, survey.daily_cap - taken))


def _queue(rows: list[Invitation], purpose: str, now: datetime) -> int:
    column = "queued_at" if purpose == INVITATION_MAIL else "reminder_queued_at"
    letters = [
        Letter(
            object_id=row.pk,
            to=row.contact.email,
            language=row.language,
            unique_key=f"{purpose}:{row.pk}"
            + ("" if purpose == INVITATION_MAIL else f":{row.reminders_sent + 1}"),
        )
        for row in rows
    ]
    with transaction.atomic():
        outbox.queue_many(purpose, letters, now=now)
        Invitation.objects.filter(pk__in=[row.pk for row in rows]).update(**{column: now})
    return len(rows)


def remind(now: datetime, *, limit: int = PER_ROUND) -> int:
    """Ask for the reminder of everybody who did not answer in time; give how many."""
    if not is_open(now, load_calendar()):
        return 0
    done = 0
    for survey in running():
        if survey.reminders and survey.remind_after_days:
            due = Invitation.objects.to_remind(survey, now).select_related("contact")
            rows = list(due.order_by("pk")[: room(survey, now, limit)])
            if rows:
                done += _queue(rows, REMINDER_MAIL, now)
    return done


def wake(survey: Survey, now: datetime) -> None:
    """Have the outbox look at the waiting mails of a survey again at once."""
    for purpose in (INVITATION_MAIL, REMINDER_MAIL):
        OutboxMail.objects.filter(
            purpose=purpose,
            state=MailState.QUEUED,
            object_id__in=survey.invitations.order_by().values("pk"),
            next_try_at__gt=now,
        ).update(next_try_at=now)


def hold(invitation: Invitation, reason: Reason, *, now: datetime) -> None:
    """Note that somebody is not asked after all, found at the moment of sending."""
    with transaction.atomic():
        won = Invitation.objects.filter(pk=invitation.pk, state=InvitationState.WAITING).update(
            state=InvitationState.CANCELLED, held_reason=reason
        )
        if not won:
            return
        SkipEntry.objects.get_or_create(
            survey_id=invitation.survey_id,
            contact_id=invitation.contact_id,
            occasion_id=invitation.occasion_id,
            defaults={"account_id": invitation.account_id, "reason": reason, "noted_at": now},
        )
        Survey.objects.filter(pk=invitation.survey_id).update(
            asked=F("asked") - 1, skipped=F("skipped") + 1
        )
        if (
            invitation.occasion_id
            and not invitation.occasion.invitations.filter(held_reason="").exists()
        ):
            type(invitation.occasion).objects.filter(pk=invitation.occasion_id).update(
                state=OccasionState.SKIPPED, reason=reason
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


def mark_reminded(invitation_id: int, at: datetime) -> None:
    """Record that the mail server took a reminder; the next one, if any, counts from here."""
    Invitation.objects.filter(pk=invitation_id).update(
        reminded_at=at, reminders_sent=F("reminders_sent") + 1, reminder_queued_at=None
    )


def mark_refused(mail: OutboxMail, error: str, at: datetime) -> None:
    """Record that the mail server refused the invitation for good; an address it does not know is not used again."""
    won = Invitation.objects.filter(pk=mail.object_id, state=InvitationState.WAITING).update(
        state=InvitationState.REFUSED
    )
    if won and UNKNOWN_ADDRESS.search(error):
        invited = Invitation.objects.filter(pk=mail.object_id).values("contact")
        _not_again(Contact.objects.filter(pk__in=invited), mail.to, at)


def take_bounce(mail: OutboxMail, bounce: Bounce, *, now: datetime) -> None:
    """Record that a survey mail came back.

    Hard: the address is not used again. Soft: once more a day later; the third time in half a year it
    counts as hard.
    """
    invitation = Invitation.objects.select_related("contact").get(pk=mail.object_id)
    Invitation.objects.filter(pk=invitation.pk).update(bounces=F("bounces") + 1, bounced_at=now)
    earlier = Invitation.objects.filter(
        contact=invitation.contact_id, bounced_at__gte=now - timedelta(days=SOFT_DAYS)
    )
    times = sum(earlier.values_list("bounces", flat=True))
    if bounce.hard or times >= SOFT_BOUNCES:
        _suppress(invitation, mail.to, now)
        return
    if not invitation.answered:
        outbox.queue(
            AGAIN_MAIL,
            object_id=invitation.pk,
            to=invitation.contact.email,
            language=invitation.language,
            now=now,
            not_before=now + AGAIN_AFTER,
            unique_key=f"{AGAIN_MAIL}:{invitation.pk}:{times}",
        )


def _suppress(invitation: Invitation, to: str, now: datetime) -> None:
    won = Invitation.objects.filter(
        pk=invitation.pk, state=InvitationState.SENT, answered=False
    ).update(state=InvitationState.BOUNCED)
    if won:
        Survey.objects.filter(pk=invitation.survey_id).update(bounced=F("bounced") + 1)
    _not_again(Contact.objects.filter(pk=invitation.contact_id), to, now)


def _not_again(contacts: QuerySet[Contact], to: str, now: datetime) -> None:
    """Keep an address out of what is sent later, unless it was changed since."""
    contacts.filter(email=to, bounced_at=None).update(bounced_at=now)


def settle(now: datetime) -> int:
    """Call surveys open whose mails have all left; give how many."""
    moved = 0
    for survey in Survey.objects.filter(state=SurveyState.SENDING):
        if not survey.invitations.filter(state=InvitationState.WAITING).exists():
            moved += Survey.objects.filter(pk=survey.pk, state=SurveyState.SENDING).update(
                state=SurveyState.OPEN
            )
    return moved
