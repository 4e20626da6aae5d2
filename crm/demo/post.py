"""The postman of the past: mails of the replay leave when they were written, none leaves this machine."""

import re
from datetime import datetime, timedelta

from django.db.models import Max
from django.utils import translation

from crm.demo.history import History
from crm.shared.mail import purposes
from crm.shared.mail.models import DeliveredMail, MailState, OutboxMail
from crm.shared.mail.worker import Worker

READABLE_DAYS = 5  # mails of these days stand on the mailbox page; writing all takes long
OUR_LINK = re.compile(r"http://localhost:\d+")


def deliver(history: History, now: datetime) -> None:
    """Send what is due at that moment, with everything that follows from it."""
    if now >= history.moment(-READABLE_DAYS):
        _send(now)
    else:
        _take_as_sent(now)


def plan_delivery(history: History, at: datetime) -> None:
    """Plan a round of the postman one minute later; what is too new waits for the real worker."""
    later = at + timedelta(minutes=1)
    if later <= history.now:
        history.plan(later, lambda now: deliver(history, now))


def refuse(now: datetime, error: str) -> None:
    """Have the mail server refuse for good what is due at that moment."""
    for mail in OutboxMail.objects.due(now):
        OutboxMail.objects.filter(pk=mail.pk).update(
            state=MailState.FAILED, attempts=1, last_error=error
        )
        purpose = purposes.find(mail.purpose)
        if purpose.on_refused:
            purpose.on_refused(mail, error, now)


def readdress(address: str) -> int:
    """Point the links of the mails in the mailbox at the port the demo runs on now; say how many."""
    changed = 0
    for mail in DeliveredMail.objects.filter(text__contains="http://localhost:"):
        text, html = (OUR_LINK.sub(address, part) for part in (mail.text, mail.html))
        if (text, html) != (mail.text, mail.html):
            DeliveredMail.objects.filter(pk=mail.pk).update(text=text, html=html)
            changed += 1
    return changed


def _send(now: datetime) -> None:
    """Let the real worker write and send the mails, with its clock set to that moment."""
    last = DeliveredMail.objects.aggregate(last=Max("pk"))["last"] or 0
    Worker(clock=lambda: now).send_due()
    DeliveredMail.objects.filter(pk__gt=last).update(delivered_at=now)


def _take_as_sent(now: datetime) -> None:
    """Record old mails as sent without writing them."""
    mails = list(OutboxMail.objects.due(now).order_by("next_try_at", "pk"))
    OutboxMail.objects.filter(pk__in=[mail.pk for mail in mails]).update(
        state=MailState.SENT, sent_at=now, attempts=1
    )
    for mail in mails:
        on_sent = purposes.find(mail.purpose).on_sent
        if on_sent:
            with translation.override(mail.language):
                on_sent(mail, now)
