"""What mails are for: each app says how its mails are built and what follows on their fate."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm.shared.mail.models import OutboxMail


class Skip(Exception):
    """Says why a mail is not to be sent any more."""


class Later(Exception):
    """Says that a mail may leave only from a later moment; no attempt is counted."""

    def __init__(self, moment: datetime, why: str = "") -> None:
        super().__init__(why)
        self.moment = moment


@dataclass(frozen=True)
class Bounce:
    """What the post office says about a mail it could not deliver.

    `hard`: the address does not work (5.x.x); otherwise it may work later (4.x.x).
    """

    hard: bool
    status: str
    reason: str


@dataclass(frozen=True)
class Mail:
    """A mail as it leaves the house; `to` replaces the queued address."""

    subject: str
    text: str
    html: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    to: str = ""
    reply_to: str = ""


Build = Callable[["OutboxMail", datetime], Mail | None]
OnSent = Callable[["OutboxMail", datetime], object]
OnRefused = Callable[["OutboxMail", str, datetime], object]
OnBounced = Callable[["OutboxMail", Bounce, datetime], object]


@dataclass(frozen=True)
class Purpose:
    """A kind of mail.

    `build(mail, now)` writes it at the moment of sending, in the mail's language (links are made
    here and stored nowhere); None or Skip means it is not to be sent any more, Later that it waits.
    `on_sent(mail, at)` runs in the transaction that records the mail server's acceptance;
    `on_refused(mail, error, at)` in the one that gives the mail up; `on_bounced(mail, bounce, at)` in
    the one that notes that it came back.
    """

    key: str
    build: Build
    on_sent: OnSent | None = None
    on_refused: OnRefused | None = None
    on_bounced: OnBounced | None = None


_purposes: dict[str, Purpose] = {}


def register(purpose: Purpose) -> None:
    """Add a purpose."""
    _purposes[purpose.key] = purpose


def find(key: str) -> Purpose:
    """Return a purpose; raises KeyError for one that no app registered."""
    return _purposes[key]


def get(key: str) -> Purpose | None:
    """Return a purpose, or None when no app registered it (any more)."""
    return _purposes.get(key)
