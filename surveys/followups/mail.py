"""Write the mails of the closed loop: to colleagues who are late, and to customers in thanks."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from crm.shared.mail.purposes import Mail, Purpose, Skip
from crm.shared.organisation.services import get_organisation
from surveys.followups.models import FollowUp, FollowUpState, ThankYou
from surveys.followups.reminding import MANAGER_MAIL, OWNER_MAIL
from surveys.followups.thanks import THANKS_MAIL, may_thank
from surveys.sending.mail import greeting


def _late(mail: Any, *, for_manager: bool) -> Mail:
    followup = FollowUp.objects.select_related("account", "owner", "answer__contact").get(
        pk=mail.object_id
    )
    if followup.state != FollowUpState.OPEN:
        raise Skip("somebody took it")
    values = {"who": followup.answer.who, "account": followup.account.name}
    subject = (
        _("Not called yet: %(who)s, %(account)s") if for_manager
        else _("You were going to call %(who)s, %(account)s")
    )  # fmt: skip
    context = {
        "followup": followup,
        "for_manager": for_manager,
        "url": f"{settings.SITE_URL}{followup.get_absolute_url()}",
    }
    return Mail(
        subject=subject % values, text=render_to_string("surveys/mail/followup_late.txt", context)
    )


def build_reminder(mail: Any, now: datetime) -> Mail:
    """Write to the owner; raises Skip when somebody took the follow-up meanwhile."""
    return _late(mail, for_manager=False)


def build_escalation(mail: Any, now: datetime) -> Mail:
    """Write to the manager; raises Skip when somebody took the follow-up meanwhile."""
    return _late(mail, for_manager=True)


def build_thanks(mail: Any, now: datetime) -> Mail:
    """Write the thank-you mail, signed and answered by whoever wrote it."""
    thanks = ThankYou.objects.select_related("answer__contact", "by").get(pk=mail.object_id)
    if not may_thank(thanks.answer):
        raise Skip("no address")
    organisation = get_organisation()
    context = {
        "language": mail.language,
        "organisation_name": organisation.name,
        "greeting": greeting(thanks.answer.contact),
        "text": thanks.text,
        "by": thanks.by.display_name,
    }
    return Mail(
        subject=_("Thank you for your answer"),
        text=render_to_string("surveys/mail/letter.txt", context),
        html=render_to_string("surveys/mail/letter.html", context),
        reply_to=thanks.by.email,
    )


def thanks_sent(mail: Any, at: datetime) -> None:
    """Record the mail server's acceptance."""
    ThankYou.objects.filter(pk=mail.object_id).update(sent_at=at)


def thanks_refused(mail: Any, error: str, at: datetime) -> None:
    """Record the final refusal."""
    ThankYou.objects.filter(pk=mail.object_id).update(failed=True)


PURPOSES = (
    Purpose(OWNER_MAIL, build_reminder),
    Purpose(MANAGER_MAIL, build_escalation),
    Purpose(THANKS_MAIL, build_thanks, thanks_sent, thanks_refused),
)
