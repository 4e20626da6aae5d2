"""Decides by its content whether a file is what its extension says. Reads, never unpacks to disk.

A file that is also something else (a picture with an archive behind it) is refused: what comes after
the end of a PNG, an archive's table in a JPEG or PDF, words before or after the archive of a docx.
"""

import codecs
import re
import zipfile
import zlib
from collections.abc import Callable
from typing import IO

from django.utils.translation import gettext as _

from crm.shared.files.names import FileError

CHUNK = 64 * 1024
TAIL = 22 + 65_535  # the table of an archive ends at most so far before the end of the file
UNPACKED_MOST = 200 * 1024 * 1024  # bytes an Office file may say it unpacks to
UNPACKED_FREE = 10 * 1024 * 1024  # so much is never too much
RATIO = 100
ENTRIES = 5_000
TYPES_MOST = 1024 * 1024
ARCHIVE_END = b"PK\x05\x06"
PNG = b"\x89PNG\r\n\x1a\n"
MARKUP = re.compile(r"\A[\s\ufeff]*<\s*[a-z!?/]", re.IGNORECASE)
FOREIGN = ("%PDF-", "GIF8", "{\\rtf", "%!PS", "#!")
HEADER = re.compile(r"[!-9;-~]+:|[ \t]|From ")
MAIL_HEADERS = {"from", "to", "subject", "date", "message-id", "received", "mime-version"}
BROKEN = (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, RuntimeError)
_CONTROL = frozenset(map(chr, range(32))) - set("\t\n\v\f\r\x1a\x1b")


def _tail(stream: IO[bytes], size: int, length: int) -> bytes:
    stream.seek(max(0, size - length))
    return stream.read(length)


def _is_pdf(stream: IO[bytes], size: int) -> bool:
    stream.seek(0)
    starts = stream.read(5) == b"%PDF-"
    tail = _tail(stream, size, TAIL)
    return starts and b"%%EOF" in tail[-2048:] and ARCHIVE_END not in tail


def _is_png(stream: IO[bytes], size: int) -> bool:
    """Walk the parts of a PNG: from the header to the end mark, which ends the file."""
    stream.seek(0)
    if stream.read(8) != PNG:
        return False
    at, first = 8, True
    while at + 12 <= size:
        stream.seek(at)
        head = stream.read(8)
        length, name = int.from_bytes(head[:4], "big"), head[4:]
        if first and (name != b"IHDR" or length != 13):
            return False
        at, first = at + 12 + length, False
        if name == b"IEND":
            return length == 0 and at == size
    return False


def _is_jpg(stream: IO[bytes], size: int) -> bool:
    stream.seek(0)
    starts = stream.read(3) == b"\xff\xd8\xff"
    tail = _tail(stream, size, TAIL)
    return starts and b"\xff\xd9" in tail and ARCHIVE_END not in tail


def _decodes(stream: IO[bytes], encoding: str) -> str | None:
    """Return the first characters when the whole file is text in this encoding; else None."""
    decoder, start = codecs.getincrementaldecoder(encoding)(), ""
    stream.seek(0)
    try:
        while True:
            data = stream.read(CHUNK)
            text = decoder.decode(data, final=not data)
            if not _CONTROL.isdisjoint(text):
                return None
            start = start if len(start) >= 1024 else start + text
            if not data:
                return start
    except UnicodeDecodeError:
        return None


def _text(stream: IO[bytes]) -> str | None:
    """Return how a text starts, in the encodings that Dutch offices save in; None for no text."""
    stream.seek(0)
    mark = stream.read(2)
    if mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return _decodes(stream, "utf-16")
    found = _decodes(stream, "utf-8")
    return _decodes(stream, "cp1252") if found is None else found


def _is_text(stream: IO[bytes], size: int) -> bool:
    start = _text(stream)
    if start is None or MARKUP.match(start):
        return False
    return not start.lstrip("\ufeff \t\r\n").startswith(FOREIGN)


def _is_eml(stream: IO[bytes], size: int) -> bool:
    """Look for a mail: lines of headers first, among them the sender and one more that mails have."""
    if not _is_text(stream, size):
        return False
    stream.seek(0)
    head = stream.read(CHUNK).decode("latin-1").lstrip("ï»¿")
    headers = re.split(r"\r?\n\r?\n", head, maxsplit=1)[0].splitlines()
    if not headers or not all(HEADER.match(line) for line in headers):
        return False
    names = {line.partition(":")[0].casefold() for line in headers if not line[:1].isspace()}
    return "from" in names and len(names & MAIL_HEADERS) >= 2


def _office(main: bytes, folder: str) -> Callable[[IO[bytes], int], bool]:
    """Return the check of an Office file by the type of its main part."""

    def check(stream: IO[bytes], size: int) -> bool:
        stream.seek(0)
        if stream.read(4) != b"PK\x03\x04" or _tail(stream, size, 22)[:4] != ARCHIVE_END:
            return False
        try:
            with zipfile.ZipFile(stream) as archive:
                entries = archive.infolist()
                _refuse_bombs(entries, size)
                names = {entry.filename for entry in entries}
                types = archive.getinfo("[Content_Types].xml") if names else None
                if types is None or types.file_size > TYPES_MOST:
                    return False
                with archive.open(types) as part:
                    said = part.read(TYPES_MOST + 1)
        except KeyError:
            return False
        except BROKEN:
            return False
        if any(name.casefold().endswith("vbaproject.bin") for name in names):
            raise FileError(_("It holds macros. Save it without macros and add that."))
        return main in said and any(name.startswith(folder) for name in names)

    return check


def _refuse_bombs(entries: list[zipfile.ZipInfo], size: int) -> None:
    """Raise FileError for what unpacks to far more than it weighs, is locked, or leads outside."""
    unpacked = sum(entry.file_size for entry in entries)
    allowed = min(UNPACKED_MOST, max(UNPACKED_FREE, RATIO * size))
    if len(entries) > ENTRIES or unpacked > allowed:
        raise FileError(
            _("It unpacks to far more than it weighs. Open it, save it anew and try again.")
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileError(_("It is locked with a password. Take the password off and add it again."))
    for entry in entries:
        parts = entry.filename.replace("\\", "/").split("/")
        if ".." in parts or parts[0] == "" or ":" in parts[0]:
            raise FileError(_("It holds parts that lead outside it."))


CHECKS: dict[str, Callable[[IO[bytes], int], bool]] = {
    "pdf": _is_pdf,
    "png": _is_png,
    "jpg": _is_jpg,
    "txt": _is_text,
    "csv": _is_text,
    "eml": _is_eml,
    "xlsx": _office(b"spreadsheetml.sheet.main+xml", "xl/"),
    "docx": _office(b"wordprocessingml.document.main+xml", "word/"),
}


def refuse_unless(kind: str, stream: IO[bytes], size: int, *, name: str) -> None:
    """Raise FileError unless the content is of this kind; `name` is for the sentence."""
    try:
        right = CHECKS[kind](stream, size)
    except FileError as refusal:
        sentence = _("“%(name)s” was not kept. %(why)s")
        raise FileError(sentence % {"name": name, "why": refusal.sentence}) from refusal
    if not right:
        raise FileError(
            _(
                "“%(name)s” was not kept: inside it is no %(kind)s file, or more than that. "
                "Open it, save it anew as .%(kind)s and try again."
            )
            % {"name": name, "kind": kind}
        )
