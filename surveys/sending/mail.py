"""Write the invitation and the reminder at the moment of sending; links are made here, never stored."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from crm.shared.formats import long_day
from crm.shared.localtime import day_end, local_date
from crm.shared.mail.purposes import Bounce, Later, Mail, Purpose, Skip
from crm.shared.organisation.calendar import load_calendar
from crm.shared.organisation.services import get_organisation
from crm.shared.people.models import User
from crm.shared.tokens import issue, token_for
from surveys.audience.decide import decide_at_sending
from surveys.audience.fatigue import Reason
from surveys.campaigns.models import ANSWER_TOKEN, Invitation, InvitationState, Survey, Trigger
from surveys.nps.score import SCORES
from surveys.sending.models import UNSUBSCRIBE_TOKEN
from surveys.sending.services import (
    AGAIN_MAIL,
    INVITATION_MAIL,
    REMINDER_MAIL,
    hold,
    mark_refused,
    mark_reminded,
    mark_sent,
    take_bounce,
)
from surveys.sending.unsubscribing import unsubscribe_link
from surveys.sending.window import next_opening

TEST_MAIL = "survey_test"
PAUSED_FOR = timedelta(minutes=10)
# These do not keep a reminder back: the person was asked already, and a reminder is no new question.
_NOT_FOR_REMINDERS = {Reason.RESTING, Reason.ACCOUNT_CAP}


def answer_url(invitation: Invitation) -> str:
    """Give the address of an invitation's answer page."""
    path = reverse("answer:show", args=[token_for(invitation, ANSWER_TOKEN)])
    return f"{settings.SITE_URL}{path}"


def unsubscribe_url(contact_id: int) -> str:
    """Give the address at which a contact stops all surveys."""
    token = token_for(unsubscribe_link(contact_id), UNSUBSCRIBE_TOKEN)
    return f"{settings.SITE_URL}{reverse('answer:unsubscribe', args=[token])}"


def _load(pk: int) -> Invitation:
    return Invitation.objects.select_related(
        "survey__wording", "survey__named_contact", "contact", "account", "occasion"
    ).get(pk=pk)


def wait_for_the_moment(invitation: Invitation, now: datetime) -> None:
    """Raise Later outside opening hours and while the survey is paused."""
    opening = next_opening(now, load_calendar())
    if opening > now:
        raise Later(opening, "outside opening hours")
    if invitation.survey.paused_at is not None:
        raise Later(now + PAUSED_FOR, "paused")


def build_invitation(mail: Any, now: datetime) -> Mail:
    """Write the invitation; raises Skip when it is not to be sent any more, Later when not now."""
    invitation = _load(mail.object_id)
    if invitation.state != InvitationState.WAITING:
        raise Skip(f"invitation is {invitation.state}")
    wait_for_the_moment(invitation, now)
    give_link(invitation, now)
    if not invitation.token_is_live(now):
        raise Skip("survey is closed")
    reason = decide_at_sending(invitation, now=now)
    if reason is not None:
        hold(invitation, reason, now=now)
        raise Skip(reason.value)
    return write(invitation, reminder=False)


def build_reminder(mail: Any, now: datetime) -> Mail:
    """Write the reminder; raises Skip when the answer came in or the person may not be asked."""
    invitation = _load(mail.object_id)
    refuse_answered(invitation, now)
    wait_for_the_moment(invitation, now)
    return write(invitation, reminder=True)


def build_again(mail: Any, now: datetime) -> Mail:
    """Write an invitation once more that came back because of a passing trouble."""
    invitation = _load(mail.object_id)
    refuse_answered(invitation, now)
    wait_for_the_moment(invitation, now)
    return write(invitation, reminder=False)


def refuse_answered(invitation: Invitation, now: datetime) -> None:
    """Raise Skip when there is nothing more to ask: answered, over, or the person may not be asked."""
    if invitation.state != InvitationState.SENT or invitation.answered:
        raise Skip("answered or not sent")
    if not invitation.token_is_live(now):
        raise Skip("survey is closed")
    reason = decide_at_sending(invitation, now=now)
    if reason is not None and reason not in _NOT_FOR_REMINDERS:
        raise Skip(reason.value)


