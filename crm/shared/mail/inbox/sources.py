"""Where mail comes in: an IMAP mailbox, or a folder of .eml files (MAILBOX_URL).

imaps://user:password@mail.example.nl/INBOX, imap+tls://… (STARTTLS), imap://… without TLS, or
file:///var/mail/kring.
A mail is marked as seen (IMAP) or moved into the folder `seen` (files) only after it was stored. Of a
mail larger than LARGEST only the beginning is taken: its size is asked before its content.
"""

import base64
import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit

from django.utils.translation import gettext_lazy as _

SECONDS, AT_MOST = 20, 200
PORT, TLS_PORT = 143, 993
LARGEST = 25 * 1024 * 1024  # bytes of a whole mail, attachments as they are encoded in it
BEGINNING = 256 * 1024  # bytes taken of a larger one: headers, and nearly always the text
_SIZE = re.compile(rb"RFC822\.SIZE (\d{1,18})")
_ARRIVED = re.compile(rb'INTERNALDATE "([^"]{10,40})"')


class MailboxAway(Exception):
    """Says that the mailbox could not be read; its text is a key of WHY."""


WHY = {
    "broken off": _("the mail server broke off"),
    "refused": _("the mail server refused; check name and password"),
    "unsafe": _("the certificate of the mail server is not trusted"),
    "no encryption": _("the mail server offers no encryption"),
    "no connection": _("the mail server does not answer"),
    "no folder": _("the mailbox has no such folder"),
    "not marked": _("mail could not be marked as read"),
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A mail as it was taken: its key in the source, its raw text, its real size in bytes, its arrival."""

    key: str
    raw: bytes
    size: int
    whole: bool = True
    arrived_at: datetime | None = None


class Source(Protocol):
    """A place where mail comes in."""

    def unseen(self) -> Iterator[Fetched]:
        """Yield each mail not seen yet."""

    def seen(self, key: str) -> None:
        """Mark a mail as seen."""

    def close(self) -> None:
        """Let go of the mailbox."""


def open_source(url: str) -> Source:
    """Open the mailbox of an address; raises MailboxAway, ValueError for an address it cannot read."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return Folder(Path(unquote(parts.path)))
    if parts.scheme in ("imap", "imap+tls", "imaps"):
        return Imap(parts)
    raise ValueError("MAILBOX_URL begins with imaps://, imap+tls://, imap:// or file://.")


class Folder:
    """A folder in which each file ending in .eml is a mail."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def unseen(self) -> Iterator[Fetched]:
        """Yield the mails of the folder, by name."""
        for file in sorted(self.path.glob("*.eml"))[:AT_MOST]:
            size = file.stat().st_size
            with file.open("rb") as stream:
                raw = stream.read(LARGEST if size <= LARGEST else BEGINNING)
            yield Fetched(file.name, raw, size, size <= LARGEST)

    def seen(self, key: str) -> None:
        """Move a mail into the folder `seen`."""
        target = self.path / "seen"
        target.mkdir(exist_ok=True)
        (self.path / key).replace(target / key)

    def close(self) -> None:
        """Nothing to let go of."""


@contextmanager
def reaching() -> Iterator[None]:
    """Turn whatever goes wrong between us and the server into one error, without its address."""
    try:
        yield
    except imaplib.IMAP4.abort as error:
        raise MailboxAway("broken off") from error
    except imaplib.IMAP4.error as error:
        raise MailboxAway("refused") from error
    except ssl.SSLError as error:
        raise MailboxAway("unsafe") from error
    except (OSError, UnicodeError) as error:
        raise MailboxAway("no connection") from error


class Imap:
    """A folder of an IMAP mailbox; with imaps:// and imap+tls:// the server's certificate is checked."""

    def __init__(self, parts: SplitResult) -> None:
        with reaching():
            self.box = self._dial(parts)
        try:
            with reaching():
                if parts.scheme == "imap+tls":
                    self._encrypt()
                self._log_in(unquote(parts.username or ""), unquote(parts.password or ""))
                answer, _data = self.box.select(quoted(unquote(parts.path.strip("/")) or "INBOX"))
            if answer != "OK":
                raise MailboxAway("no folder")
        except MailboxAway:
            self.close()
            raise

    @staticmethod
    def _dial(parts: SplitResult) -> imaplib.IMAP4:
        host = parts.hostname or ""
        if parts.scheme != "imaps":
            return imaplib.IMAP4(host, parts.port or PORT, timeout=SECONDS)
        context = ssl.create_default_context()  # imaplib by itself checks no certificate
        port = parts.port or TLS_PORT
        return imaplib.IMAP4_SSL(host, port, ssl_context=context, timeout=SECONDS)

    def _encrypt(self) -> None:
        """Go over to TLS (STARTTLS) before the password; never go on without."""
        if "STARTTLS" not in self.box.capabilities:
            raise MailboxAway("no encryption")
        self.box.starttls(ssl.create_default_context())

    def _log_in(self, user: str, password: str) -> None:
        if (user + password).isascii():
            self.box.login(quoted(user), password)
        else:  # LOGIN takes ASCII only
            self.box.authenticate("PLAIN", lambda asked: f"\0{user}\0{password}".encode())

    def unseen(self) -> Iterator[Fetched]:
        """Yield the unseen mails; reading them leaves them unseen."""
        with reaching():
            _ok, data = self.box.uid("search", "UNSEEN")
        for key in (data[0] or b"").split()[:AT_MOST]:
            with reaching():
                mail = self._fetch(key.decode())
            if mail is not None:
                yield mail

    def _fetch(self, key: str) -> Fetched | None:
        """Ask for size and arrival, then for the mail; None for one that is gone by now."""
        _ok, rows = self.box.uid("fetch", key, "(RFC822.SIZE INTERNALDATE)")
        head = b" ".join(row if isinstance(row, bytes) else b" ".join(row) for row in rows if row)
        found = _SIZE.search(head)
        if found is None:
            return None
        size = int(found[1])
        whole = size <= LARGEST
        what = "(BODY.PEEK[])" if whole else f"(BODY.PEEK[]<0.{BEGINNING}>)"
        _ok, rows = self.box.uid("fetch", key, what)
        raw = next((row[1] for row in rows if isinstance(row, tuple)), None)
        if raw is None:
            return None
        return Fetched(key, raw, size if not whole else len(raw), whole, _arrival(head))

    def seen(self, key: str) -> None:
        """Mark a mail as seen."""
        with reaching():
            answer, _data = self.box.uid("store", key, "+FLAGS", r"(\Seen)")
            if answer != "OK":
                raise MailboxAway("not marked")

    def close(self) -> None:
        """Log out, and let go of the connection whatever the server says to that."""
        try:
            self.box.logout()
        except (OSError, imaplib.IMAP4.error):
            try:
                self.box.shutdown()
            except OSError:
                return


def quoted(text: str) -> str:
    """Return a name as IMAP wants it: in quotes, letters beyond ASCII in modified UTF-7 (RFC 3501 §5.1.3)."""
    found = []
    for stretch in re.split(r"([^\x20-\x7e]+)", text):
        if stretch.isascii() and stretch.isprintable():
            found.append(stretch.replace("&", "&-"))
        else:
            coded = base64.b64encode(stretch.encode("utf-16-be")).decode().rstrip("=")
            found.append(f"&{coded.replace('/', ',')}-")
    return '"' + "".join(found).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _arrival(head: bytes) -> datetime | None:
    found = _ARRIVED.search(head)
    if found is None:
        return None
    try:
        text = found[1].decode("ascii").strip()
        return datetime.strptime(text, "%d-%b-%Y %H:%M:%S %z").astimezone(UTC)
    except ValueError:
        return None
