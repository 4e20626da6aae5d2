"""Where mail comes in: an IMAP mailbox, or a folder of .eml files (MAILBOX_URL).

imaps://user:password@mail.example.nl/INBOX, imap://… without TLS, or file:///var/mail/kring.
A mail is marked as seen (IMAP) or moved into the folder `seen` (files) only after it was stored.
"""

import imaplib
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit

SECONDS, LARGEST, AT_MOST = 20, 10_000_000, 200


class MailboxAway(Exception):
    """Says that the mailbox could not be read."""


class Source(Protocol):
    """A place where mail comes in."""

    def unseen(self) -> Iterator[tuple[str, bytes]]:
        """Yield the key and the raw text of each mail not seen yet."""

    def seen(self, key: str) -> None:
        """Mark a mail as seen."""

    def close(self) -> None:
        """Let go of the mailbox."""


def open_source(url: str) -> Source:
    """Open the mailbox of an address; raises MailboxAway, ValueError for an address it cannot read."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return Folder(Path(unquote(parts.path)))
    if parts.scheme in ("imap", "imaps"):
        return Imap(parts)
    raise ValueError("MAILBOX_URL begins with imaps://, imap:// or file://.")


class Folder:
    """A folder in which each file ending in .eml is a mail."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def unseen(self) -> Iterator[tuple[str, bytes]]:
        """Yield the mails of the folder, by name."""
        for file in sorted(self.path.glob("*.eml"))[:AT_MOST]:
            yield file.name, file.read_bytes()[:LARGEST]

    def seen(self, key: str) -> None:
        """Move a mail into the folder `seen`."""
        target = self.path / "seen"
        target.mkdir(exist_ok=True)
        (self.path / key).replace(target / key)

    def close(self) -> None:
        """Nothing to let go of."""


class Imap:
    """A folder of an IMAP mailbox."""

    def __init__(self, parts: SplitResult) -> None:
        kind = imaplib.IMAP4_SSL if parts.scheme == "imaps" else imaplib.IMAP4
        try:
            self.box = kind(parts.hostname or "", parts.port or kind.port, timeout=SECONDS)
            self.box.login(unquote(parts.username or ""), unquote(parts.password or ""))
            answer, _data = self.box.select(unquote(parts.path.strip("/")) or "INBOX")
        except (OSError, imaplib.IMAP4.error) as error:
            raise MailboxAway(type(error).__name__) from error
        if answer != "OK":
            raise MailboxAway("no such folder")

    def unseen(self) -> Iterator[tuple[str, bytes]]:
        """Yield the unseen mails; reading them leaves them unseen."""
        try:
            _answer, data = self.box.uid("search", "UNSEEN")
            for key in (data[0] or b"").split()[:AT_MOST]:
                _answer, rows = self.box.uid("fetch", key.decode(), "(BODY.PEEK[])")
                raw = next((row[1] for row in rows if isinstance(row, tuple)), None)
                if raw is not None:
                    yield key.decode(), raw[:LARGEST]
        except (OSError, imaplib.IMAP4.error) as error:
            raise MailboxAway(type(error).__name__) from error

    def seen(self, key: str) -> None:
        """Mark a mail as seen."""
        try:
            self.box.uid("store", key, "+FLAGS", r"(\Seen)")
        except (OSError, imaplib.IMAP4.error) as error:
            raise MailboxAway(type(error).__name__) from error

    def close(self) -> None:
        """Log out."""
        try:
            self.box.logout()
        except (OSError, imaplib.IMAP4.error):
            return
