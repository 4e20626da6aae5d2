"""The mail that invites somebody to tell us what went wrong, written at the moment of sending."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from crm.insight.inviting.models import Invite, InviteState
from crm.insight.inviting.rule import why_not
from crm.insight.inviting.services import (
    TELL_US_MAIL,
    mark_refused,
    mark_sent,
    person_of,
    skip_at_sending,
)
from crm.shared.mail.purposes import Later, Mail, Purpose, Skip
from crm.shared.organisation.calendar import load_calendar
from crm.shared.organisation.services import get_organisation
from surveys.sending.mail import greeting, unsubscribe_url
from surveys.sending.window import next_opening


def build(mail: Any, now: datetime) -> Mail:
    """Write the invitation; raises Skip when the person may not be asked any more, Later outside opening hours."""
    made = Invite.objects.select_related("contact__account", "asked_by").get(pk=mail.object_id)
    if made.state != InviteState.QUEUED or made.contact is None:
        raise Skip(f"invitation is {made.state}")
    opening = next_opening(now, load_calendar())
    if opening > now:
        raise Later(opening, "outside opening hours")
    organisation = get_organisation()
    person = person_of(made.contact, None)
    reason = why_not(person, now=now, rest_days=organisation.nps_rest_days)
    if reason is not None:
        skip_at_sending(made, reason)
        raise Skip(reason.value)
    stop = unsubscribe_url(made.contact.pk)
    with translation.override(mail.language):
        context = {
            "greeting": greeting(made.contact),
            "organisation_name": organisation.name,
            "sender": made.asked_by.display_name,
            "address": f"{settings.SITE_URL}{reverse('intake:form')}?lang={mail.language}",
            "unsubscribe": stop,
        }
        return Mail(
            subject=_("What could %(organisation)s have done better?")
            % {"organisation": organisation.name},
            text=render_to_string("insight/mail/tell_us.txt", context),
            headers={
                "List-Unsubscribe": f"<{stop}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        )


def sent(mail: Any, at: datetime) -> None:
    """Note the mail server's acceptance."""
    mark_sent(mail.object_id, at)


def refused(mail: Any, error: str, at: datetime) -> None:
    """Note the final refusal."""
    mark_refused(mail.object_id)


PURPOSE = Purpose(TELL_US_MAIL, build, on_sent=sent, on_refused=refused)
