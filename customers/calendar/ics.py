"""Writes an iCalendar file (RFC 5545): lines folded at 75 octets, text escaped, moments in UTC. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

FOLD_AT = 75  # octets, without the line break (RFC 5545 §3.1)
CONTROL = {n: None for n in (*range(0x20), 0x7F) if n not in (0x09, 0x0A)}


@dataclass(frozen=True)
class Event:
    """One event: a whole day, or a moment with a length. `uid` never changes for the same record."""

    uid: str
    on: date
    starts_at: datetime | None
    minutes: int
    summary: str
    description: str = ""
    url: str = ""
    sequence: int = 0


def escape(text: str) -> str:
    """Escape a TEXT value; control characters other than line breaks are dropped (§3.3.11)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(CONTROL)
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return text.encode("utf-8", "replace").decode()


def fold(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most 75 octets, never inside a character; the rest starts with a space."""
    piece, room, size = "", FOLD_AT, 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > room:
            yield piece
            piece, size, room = " ", 1, FOLD_AT
        piece += letter
        size += octets
    yield piece


def moment(value: datetime) -> str:
    """Write an aware moment as UTC: 20261117T083000Z."""
    return value.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def event_lines(event: Event, stamp: datetime) -> Iterator[str]:
    """Yield the unfolded lines of one event; a day without an hour lasts that day (DTEND is exclusive)."""
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{moment(stamp)}"
    if event.starts_at is None:
        yield f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.on + timedelta(days=1):%Y%m%d}"
        yield "TRANSP:TRANSPARENT"
    else:
        yield f"DTSTART:{moment(event.starts_at)}"
        yield f"DTEND:{moment(event.starts_at + timedelta(minutes=event.minutes))}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"SUMMARY:{escape(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{escape(event.description)}"
    if event.url:
        yield f"URL:{event.url}"
    yield "END:VEVENT"


def write(events: Iterable[Event], *, name: str, stamp: datetime) -> str:
    """Return the whole calendar with CRLF line ends; `stamp` is the moment it was written."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Kring//Calendar//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escape(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]
    for event in events:
        lines += event_lines(event, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{piece}\r\n" for line in lines for piece in fold(line))
