"""Reads a time of the day in plain words, English or Dutch: "14:00", "2 pm", "half drie", "kwart over 2".

Pure. A bare hour of 1 to 6 is meant for the afternoon: nobody plans a visit for two at night. Who does
means it writes 02:00.
"""

import re
from datetime import time

HOURS = {
    word: number
    for number, words in enumerate(
        (
            "one een één", "two twee", "three drie", "four vier", "five vijf", "six zes",
            "seven zeven", "eight acht", "nine negen", "ten tien", "eleven elf", "twelve twaalf",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
LAST_AFTERNOON = 6
_HOUR = rf"(?:1[0-2]|0?[1-9]|{'|'.join(sorted(HOURS, key=len, reverse=True))})"
_AT = r"(?:om|at|@|rond|around|vanaf|from|tegen)"
_CLOCK = rf"""
    (?P<h24>[01]?\d|2[0-3])[:.](?P<min>[0-5]\d)(?!\d|[-/.]\d)(?:\s*(?:uur|u|h)\b)?(?:\s*(?P<half1>[ap])\.?m\b\.?)?
  | (?P<h12>1[0-2]|0?[1-9])\s*(?P<half2>[ap])\.?m\b\.?
  | half\s+past\s+(?P<past>{_HOUR})\b
  | half\s+(?P<half>{_HOUR})\b(?!\s*(?:uur\s+lang|dag|day|jaar|year))
  | (?:a\s+)?(?:kwart|quarter)\s+(?P<side>over|past|voor|to)\s+(?P<quarter>{_HOUR})\b
  | (?P<hour>[01]?\d|2[0-3])\s*(?:uur|u|h|o'clock|o’clock)\b
  | (?P<word>{"|".join(HOURS)})\s+(?:uur|o'clock|o’clock)\b
  | (?P<noon>noon|midday)\b
"""
AFTER = re.compile(
    rf"(?:,?\s*{_AT})?\s*,?\s+(?:{_CLOCK})"
    rf"|\s+(?:om|at|@)\s*(?P<bare>[01]?\d|2[0-3])(?![\w:/-]|[.,]\d)",
    re.IGNORECASE | re.VERBOSE,
)
BEFORE = re.compile(
    rf"(?<!\w){_AT}\s+(?:{_CLOCK})\s*,?\s*(?:(?:op|on)\s+)?\Z", re.IGNORECASE | re.VERBOSE
)
REACH = 40  # characters in which a time before a day stands


def _number(word: str) -> int:
    return int(word) if word.isdigit() else HOURS[word.casefold()]


def _likely(hour: int, minute: int = 0) -> time:
    """Return a time of the working day for an hour on the dial."""
    return time((hour + 12) % 24 if 1 <= hour <= LAST_AFTERNOON else hour % 24, minute)


def _minutes_from(hour: int, minutes: int) -> time:
    """Return the likely time so many minutes from an hour on the dial: half three is 3 less 30."""
    total = hour * 60 + minutes
    return _likely(total // 60 or 12, total % 60)


def time_of(found: re.Match[str]) -> time:
    """Return the time of a match of AFTER or BEFORE."""
    said = found.groupdict()
    if said["noon"]:
        return time(12)
    if said["past"]:
        return _minutes_from(_number(said["past"]), 30)
    if said["half"]:
        return _minutes_from(_number(said["half"]), -30)
    if said["quarter"]:
        early = said["side"].casefold() in ("voor", "to")
        return _minutes_from(_number(said["quarter"]), -15 if early else 15)
    if said["word"]:
        return _likely(_number(said["word"]))
    written = said["h24"] or said["h12"] or said["hour"] or said.get("bare") or "0"
    minute = int(said["min"] or 0)
    half = (said["half1"] or said["half2"] or "").casefold()
    if half and int(written) <= 12:
        return time(int(written) % 12 + (12 if half == "p" else 0), minute)
    if written.startswith("0") or len(written) == 2:
        return time(int(written), minute)
    return _likely(int(written), minute)
