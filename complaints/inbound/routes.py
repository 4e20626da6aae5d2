"""Where a mail that came in goes, and why: a table of questions, asked in order. Pure."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.shared.mail.inbox.automatic import Automatic


class Place(models.TextChoices):
    """Names what became of a mail."""

    WAITING = "waiting", _("Waits for a choice")
    OPENED = "opened", _("Became a complaint")
    ATTACHED = "attached", _("Stands with a complaint")
    DISCARDED = "discarded", pgettext_lazy("mail", "Discarded")
    SET_ASIDE = "set_aside", _("Not written by a person")


class Why(models.TextChoices):
    """Names why a mail waits, or why no person wrote it."""

    STRANGER = "stranger", _("Nobody we know has this address")
    SEVERAL = "several", _("Several customers have this address")
    COLLEAGUE = "colleague", _("A colleague passed it on")
    OTHER_ADDRESS = "other_address", _("It was not sent to the address for complaints")
    SETTING = "setting", _("By the settings every new mail is read first")
    NOT_A_PARTY = "not_a_party", _("It names a complaint in which the sender has no part")
    SPOOFED = "spoofed", _("The mail server doubts that it is from this sender")
    ENDED = "ended", _("The complaint was closed too long ago to reopen")
    TOO_LARGE = "too_large", _("It is too large: only its beginning was kept, no attachments")
    ENCRYPTED = "encrypted", _("It is encrypted; Kring cannot read it")
    EMPTY = "empty", _("There is nothing in it to read")
    FLOOD = "flood", _("This address sent very many mails within an hour")
    SOUNDS_AUTOMATIC = "sounds_automatic", _("It looks like an automatic reply")
    OWN = Automatic.OWN.value, _("It came from one of our own addresses")
    BOUNCE = Automatic.BOUNCE.value, _("A mail server reports about a mail")
    CALENDAR = Automatic.CALENDAR.value, _("An answer to an invitation")
    LIST = Automatic.LIST.value, _("A mailing list")
    AUTO_REPLY = Automatic.AUTO_REPLY.value, _("An automatic reply")
    BULK = Automatic.BULK.value, _("Sent in bulk")


class Thread(models.TextChoices):
    """Names how a mail says to which complaint it belongs; the first two prove that it had our mail."""

    TOKEN = "token", _("by its address")  # noqa: S105
    SENT = "sent", _("it answers a mail of ours")
    RECEIVED = "received", _("it follows a mail of the customer")
    NUMBER = "number", _("by the number in its subject")


PROVEN = frozenset({Thread.TOKEN, Thread.SENT})


@dataclass(frozen=True)
class Facts:
    """Holds what is asked about a mail."""

    automatic: str = ""
    sounds_automatic: bool = False
    is_flood: bool = False
    is_whole: bool = True
    is_encrypted: bool = False
    has_content: bool = True
    is_doubted: bool = False
    is_colleague: bool = False
    thread: str = ""
    is_party: bool = False
    ended_long_ago: bool = False
    contacts: int = 0
    to_us: bool = True
    at_once: bool = True


def route(facts: Facts) -> tuple[Place, str]:
    """Return where a mail goes, and why when it does not go by itself.

    A thread that is proven (our reply address, or the Message-ID of a mail of ours) needs no known
    sender; a number in a subject or a customer's own Message-ID can be made up, and does.
    """
    if facts.automatic:
        return Place.SET_ASIDE, Why(facts.automatic)
    reason = _unfit(facts)
    if reason is not None:
        return Place.WAITING, reason
    if facts.thread:
        if facts.thread not in PROVEN and not facts.is_party:
            return Place.WAITING, Why.NOT_A_PARTY
        if facts.thread not in PROVEN and facts.is_doubted:
            return Place.WAITING, Why.SPOOFED
        if facts.ended_long_ago:
            return Place.WAITING, Why.ENDED
        return Place.ATTACHED, ""
    reason = _unknown(facts)
    return (Place.WAITING, reason) if reason is not None else (Place.OPENED, "")


def _unfit(facts: Facts) -> Why | None:
    """Return why a mail goes nowhere by itself, whoever it is from."""
    questions = (
        (facts.is_flood, Why.FLOOD),
        (not facts.is_whole, Why.TOO_LARGE),
        (facts.is_encrypted, Why.ENCRYPTED),
        (facts.is_colleague, Why.COLLEAGUE),
        (not facts.has_content, Why.EMPTY),
        (facts.sounds_automatic, Why.SOUNDS_AUTOMATIC),
    )
    return next((why for found, why in questions if found), None)


def _unknown(facts: Facts) -> Why | None:
    """Return why a mail that belongs to no complaint becomes none by itself."""
    questions = (
        (facts.is_doubted, Why.SPOOFED),
        (facts.contacts == 0, Why.STRANGER),
        (facts.contacts > 1, Why.SEVERAL),
        (not facts.to_us, Why.OTHER_ADDRESS),
        (not facts.at_once, Why.SETTING),
    )
    return next((why for found, why in questions if found), None)
