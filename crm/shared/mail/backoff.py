"""When a mail is tried again, and when it is given up."""

import smtplib
from datetime import datetime, timedelta
from enum import Enum

MAX_ATTEMPTS = 5
WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))
LEASE = timedelta(minutes=3)
BREAKER_LIMIT = 5


class Trouble(Enum):
    """What a failure says about the mail and the server."""

    SERVER = "server"  # nobody is home: not the mail's fault, no attempt is counted
    LATER = "later"  # try again after a while
    NEVER = "never"  # refused for good


def wait_after(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts: 1, 5, then always 30 minutes."""
    return WAITS[min(max(attempts, 1), len(WAITS)) - 1]


def judge(error: Exception) -> Trouble:
    """Tell what a failure at sending means (RFC 5321 §4.2.1: 4xx later, 5xx never).

    421 (going down) and 530–539 (not allowed to send at all) speak about the server, not the mail.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _text in error.recipients.values()]
        return Trouble.NEVER if codes and all(500 <= c < 600 for c in codes) else Trouble.LATER
    if isinstance(error, smtplib.SMTPAuthenticationError | smtplib.SMTPConnectError):
        return Trouble.SERVER
    if isinstance(error, smtplib.SMTPResponseException):
        code = error.smtp_code
        if code == 421 or 530 <= code < 540:
            return Trouble.SERVER
        return Trouble.NEVER if 500 <= code < 600 else Trouble.LATER
    if isinstance(error, smtplib.SMTPNotSupportedError | UnicodeError | ValueError):
        return Trouble.NEVER
    return Trouble.LATER


class Breaker:
    """Stops knocking at a door nobody opens: after 5 failures in a row it waits 1, 5, 30 minutes."""

    def __init__(self) -> None:
        self.failures = 0
        self.open_until: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        """Say whether to leave the server alone for now."""
        return self.open_until is not None and now < self.open_until

    def failed(self, now: datetime) -> None:
        """Count a failed connection."""
        self.failures += 1
        if self.failures >= BREAKER_LIMIT:
            self.open_until = now + wait_after(self.failures - BREAKER_LIMIT + 1)

    def worked(self) -> None:
        """Forget the failures."""
        self.failures, self.open_until = 0, None
