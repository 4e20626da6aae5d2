"""The phrases a due date is said in, English and Dutch, and what each means. Pure.

A reader takes the match and the moment it is said; it returns a day, or a `Read` when there is more to
say: a time, or another day the same words mean to some people. ValueError: no such day.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

IsWorking = Callable[[date], bool]


@dataclass(frozen=True)
class When:
    """The moment the words are said."""

    today: date
    clock: time | None
    is_working: IsWorking

    @property
    def monday(self) -> date:
        """Return the first day of this week."""
        return self.today - timedelta(days=self.today.weekday())


@dataclass(frozen=True)
class Read:
    """What words mean: a day, perhaps a time, perhaps another day they could mean."""

    on: date
    at: time | None = None
    other: date | None = None


def is_weekday(day: date) -> bool:
    """Say whether a day is Monday to Friday, for who knows no holidays."""
    return day.weekday() < 5


def _numbered(rows: str, start: int = 1) -> dict[str, int]:
    """Return word → number for rows of words."""
    return {w: n for n, row in enumerate(rows.split("|"), start) for w in row.split()}


MONTHS = _numbered(
    "jan january januari|feb february februari|mar march mrt maart|apr april|may mei|"
    "jun june juni|jul july juli|aug august augustus|sep sept september|"
    "oct october okt oktober|nov november|dec december"
)
LONG_DAYS = _numbered(
    "monday maandag|tuesday dinsdag|wednesday woensdag|thursday donderdag|friday vrijdag|"
    "saturday zaterdag|sunday zondag",
    0,
)
SHORT_DAYS = _numbered("mon ma|tue tues di|wed wo|thu thur thurs do|fri vr|sat za|sun zo", 0)
DAYS = LONG_DAYS | SHORT_DAYS
NUMBERS = _numbered(
    "a an one een één|two twee|three drie|four vier|five vijf|six zes|seven zeven|eight acht|"
    "nine negen|ten tien|eleven elf|twelve twaalf|thirteen dertien|fourteen veertien|fifteen vijftien"
) | {"twintig": 20, "twenty": 20, "dertig": 30, "thirty": 30}


def _any(words: object) -> str:
    """Return a pattern of words, longest first."""
    return "|".join(sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


LEAD = r"(?:(?:op|voor|vóór|uiterlijk|tot|on|by|before|until|due)\s+(?:uiterlijk\s+)?(?:op\s+)?)"
NEXT = r"(?:next|volgende?)"
COMING = r"(?:this|coming|deze|dit|komende?|aanstaande|a\.s\.)"
ABOUT = r"(?:(?:about|around|roughly|ongeveer|circa|zo[’']n)\s+)?"
IN = rf"(?:over|in|binnen|within)\s+{ABOUT}"
CLOCK_WORDS = (
    r"half\s+(?:past|\d|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf)\b|"
    r"(?:kwart|quarter)\s+(?:over|voor|past|to)\b"
)
END = (
    r"(?=\s*(?:$|[.,;:!?)]|(?:om|at|noon)\b|"
    + CLOCK_WORDS
    + r"|\d{1,2}[:.]\d\d|\d{1,2}\s*(?:uur|u|am|pm)\b))"
)
PART = r"(?:\s+(?:ochtend|morgen|middag|namiddag|avond|morning|afternoon|evening))?"
COUNT = rf"(?P<count>\d{{1,3}}|{_any(NUMBERS)})"
UNIT = (
    r"(?P<unit>dag(?:en)?|days?|week|weken|weeks|fortnights?|maand(?:en)?|months?|"
    r"kwartalen|kwartaal|quarters?|jaar|years?)"
)
LONG_DAY, ANY_DAY = rf"(?P<day>{_any(LONG_DAYS)})", rf"(?P<day>{_any(DAYS)})"
BASE = rf"(?P<base>now|nu|today|vandaag|tomorrow|morgen|{_any(DAYS)})"
MONTH = rf"(?P<month>{_any(MONTHS)})\b\.?"
DATE = r"(?P<d>[12]\d|3[01]|0?[1-9])"
YEAR = r"(?:[,\s]+(?P<y>20\d\d))?"
EARLY = r"(?P<part>begin(?:ning)?|start|early|eind(?:e)?|end|late|later|half|halverwege|medio|midden|mid)"
SPAN = r"(?P<what>week|maand|month|kwartaal|quarter|jaar|year)"


def _count(found: re.Match[str]) -> int:
    word = found["count"].casefold()
    return int(word) if word.isdigit() else NUMBERS[word]


def add_months(day: date, months: int) -> date:
    """Return the same day some months on, or the last day of a shorter month."""
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise ValueError


def _later(day: date, count: int, unit: str) -> date:
    """Return a day so many days, weeks, months, quarters or years on."""
    unit = unit.casefold()
    if unit.startswith(("dag", "day")):
        return day + timedelta(days=count)
    if unit.startswith("we"):
        return day + timedelta(weeks=count)
    if unit.startswith("fo"):
        return day + timedelta(weeks=2 * count)
    months = {"k": 3, "q": 3, "j": 12, "y": 12}.get(unit[0], 1)
    return add_months(day, months * count)


def _after(found: re.Match[str], when: When) -> date:
    return _later(when.today, _count(found), found["unit"])


def _coming(day: int, today: date) -> date:
    """Return the first such weekday after today."""
    return today + timedelta(days=(day - today.weekday() - 1) % 7 + 1)


def _based(found: re.Match[str], when: When) -> date:
    """Return so long after a day: "vrijdag over een week", "two weeks from tomorrow"."""
    word, said = found["base"].casefold(), found.groupdict()
    if word in DAYS:
        base = _coming(DAYS[word], when.today)
    else:
        base = when.today + timedelta(days=word in ("tomorrow", "morgen"))
    count = _count(found) if said.get("count") else 1
    return _later(base, count, said.get("unit") or "week")


def _working(found: re.Match[str], when: When) -> date:
    """Return the day so many working days on; today does not count."""
    day, left = when.today, _count(found)
    for _step in range(4 * left + 60):
        if not left:
            return day
        day += timedelta(days=1)
        left -= when.is_working(day)
    raise ValueError


def _clocked(found: re.Match[str], when: When) -> Read:
    """Return so many minutes or hours from now."""
    if when.clock is None:
        raise ValueError
    said = found.groupdict()
    if said.get("count"):
        minutes = _count(found) * (1 if said["short"].casefold().startswith("m") else 60)
    else:
        words = re.sub(r"\s+", " ", said["span"].casefold())
        lengths = (
            ("anderhalf", 90),
            ("and a half", 90),
            ("drie kwart", 45),
            ("three quarters", 45),
        )
        quarter = 15 if "kwartier" in words or "quarter" in words else 30
        minutes = next((n for word, n in lengths if word in words), quarter)
    moment = datetime.combine(when.today, when.clock) + timedelta(minutes=minutes)
    return Read(moment.date(), moment.time().replace(second=0, microsecond=0))


def _weekday(found: re.Match[str], when: When) -> date | Read:
    """Return the first such day after today; with "next", the one in the next calendar week."""
    day = DAYS[found["day"].casefold()]
    coming = _coming(day, when.today)
    if not found["next"]:
        return coming
    following = when.monday + timedelta(days=7 + day)
    return Read(following, other=coming if coming != following else None)


def _in_next_week(found: re.Match[str], when: When) -> date:
    return when.monday + timedelta(days=7 + DAYS[found["day"].casefold()])


def _in_week(found: re.Match[str], when: When) -> date:
    """Return a weekday some weeks on: "over twee weken op maandag"."""
    return when.monday + timedelta(days=7 * _count(found) + DAYS[found["day"].casefold()])


def dated(day: int, month: int, year: str | None, today: date) -> date:
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


def _numbers(found: re.Match[str], when: When) -> date | Read:
    """Return a date in figures, day first; with a slash some write the month first."""
    day, month = int(found["d"]), int(found["m"])
    on = dated(day, month, found["y"], when.today)
    if "/" in found[0] and day <= 12 and day != month:
        return Read(on, other=dated(month, day, found["y"], when.today))
    return on


def _named(found: re.Match[str], when: When) -> date:
    return dated(int(found["d"]), MONTHS[found["month"].casefold()], found["y"], when.today)


def _ordinal(found: re.Match[str], when: When) -> date:
    """Return the first such day of a month from today on: "op de 15e"."""
    for ahead in range(3):
        first = add_months(when.today.replace(day=1), ahead)
        try:
            day = first.replace(day=int(found["d"]))
        except ValueError:
            continue
        if day >= when.today:
            return day
    raise ValueError


def _iso_week(found: re.Match[str], when: When) -> date:
    """Return the Monday of a numbered week, or today in the middle of it."""
    for year in (when.today.isocalendar().year, when.today.isocalendar().year + 1):
        try:
            monday = date.fromisocalendar(year, int(found["week"]), 1)
        except ValueError:
            continue
        if monday + timedelta(days=6) >= when.today:
            return max(monday, when.today)
    raise ValueError


def _place(part: str) -> int:
    """Return where in a span: 0 begin, 1 middle, 2 end."""
    part = part.casefold()
    if part.startswith(("begin", "start", "early")):
        return 0
    return 2 if part.startswith(("e", "late")) else 1


def _part_of(found: re.Match[str], when: When) -> date:
    """Return begin, middle or end of this or the next week, month, quarter or year."""
    place, what = _place(found["part"]), found["what"].casefold()
    ahead = 1 if found["next"] else 0
    if what == "week":
        day = when.monday + timedelta(days=7 * ahead + (0, 2, 4)[place])
        late = place == 2 and not ahead and day < when.today
        return day + timedelta(days=7) if late else day
    months = {"k": 3, "q": 3, "j": 12, "y": 12}.get(what[0], 1)
    first = when.today.replace(day=1)
    first = add_months(
        first.replace(month=(first.month - 1) // months * months + 1), months * ahead
    )
    if place == 0:
        return first
    if place == 2:
        return add_months(first, months) - timedelta(days=1)
    return first.replace(day=15) if months == 1 else add_months(first, (months + 1) // 2)


def _part_of_month(found: re.Match[str], when: When) -> date:
    """Return begin, middle or end of a named month, this year or the next."""
    place, month = _place(found["part"]), MONTHS[found["month"].casefold()]
    for year in (when.today.year, when.today.year + 1):
        first = date(year, month, 1)
        day = (first, first.replace(day=15), add_months(first, 1) - timedelta(days=1))[place]
        if day >= when.today:
            return day
    raise ValueError


def _next_unit(found: re.Match[str], when: When) -> date:
    """Return the first day of the next week, month, quarter or year."""
    what = found["what"].casefold()
    if what == "week":
        return when.monday + timedelta(days=7)
    months = {"k": 3, "q": 3, "j": 12, "y": 12}.get(what[0], 1)
    first = when.today.replace(day=1)
    return add_months(first.replace(month=(first.month - 1) // months * months + 1), months)


def _this_week(found: re.Match[str], when: When) -> date:
    friday = when.monday + timedelta(days=4)
    return max(friday, when.today)


def _weekend(found: re.Match[str], when: When) -> date:
    if found["after"]:
        return when.monday + timedelta(days=7)
    return max(when.monday + timedelta(days=5), when.today)


Reader = Callable[[re.Match[str], When], date | Read]
PHRASES: tuple[tuple[str, Reader], ...] = (
    (
        r"overmorgen(?:ochtend|middag|avond)?|(?:the\s+)?day\s+after\s+tomorrow",
        lambda f, w: w.today + timedelta(days=2),
    ),
    (
        r"(?:tomorrow|morgen)(?:ochtend|middag|avond)?" + PART,
        lambda f, w: w.today + timedelta(days=1),
    ),
    (
        r"(?:today|vandaag(?:\s+nog)?|tonight|vanavond|vanmiddag|this\s+(?:afternoon|evening)|"
        r"eod|end\s+of\s+(?:the\s+)?day|einde?\s+(?:van\s+de\s+)?dag)" + END,
        lambda f, w: w.today,
    ),
    (
        rf"{IN}(?P<span>an\s+hour\s+and\s+a\s+half|half\s+an?\s+hour|een\s+half\s+uur(?:tje)?|"
        r"een\s+kwartier(?:tje)?|a\s+quarter\s+of\s+an\s+hour|three\s+quarters\s+of\s+an\s+hour|"
        r"drie\s+kwartier|anderhalf\s+uur)",
        _clocked,
    ),
    (rf"{IN}{COUNT}\s+(?P<short>min(?:uten|uut|utes?)?|uur|uren|hours?|hrs?)", _clocked),
    (rf"{IN}{COUNT}\s+(?:werkdag(?:en)?|(?:working|business)\s+days?)", _working),
    (rf"{IN}{COUNT}\s+{UNIT}(?:[’']?s?[’']?\s+time)?", _after),
    (rf"over\s+een\s+{UNIT}\s+of\s+{COUNT}", _after),
    (rf"{BASE}\s+over\s+{COUNT}\s+{UNIT}", _based),
    (rf"{COUNT}\s+{UNIT}\s+(?:from|on|vanaf)\s+{BASE}", _based),
    (rf"{BASE}\s+week{END}", _based),
    (rf"{IN}{COUNT}\s+(?:week|weken|weeks)\s+(?:(?:op|on)\s+(?:een\s+|a\s+)?)?{ANY_DAY}", _in_week),
    (rf"{NEXT}\s+week\s+(?:(?:op|on)\s+)?{ANY_DAY}" + PART, _in_next_week),
    (rf"{ANY_DAY}{PART}\s+(?:in\s+)?{NEXT}\s+week", _in_next_week),
    (
        rf"{EARLY}\s+(?:van\s+|of\s+|in\s+)?(?:(?:de|het|the|{COMING})\s+)?(?:(?P<next>{NEXT})\s+)?{SPAN}",
        _part_of,
    ),
    (rf"{EARLY}[\s-]+(?:van\s+|of\s+|in\s+)?{MONTH}", _part_of_month),
    (rf"{NEXT}\s+{SPAN}", _next_unit),
    (rf"(?:this|deze)\s+week{END}", _this_week),
    (
        r"(?:(?P<after>na|after)\s+)?(?:(?:in|van)\s+)?(?:het|the|this|dit|komend)\s+weekend",
        _weekend,
    ),
    (r"(?:in\s+)?(?:week|wk)\s+(?P<week>[1-4]\d|5[0-3]|[1-9])(?!\d|[.,:/-]\d)", _iso_week),
    (rf"(?P<y>20\d\d)-(?P<m>0?[1-9]|1[0-2])-{DATE}(?!\d)", _numbers),
    (rf"{DATE}[-/.](?P<m>1[0-2]|0?[1-9])[-/.](?P<y>20\d\d|\d\d)(?!\d)", _numbers),
    (rf"{DATE}(?:st|nd|rd|th|e)?\s+(?:of\s+)?{MONTH}{YEAR}", _named),
    (rf"{MONTH}\s+{DATE}(?:st|nd|rd|th)?(?!\d|[:.]\d){YEAR}", _named),
    (rf"{LEAD}{DATE}[-/](?P<m>1[0-2]|0?[1-9])(?![-/\d])(?P<y>)", _numbers),
    (rf"{DATE}[-/](?P<m>1[0-2]|0?[1-9])(?![-/\d]){END}(?P<y>)", _numbers),
    (rf"{LEAD}(?:de|the)\s+{DATE}(?:st|nd|rd|th|e|ste|de)", _ordinal),
    (rf"(?:(?P<next>{NEXT})\s+|{COMING}\s+)?{LONG_DAY}" + PART, _weekday),
    (
        rf"(?:(?P<next>{NEXT})|{COMING}|op|on|by|before|uiterlijk|tot|until)\s+"
        rf"(?P<day>{_any(SHORT_DAYS)})",
        _weekday,
    ),
    (rf"(?P<next>)(?P<day>{_any(SHORT_DAYS)}){END}", _weekday),
)
