"""Finds a due date in plain words, English or Dutch: "Friday 14:00", "over 3 weken", "20 Nov".

Pure: `today` is passed in. A date in the past is no due date. Each phrase is tried in the order of
`PHRASES`; the last match in the line wins, because people end a line with what is to be done.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, date, time, timedelta

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januari",
            "feb february februari",
            "mar march mrt maart",
            "apr april",
            "may mei",
            "jun june juni",
            "jul july juli",
            "aug august augustus",
            "sep sept september",
            "oct october okt oktober",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
LONG_DAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday maandag",
            "tuesday dinsdag",
            "wednesday woensdag",
            "thursday donderdag",
            "friday vrijdag",
            "saturday zaterdag",
            "sunday zondag",
        )
    )
    for name in names.split()
}
SHORT_DAYS = {
    name: number
    for number, names in enumerate(
        ("mon ma", "tue tues di", "wed wo", "thu thur thurs do", "fri vr", "sat za", "sun zo")
    )
    for name in names.split()
}
DAYS = LONG_DAYS | SHORT_DAYS
NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "a an one een één",
            "two twee",
            "three drie",
            "four vier",
            "five vijf",
            "six zes",
            "seven zeven",
            "eight acht",
            "nine negen",
            "ten tien",
        ),
        start=1,
    )
    for word in words.split()
}
FARTHEST = timedelta(days=366 * 5)  # further ahead is a slip of the keyboard


def _any(words: object) -> str:
    """Return a pattern of words, longest first."""
    return "|".join(sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


CLOCK = (
    r"(?:(?:,?\s*(?:om|at|@|rond|around))?\s*,?\s+"
    r"(?:(?P<h24>[01]?\d|2[0-3])[:.](?P<min>[0-5]\d)(?:\s*(?:uur|u|h)\b)?(?!\d)(?:\s*(?P<half>[ap]m)\b)?"
    r"|(?P<h12>1[0-2]|0?[1-9])\s*(?P<half2>[ap]m)\b"
    r"|(?P<hour>[01]?\d|2[0-3])\s*(?:uur|u|h)\b))"
)
PART = r"(?:\s+(?:ochtend|morgen|middag|namiddag|avond|morning|afternoon|evening))?"
BEFORE = r"(?:(?:op|voor|vóór|uiterlijk|tot|on|by|before|until|due)\s+(?:uiterlijk\s+)?(?:op\s+)?)"
NEXT = r"(?:next|volgende)"
COMING = r"(?:this|coming|deze|komende|aanstaande|a\.s\.)"
END = r"(?=\s*(?:$|[.,;:!?)]|(?:om|at)\b|\d{1,2}[:.]\d\d|\d{1,2}\s*(?:uur|u|am|pm)\b))"


@dataclass(frozen=True)
class Due:
    """A due date found in a text: the day, the time if given, and where the words stand."""

    on: date
    at: time | None
    start: int
    end: int


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word]


def _weekday(found: re.Match[str], today: date) -> date:
    """Return the first such day after today; with "next", the one in the next calendar week."""
    day = DAYS[found["day"].casefold()]
    if found["next"]:
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7)
        return monday + timedelta(days=day)
    return today + timedelta(days=(day - today.weekday() - 1) % 7 + 1)


def _add_months(day: date, months: int) -> date:
    """Return the same day some months on, or the last day of a shorter month."""
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise ValueError


def _after(found: re.Match[str], today: date) -> date:
    """Return today plus so many days, weeks or months."""
    count, unit = _number(found["count"].casefold()), found["unit"].casefold()
    if unit.startswith(("dag", "day")):
        return today + timedelta(days=count)
    if unit.startswith("we"):
        return today + timedelta(weeks=count)
    return _add_months(today, count)


def _dated(day: int, month: int, year: str | None, today: date) -> date:
    """Return a date; without a year the first one from today on."""
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    for candidate in range(today.year, today.year + 9):
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise ValueError


def _numbers(found: re.Match[str], today: date) -> date:
    return _dated(int(found["d"]), int(found["m"]), found["y"], today)


def _named(found: re.Match[str], today: date) -> date:
    return _dated(int(found["d"]), MONTHS[found["month"].casefold()], found["y"], today)


def _end_of(found: re.Match[str], today: date) -> date:
    if found["what"].casefold() == "week":
        friday = today + timedelta(days=4 - today.weekday())
        return friday if friday >= today else friday + timedelta(days=7)
    return _add_months(today.replace(day=1), 1) - timedelta(days=1)


def _next_unit(found: re.Match[str], today: date) -> date:
    if found["what"].casefold() == "week":
        return today - timedelta(days=today.weekday()) + timedelta(days=7)
    return _add_months(today.replace(day=1), 1)


Reader = Callable[[re.Match[str], date], date]
MONTH = rf"(?P<month>{_any(MONTHS)})\.?"
YEAR = r"(?:[,\s]+(?P<y>20\d\d))?"
PHRASES: tuple[tuple[str, Reader], ...] = (
    (r"overmorgen|(?:the\s+)?day\s+after\s+tomorrow", lambda f, t: t + timedelta(days=2)),
    (r"(?:tomorrow|morgen)(?:ochtend|middag|avond)?" + PART, lambda f, t: t + timedelta(days=1)),
    (r"(?:today|vandaag|tonight|vanavond|vanmiddag|this\s+afternoon)" + END, lambda f, t: t),
    (
        rf"(?:over|in|binnen|within)\s+(?P<count>\d{{1,3}}|{_any(NUMBERS)})\s+"
        r"(?P<unit>dag(?:en)?|days?|week|weken|weeks|maand(?:en)?|months?)",
        _after,
    ),
    (
        r"(?:(?:eind(?:e)?\s+(?:van\s+)?(?:de(?:ze)?\s+)?)|end\s+of\s+(?:the|this)\s+)"
        r"(?P<what>week|maand|month)",
        _end_of,
    ),
    (rf"{NEXT}\s+(?P<what>week|maand|month)", _next_unit),
    (r"(?P<y>20\d\d)-(?P<m>0?[1-9]|1[0-2])-(?P<d>[12]\d|3[01]|0?[1-9])(?!\d)", _numbers),
    (
        r"(?P<d>[12]\d|3[01]|0?[1-9])[-/.](?P<m>1[0-2]|0?[1-9])[-/.](?P<y>20\d\d|\d\d)(?!\d)",
        _numbers,
    ),
    (rf"(?P<d>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th|e)?\s+(?:of\s+)?{MONTH}\b{YEAR}", _named),
    (rf"{MONTH}\s+(?P<d>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!\d|[:.]\d){YEAR}", _named),
    (
        rf"{BEFORE}(?P<d>[12]\d|3[01]|0?[1-9])[-/](?P<m>1[0-2]|0?[1-9])(?![-/\d])(?P<y>)",
        _numbers,
    ),
    (rf"(?P<d>[12]\d|3[01]|0?[1-9])[-/](?P<m>1[0-2]|0?[1-9])(?![-/\d]){END}(?P<y>)", _numbers),
    (
        rf"(?:(?P<next>{NEXT})\s+|{COMING}\s+)?(?P<day>{_any(LONG_DAYS)})" + PART,
        _weekday,
    ),
    (
        rf"(?:(?P<next>{NEXT})|{COMING}|op|on|by|before|uiterlijk|tot|until)\s+(?P<day>{_any(SHORT_DAYS)})",
        _weekday,
    ),
    (rf"(?P<next>)(?P<day>{_any(SHORT_DAYS)}){END}", _weekday),
)
COMPILED = tuple(
    (re.compile(rf"(?<![\w@]){BEFORE}?(?:{words})(?!\w){CLOCK}?", re.IGNORECASE), read)
    for words, read in PHRASES
)


def _clock(found: re.Match[str]) -> time | None:
    """Return the time that follows the date, if any."""
    hour = found["h24"] or found["h12"] or found["hour"]
    if hour is None:
        return None
    value = int(hour)
    half = (found["half"] or found["half2"] or "").casefold()
    if half and value <= 12:
        value = value % 12 + (12 if half == "pm" else 0)
    return time(value, int(found["min"] or 0))


def find_due(text: str, today: date) -> Due | None:
    """Return the last due date in a text that is today or later, within five years; else None."""
    best: Due | None = None
    for pattern, read in COMPILED:
        for found in pattern.finditer(text):
            try:
                on = read(found, today)
            except (ValueError, OverflowError):
                continue
            if not today <= on <= min(today + FARTHEST, date(MAXYEAR, 12, 31)):
                continue
            due = Due(on, _clock(found), found.start(), found.end())
            if best is None or _better(due, best):
                best = due
    return best


def _better(one: Due, other: Due) -> bool:
    """Say whether a find beats another: it ends later, or says more of the same words."""
    overlap = one.start < other.end and other.start < one.end
    if overlap:
        return (one.end - one.start) > (other.end - other.start)
    return one.end > other.end
