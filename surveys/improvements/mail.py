"""Write to customers that what they asked for is done."""

from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from crm.shared.mail.purposes import Mail, Purpose, Skip
from crm.shared.organisation.services import get_organisation
from customers.contacts.models import ConsentState
from surveys.improvements.models import Telling, TellingState
from surveys.improvements.services import TELLING_MAIL
from surveys.sending.mail import greeting, unsubscribe_url


def build(mail: Any, now: datetime) -> Mail:
    """Write the mail in the contact's language; looks again whether the person may be written to."""
    telling = Telling.objects.select_related("improvement__owner", "contact").get(pk=mail.object_id)
    contact = telling.contact
    if (
        contact.left_on
        or contact.bounced_at
        or not contact.email
        or contact.consent_survey == ConsentState.OBJECTED
    ):
        Telling.objects.filter(pk=telling.pk).update(state=TellingState.SKIPPED)
        raise Skip("not to be written to any more")
    organisation, stop = get_organisation(), unsubscribe_url(contact.pk)
    context = {
        "language": mail.language,
        "organisation_name": organisation.name,
        "greeting": greeting(contact),
        "intro": _("In our survey you told us what we could do better. This is what we did:"),
        "text": telling.improvement.did(mail.language),
        "by": telling.improvement.owner.display_name,
        "unsubscribe": stop,
    }
    return Mail(
        subject=_("You asked, we did: %(organisation)s") % {"organisation": organisation.name},
        text=render_to_string("surveys/mail/letter.txt", context),
        html=render_to_string("surveys/mail/letter.html", context),
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
        reply_to=telling.improvement.owner.email,
    )


def sent(mail: Any, at: datetime) -> None:
    """Record the mail server's acceptance."""
    Telling.objects.filter(pk=mail.object_id).update(state=TellingState.SENT, sent_at=at)


def refused(mail: Any, error: str, at: datetime) -> None:
    """Record the final refusal."""
    Telling.objects.filter(pk=mail.object_id).update(state=TellingState.REFUSED)


PURPOSES = (Purpose(TELLING_MAIL, build, sent, refused),)