def give_link(invitation: Invitation, now: datetime) -> None:
    """Give an invitation its link at the first attempt; a link lives its days from the sending on."""
    expires, survey = invitation.token_expires_at, invitation.survey
    if survey.spread_days > 1 or survey.trigger:
        full = day_end(local_date(now) + timedelta(days=get_organisation().survey_open_days))
        last = day_end(survey.closes_on) if survey.closes_on else full
        expires = min(full, last)
    if not invitation.token_hash:
        issue(invitation, ANSWER_TOKEN, expires_at=expires)
    elif invitation.token_expires_at != expires:
        invitation.token_expires_at = expires
        invitation.save(update_fields=["token_expires_at"])


def write(invitation: Invitation, *, reminder: bool) -> Mail:
    """Write the mail with the links of an invitation."""
    return letter(
        invitation.survey,
        contact=invitation.contact,
        language=invitation.language,
        address=answer_url(invitation),
        stop=unsubscribe_url(invitation.contact_id),
        last_day=invitation.last_day,
        reminder=reminder,
    )


def letter(
    survey: Survey,
    *,
    contact: Any,
    language: str,
    address: str,
    stop: str,
    last_day: date | None,
    reminder: bool = False,
) -> Mail:
    """Write the mail in a language: eleven score links, plain twin, unsubscribe headers.

    Without `address` (a preview) the scores are no links and no header offers to unsubscribe.
    """
    organisation, wording = get_organisation(), survey.wording
    with translation.override(language):
        context = {
            "language": language,
            "mode": survey.mode,
            "reader": survey.named_contact,
            "organisation_name": organisation.name,
            "organisation_email": organisation.email,
            "greeting": greeting(contact),
            "question": wording.text("question", language, organisation.name),
            "lowest": wording.text("lowest", language, organisation.name),
            "highest": wording.text("highest", language, organisation.name),
            "scores": [(score, f"{address}?score={score}" if address else "") for score in SCORES],
            "address": address,
            "unsubscribe": stop,
            "closes": long_day(last_day, year=True) if last_day else "",
            "reminder": reminder,
            "after_complaint": survey.trigger == Trigger.COMPLAINT,
        }
        subject = (
            _("Reminder: one question from %(organisation)s")
            if reminder
            else _("One question from %(organisation)s")
        ) % {"organisation": organisation.name}
        headers = {
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
        return Mail(
            subject=subject,
            text=render_to_string("surveys/mail/invitation.txt", context),
            html=render_to_string("surveys/mail/invitation.html", context),
            headers=headers if stop else {},
        )


def greeting(contact: Any) -> str:
    """Address a contact politely: by title and last name where known, else by full name."""
    titles = {"ms": _("Dear Ms %(name)s,"), "mr": _("Dear Mr %(name)s,")}
    if getattr(contact, "salutation", "") in titles:
        return titles[contact.salutation] % {"name": contact.last_name}
    return _("Dear %(name)s,") % {"name": getattr(contact, "name", "") or contact.get_full_name()}


def invitation_sent(mail: Any, at: datetime) -> None:
    """Record the mail server's acceptance of an invitation."""
    mark_sent(mail.object_id, at)


def invitation_refused(mail: Any, error: str, at: datetime) -> None:
    """Record the final refusal of an invitation."""
    mark_refused(mail, error, at)


def reminder_sent(mail: Any, at: datetime) -> None:
    """Record the mail server's acceptance of a reminder."""
    mark_reminded(mail.object_id, at)


def came_back(mail: Any, bounce: Bounce, at: datetime) -> None:
    """Record that a mail of a survey came back."""
    take_bounce(mail, bounce, now=at)


def sample(survey: Survey, *, to: Any, language: str) -> Mail:
    """Write the mail as somebody would get it, without a link: it can never record an answer."""
    last_day = survey.closes_on or local_date(survey.created_at) + timedelta(
        days=get_organisation().survey_open_days
    )
    return letter(survey, contact=to, language=language, address="", stop="", last_day=last_day)


def build_test(mail: Any, now: datetime) -> Mail:
    """Write the mail a colleague sends to themselves."""
    survey = Survey.objects.select_related("wording", "named_contact").get(pk=mail.object_id)
    user = User.objects.filter(email=mail.to).first() or User(last_name=mail.to)
    written = sample(survey, to=user, language=mail.language)
    return replace(written, subject=_("Test: %(subject)s") % {"subject": written.subject})


PURPOSES = (
    Purpose(TEST_MAIL, build_test),
    Purpose(INVITATION_MAIL, build_invitation, invitation_sent, invitation_refused, came_back),
    Purpose(REMINDER_MAIL, build_reminder, reminder_sent, on_bounced=came_back),
    Purpose(AGAIN_MAIL, build_again, on_bounced=came_back),
)
