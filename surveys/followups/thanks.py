"""Thank a customer by mail for an answer; the text is for the customer, never the internal note."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from crm.shared.audit.services import record
from crm.shared.mail import services as outbox
from customers.contacts.models import ConsentState
from surveys.answers.models import Answer
from surveys.errors import SurveyError, TooLate
from surveys.followups.models import ThankYou

THANKS_MAIL = "answer_thanks"


def may_thank(answer: Answer) -> bool:
    """Tell whether this answer can be thanked for by mail: there is an address that works, and no objection."""
    contact = answer.contact
    return bool(
        contact
        and contact.email
        and contact.left_on is None
        and contact.bounced_at is None
        and ConsentState.OBJECTED not in (contact.consent_survey, contact.consent_email)
    )


def thank(answer: Answer, *, text: str, by: Any, now: datetime) -> ThankYou:
    """Send a thank-you mail, once; raises SurveyError without text or address, TooLate the second time."""
    text = text.strip()
    if not text:
        raise SurveyError(_("Write what you want to say."), field="text")
    if not may_thank(answer):
        raise SurveyError(_("There is no address to write to."), field="text")
    try:
        with transaction.atomic():
            thanks = ThankYou.objects.create(answer=answer, text=text, by=by, written_at=now)
            outbox.queue(
                THANKS_MAIL,
                object_id=thanks.pk,
                to=answer.contact.email,
                language=answer.language,
                now=now,
                unique_key=f"{THANKS_MAIL}:{answer.pk}",
            )
            record("thanked", answer, by=by, account_id=answer.account_id)
    except IntegrityError as error:
        raise TooLate(_("Somebody thanked for this answer already.")) from error
    return thanks
