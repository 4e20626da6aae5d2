"""Write the invitation and the reminder at the moment of sending; links are made here, never stored."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from crm.shared.formats import long_day
from crm.shared.mail.purposes import Mail, Purpose, Skip
from crm.shared.organisation.services import get_organisation
from crm.shared.tokens import token_for
from surveys.campaigns.audience import decide_at_sending
from surveys.campaigns.fatigue import Reason
from surveys.campaigns.models import (
    ANSWER_TOKEN,
    UNSUBSCRIBE_TOKEN,
    Invitation,
    InvitationState,
)
from surveys.campaigns.services import (
    INVITATION_MAIL,
    REMINDER_MAIL,
    hold,
    mark_refused,
    mark_sent,
)
from surveys.campaigns.unsubscribing import unsubscribe_link
from surveys.nps.score import SCORES

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
    return Invitation.objects.select_related("survey__wording", "contact", "account").get(pk=pk)


def build_invitation(mail: Any, now: datetime) -> Mail:
    """Write the invitation; raises Skip when it is not to be sent any more."""
    invitation = _load(mail.object_id)
    if invitation.state != InvitationState.WAITING:
        raise Skip(f"invitation is {invitation.state}")
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
    if invitation.state != InvitationState.SENT or invitation.answered:
        raise Skip("answered or not sent")
    if not invitation.token_is_live(now):
        raise Skip("survey is closed")
    reason = decide_at_sending(invitation, now=now)
    if reason is not None and reason not in _NOT_FOR_REMINDERS:
        raise Skip(reason.value)
    return write(invitation, reminder=True)


def write(invitation: Invitation, *, reminder: bool) -> Mail:
    """Write the mail in the contact's language: eleven score links, plain twin, unsubscribe headers."""
    organisation = get_organisation()
    language = invitation.language
    wording = invitation.survey.wording
    address, stop = answer_url(invitation), unsubscribe_url(invitation.contact_id)
    with translation.override(language):
        context = {
            "language": language,
            "organisation_name": organisation.name,
            "organisation_email": organisation.email,
            "greeting": greeting(invitation.contact),
            "question": wording.text("question", language, organisation.name),
            "lowest": wording.text("lowest", language, organisation.name),
            "highest": wording.text("highest", language, organisation.name),
            "scores": [(score, f"{address}?score={score}") for score in SCORES],
            "address": address,
            "unsubscribe": stop,
            "closes": long_day(invitation.survey.closes_on, year=True),
            "reminder": reminder,
        }
        subject = (
            _("Reminder: one question from %(organisation)s")
            if reminder
            else _("One question from %(organisation)s")
        ) % {"organisation": organisation.name}
        return Mail(
            subject=subject,
            text=render_to_string("surveys/mail/invitation.txt", context),
            html=render_to_string("surveys/mail/invitation.html", context),
            headers={
                "List-Unsubscribe": f"<{stop}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        )


def greeting(contact: Any) -> str:
    """Address a contact politely: by title and last name where known, else by full name."""
    titles = {"ms": _("Dear Ms %(name)s,"), "mr": _("Dear Mr %(name)s,")}
    if contact.salutation in titles:
        return titles[contact.salutation] % {"name": contact.last_name}
    return _("Dear %(name)s,") % {"name": contact.name}


def invitation_sent(mail: Any, at: datetime) -> None:
    """Record the mail server's acceptance of an invitation."""
    mark_sent(mail.object_id, at)


def invitation_refused(mail: Any, error: str, at: datetime) -> None:
    """Record the final refusal of an invitation."""
    mark_refused(mail.object_id, at)


def reminder_sent(mail: Any, at: datetime) -> None:
    """Record the mail server's acceptance of a reminder."""
    Invitation.objects.filter(pk=mail.object_id).update(reminded_at=at)


def nothing_to_do(mail: Any, error: str, at: datetime) -> None:
    """Leave the invitation as it is when its reminder was refused."""


PURPOSES = (
    Purpose(INVITATION_MAIL, build_invitation, invitation_sent, invitation_refused),
    Purpose(REMINDER_MAIL, build_reminder, reminder_sent, nothing_to_do),
)
