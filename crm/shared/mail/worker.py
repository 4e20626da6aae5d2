"""The postman: takes due mail from the outbox, writes it and hands it to the mail server.

A mail is claimed by a conditional UPDATE with a lease, so that two workers never take the same one
and a killed worker's mail is taken again when the lease is over. Its Message-ID was stored when it
was queued: a copy sent after a kill is recognised by mail programs as the same mail. `sent`, and
what follows from it, are stored in one transaction right after the server's acceptance.
"""

import logging
import secrets
import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import OperationalError, transaction
from django.db.models import F
from django.utils import timezone, translation

from crm.shared.mail import purposes, services
from crm.shared.mail.backoff import LEASE, MAX_ATTEMPTS, Breaker, Trouble, judge, wait_after
from crm.shared.mail.models import MailState, OutboxMail
from crm.shared.mail.verp import return_path
from crm.shared.organisation.services import get_organisation, remembered

logger = logging.getLogger(__name__)
BATCH = 20
PER_CONNECTION = 100
SHORTEST_WAIT = timedelta(seconds=30)


class ServerAway(Exception):
    """Says that no connection to the mail server could be made."""


class Worker:
    """Sends what is due; one mail server connection serves a whole batch."""

    def __init__(self, clock: Callable[[], datetime] = timezone.now) -> None:
        self.clock = clock
        self.name = secrets.token_hex(8)
        self.breaker = Breaker()
        self.connection = None
        self.carried = 0

    def send_due(self, should_stop: Callable[[], bool] = lambda: False) -> int:
        """Send everything due now; returns how many mails left the house."""
        sent = 0
        try:
            while not should_stop() and not self.breaker.is_open(self.clock()):
                mail = self.claim(self.clock())
                if mail is None:
                    break
                sent += self.handle(mail)
        finally:
            self.hang_up()
        return sent

    def claim(self, now: datetime) -> OutboxMail | None:
        """Take one due mail for the length of a lease; None when there is none."""
        due = OutboxMail.objects.due(now)
        for pk in list(due.order_by("next_try_at", "pk").values_list("pk", flat=True)[:BATCH]):
            until = now + LEASE
            won = due.filter(pk=pk).update(
                state=MailState.SENDING,
                lease=self.name,
                lease_until=until,
                next_try_at=until,
                attempts=F("attempts") + 1,
            )
            if won:
                return OutboxMail.objects.get(pk=pk)
        return None

    def handle(self, mail: OutboxMail) -> bool:
        """Write and send one claimed mail; says whether it left."""
        with remembered(), translation.override(mail.language):
            if mail.attempts > MAX_ATTEMPTS:  # its earlier attempts ended in a killed worker
                self.give_up(mail, mail.last_error or "no attempt came to an end")
                return False
            try:
                message = self.write(mail)
            except purposes.Later as later:
                self.put_off(mail, later)
                return False
            except Exception as error:  # a poisoned mail must not stop the others
                logger.exception("Mail %s could not be written", mail.pk)
                self.put_back_or_give_up(mail, Trouble.LATER, error)
                return False
            if message is None:
                return False
            return self.hand_over(mail, message)

    def write(self, mail: OutboxMail) -> EmailMultiAlternatives | None:
        """Have the purpose write the mail; a mail not wanted any more is cancelled and gives None."""
        with transaction.atomic():
            try:
                built = purposes.find(mail.purpose).build(mail, self.clock())
                reason = "not wanted any more"
            except purposes.Skip as skip:
                built, reason = None, str(skip) or "skipped"
            if built is None:
                self.mine(mail).update(state=MailState.CANCELLED, last_error=reason[:300])
                return None
        reply_to = built.reply_to or get_organisation().email
        message = EmailMultiAlternatives(
            subject=" ".join(built.subject.split()),
            body=built.text,
            from_email=return_path(mail) or settings.DEFAULT_FROM_EMAIL,
            to=[built.to or mail.to],
            reply_to=[reply_to] if reply_to else None,
            headers={
                "From": settings.DEFAULT_FROM_EMAIL,
                "Message-ID": mail.message_id,
                "Auto-Submitted": "auto-generated",
                **built.headers,
            },
        )
        if built.html:
            message.attach_alternative(built.html, "text/html")
        return message

    def put_off(self, mail: OutboxMail, later: purposes.Later) -> None:
        """Put a mail back until the moment its purpose named; its attempt does not count."""
        self.mine(mail).update(
            state=MailState.QUEUED,
            lease_until=None,
            next_try_at=max(later.moment, self.clock() + SHORTEST_WAIT),
            attempts=F("attempts") - 1,
            last_error=str(later)[:300],
        )

    def hand_over(self, mail: OutboxMail, message: EmailMultiAlternatives) -> bool:
        """Give the mail to the server and store what came of it."""
        try:
            if not message.recipients():
                raise ValueError("no address")
            message.connection = self.dial()
            if not message.send():
                raise OSError("the mail server took nothing")
            self.carried += 1
        except Exception as error:  # every failure is judged, none may stop the postman
            trouble = Trouble.SERVER if isinstance(error, ServerAway) else judge(error)
            if trouble is Trouble.SERVER or isinstance(error, OSError | smtplib.SMTPException):
                self.hang_up()
            if trouble is Trouble.SERVER:
                self.breaker.failed(self.clock())
            else:
                self.breaker.worked()
            logger.warning("Mail %s was not accepted: %s", mail.pk, type(error).__name__)
            self.put_back_or_give_up(mail, trouble, error)
            return False
        self.breaker.worked()
        self.record_sent(mail)
        return True

    def record_sent(self, mail: OutboxMail) -> None:
        """Store the acceptance and what follows from it in one transaction."""
        mail.state, mail.sent_at = MailState.SENT, self.clock()
        values = {"state": MailState.SENT, "sent_at": mail.sent_at, "last_error": ""}
        on_sent = purposes.find(mail.purpose).on_sent
        try:
            with transaction.atomic():
                if self.mine(mail).update(**values) and on_sent:
                    on_sent(mail, mail.sent_at)
        except OperationalError:  # the database is away: the lease brings the mail back
            raise
        except Exception as error:  # accepted is accepted: never send again because of this
            logger.exception("What follows on mail %s could not be stored", mail.pk)
            values |= {"follow_up_due": True, "last_error": described(error)}
            self.mine(mail).update(**values)

    def put_back_or_give_up(self, mail: OutboxMail, trouble: Trouble, error: Exception) -> None:
        """Store a failure: back into the queue after a wait, or given up."""
        if trouble is Trouble.NEVER or (trouble is Trouble.LATER and mail.attempts >= MAX_ATTEMPTS):
            self.give_up(mail, described(error))
            return
        values = {"attempts": F("attempts") - 1} if trouble is Trouble.SERVER else {}
        self.mine(mail).update(
            state=MailState.QUEUED,
            lease_until=None,
            next_try_at=self.clock() + wait_after(mail.attempts),
            last_error=described(error),
            **values,
        )

    def give_up(self, mail: OutboxMail, error: str) -> None:
        """Store that a mail will not be sent, and what follows from that, in one transaction."""
        on_refused = getattr(purposes.get(mail.purpose), "on_refused", None)
        values = {"state": MailState.FAILED, "last_error": error[:300]}
        mail.state, mail.last_error = MailState.FAILED, error[:300]
        try:
            with transaction.atomic():
                if self.mine(mail).update(**values) and on_refused:
                    on_refused(mail, error, self.clock())
        except OperationalError:
            raise
        except Exception:
            logger.exception("What follows on the failure of mail %s could not be stored", mail.pk)
            self.mine(mail).update(**values)

    def mine(self, mail: OutboxMail):  # noqa: ANN201
        """Return the row as long as this worker holds its lease."""
        return OutboxMail.objects.filter(pk=mail.pk, state=MailState.SENDING, lease=self.name)

    def dial(self):  # noqa: ANN201
        """Return the open connection, or a new one; raises ServerAway."""
        if self.connection is not None and self.carried < PER_CONNECTION:
            return self.connection
        self.hang_up()
        connection = get_connection()
        try:
            connection.open()
        except (OSError, smtplib.SMTPException) as error:
            raise ServerAway(described(error)) from error
        self.connection, self.carried = connection, 0
        return connection

    def hang_up(self) -> None:
        """Close the connection."""
        connection, self.connection = self.connection, None
        if connection is not None:
            try:
                connection.close()
            except (OSError, smtplib.SMTPException):
                logger.info("The mail server was gone before we hung up")


def described(error: Exception) -> str:
    """Return a short technical reason, without the address the mail was for."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{code} {decoded(text)}" for code, text in error.recipients.values())[
            :300
        ]
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {decoded(error.smtp_error)}"[:300]
    return f"{type(error).__name__}: {error}"[:300]


def decoded(text: bytes | str) -> str:
    """Return what a server said as text."""
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)


def finish_follow_ups(now: datetime) -> int:
    """Try again to store what follows on sent mails; a housekeeping job."""
    done = 0
    for mail in OutboxMail.objects.following_up().order_by("pk")[:100]:
        with translation.override(mail.language):
            try:
                services.follow_up(mail)
            except Exception:  # one that fails must not keep back the others
                logger.exception("What follows on mail %s could not be stored", mail.pk)
                continue
        done += 1
    return done
