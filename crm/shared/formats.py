"""How figures, money and moments are written, in English and in Dutch (design/look.md §7).

Every function takes the value and returns text; nothing known is a dash. The language is the active one.
"""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext

DASH = "–"
MINUS = "\N{MINUS SIGN}"
NBSP = "\N{NO-BREAK SPACE}"

MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "nl": (
        "jan.", "feb.", "mrt.", "apr.", "mei", "juni", "juli", "aug.", "sept.", "okt.", "nov.", "dec.",
    ),
}  # fmt: skip
LONG_MONTHS = {
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "nl": (
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ),
}  # fmt: skip
WEEKDAYS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "nl": ("ma", "di", "wo", "do", "vr", "za", "zo"),
}
LONG_WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
}


def language() -> str:
    """Return the language texts are written in now: "nl" or "en"."""
    return "nl" if (get_language() or "en").startswith("nl") else "en"


def number(value: Decimal | float | int | None, places: int = 0) -> str:
    """Write a number with separators: 184,320.5 or 184.320,5; half is rounded away from zero."""
    if value is None or value == "":
        return DASH
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{abs(rounded):,.{places}f}"
    if language() == "nl":
        text = text.translate(str.maketrans(",.", ".,"))
    return f"{MINUS}{text}" if rounded < 0 else text


def money(amount: Decimal | float | int | None, places: int = 0) -> str:
    """Write euros: "€ 184,320", "−€ 184,320"; in Dutch "€ 184.320", "€ −184.320"."""
    if amount is None or amount == "":
        return DASH
    text = number(amount, places)
    if text.startswith(MINUS) and language() == "en":
        return f"{MINUS}€{NBSP}{text[1:]}"
    return f"€{NBSP}{text}"


def signed(value: Decimal | float | int | None, places: int = 0) -> str:
    """Write a score or a difference with its sign: +25, −7, 0."""
    if value is None or value == "":
        return DASH
    text = number(value, places)
    return text if text.startswith(MINUS) or not text.strip("0.,") else f"+{text}"


def percent(value: Decimal | float | int | None, places: int = 0) -> str:
    """Write a percentage (0 to 100): "87%", in tables "87.4%"."""
    return DASH if value is None or value == "" else f"{number(value, places)}%"


def _local(value: Any) -> Any:
    """Return an aware moment in the organisation's time; anything else as it is."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def day(value: date | datetime | None) -> str:
    """Write a date: 17 Nov 2026, in Dutch 17 nov. 2026."""
    if not value:
        return DASH
    value = _local(value)
    return f"{value.day} {MONTHS[language()][value.month - 1]} {value.year}"


def short_day(
    value: date | datetime | None, *, today: date | None = None, weekday: bool = False
) -> str:
    """Write a date without its year when that is this year: 17 Nov, or Tue 17 Nov; else 4 Jun 2025."""
    if not value:
        return DASH
    value = _local(value)
    today = today or timezone.localdate()
    text = f"{value.day} {MONTHS[language()][value.month - 1]}"
    if weekday:
        text = f"{WEEKDAYS[language()][value.weekday()]} {text}"
    return text if value.year == today.year else f"{text} {value.year}"


def long_day(
    value: date | datetime | None, *, year: bool = False, today: date | None = None
) -> str:
    """Write a date in full: Tuesday 17 November, dinsdag 17 november; another year is added."""
    if not value:
        return DASH
    value = _local(value)
    text = (
        f"{LONG_WEEKDAYS[language()][value.weekday()]} {value.day} "
        f"{LONG_MONTHS[language()][value.month - 1]}"
    )
    other = value.year != (today or timezone.localdate()).year
    return f"{text} {value.year}" if year or other else text


def clock_time(value: datetime | None) -> str:
    """Write a time of day: 16:00, in Dutch 16.00 uur."""
    if value is None:
        return DASH
    value = _local(value)
    return f"{value:%H.%M} uur" if language() == "nl" else f"{value:%H:%M}"


def moment(value: date | datetime | None, *, today: date | None = None) -> str:
    """Write a moment: Tue 17 Nov, 16:00, in Dutch di 17 nov., 16.00 uur."""
    if not value:
        return DASH
    text = short_day(value, today=today, weekday=True)
    return f"{text}, {clock_time(value)}" if isinstance(value, datetime) else text


def ago(value: date | datetime | None, *, now: datetime | None = None) -> str:
    """Write how long ago, or how far ahead, something is: "5 h ago", "12 d ago", "in 3 d"."""
    if not value:
        return DASH
    now = now or timezone.now()
    if isinstance(value, datetime):
        passed = now - value
        if timedelta(0) <= passed < timedelta(hours=48):
            return _recently(passed)
        value = _local(value).date()
    days = (timezone.localtime(now).date() - value).days
    if days == 0:
        return gettext("today")
    if days == 1:
        return gettext("yesterday")
    if days == -1:
        return gettext("tomorrow")
    if days > 0:
        return gettext("%(count)s d ago") % {"count": number(days)}
    return gettext("in %(count)s d") % {"count": number(-days)}


def _recently(passed: timedelta) -> str:
    minutes = int(passed.total_seconds() // 60)
    if minutes < 1:
        return gettext("just now")
    if minutes < 60:
        return gettext("%(count)s min ago") % {"count": minutes}
    return gettext("%(count)s h ago") % {"count": minutes // 60}
