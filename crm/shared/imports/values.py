"""What stands in a cell, read the way people write it: Dutch and English numbers, dates and words.

Every reader takes the text and the file's notation, and raises ValueError with a sentence.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from crm.shared import phones
from crm.shared.localtime import zone
from crm.shared.search.text import normalise


@dataclass(frozen=True)
class Notation:
    """How a file writes: `decimal_comma` decides what 1.234 and 1,234 mean, `month_first` what 03/04 is."""

    decimal_comma: bool = False
    month_first: bool = False


Parse = Callable[[str, Notation], Any]
_NUMBER = re.compile(r"^[+-]?\d+(\.\d+)?$")
_DAY_FIRST = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{2}|\d{4})$")
_YEAR_FIRST = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
_NAMED = re.compile(r"^(\d{1,2})[-/. ]([A-Za-z]{3,9})\.?[-/. ](\d{2}|\d{4})$")
_ZONE = re.compile(r"(?<=[\dMm])\s*(Z|UTC|GMT|[+-](\d{2}):?(\d{2}))$")
_CLOCK = re.compile(r"^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?\s*([AaPp]\.?[Mm]\.?)?$")
MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "mrt": 3, "maa": 3, "apr": 4, "may": 5, "mei": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12,
}  # fmt: skip
YES = frozenset(["yes", "y", "true", "1", "ja", "j", "waar", "x", "on"])
NO = frozenset(["no", "n", "false", "0", "nee", "neen", "onwaar", "off"])


def text(longest: int) -> Parse:
    """Return a reader of text up to a length."""

    def parse(raw: str, notation: Notation) -> str:
        if len(raw) > longest:
            raise ValueError(_("This is longer than %(count)s characters.") % {"count": longest})
        return raw

    return parse


def number(raw: str, notation: Notation) -> Decimal:
    """Read an amount: 1.234,50 or 1,234.50, with or without a currency sign."""
    bare = re.sub(r"(?i)^(eur|usd|€|\$|£)|(eur|usd|€|\$|£)$|[\s\u00a0'’]", "", raw.strip())
    bare = bare.replace("−", "-")
    if bare.endswith(",-") or bare.endswith(".-"):
        bare = bare[:-2]
    if bare.startswith("(") and bare.endswith(")"):
        bare = f"-{bare[1:-1]}"
    bare = _plain_decimal(bare, notation)
    if not _NUMBER.match(bare) or not bare.isascii() or len(bare) > 30:
        raise ValueError(_("“%(value)s” is not a number.") % {"value": raw[:40]})
    try:
        return Decimal(bare)
    except InvalidOperation as error:
        raise ValueError(_("“%(value)s” is not a number.") % {"value": raw[:40]}) from error


def _plain_decimal(bare: str, notation: Notation) -> str:
    dot, comma = bare.rfind("."), bare.rfind(",")
    if dot >= 0 and comma >= 0:
        thousands, point = (".", ",") if comma > dot else (",", ".")
        return bare.replace(thousands, "").replace(point, ".")
    sign = "," if comma >= 0 else "."
    if sign not in bare:
        return bare
    grouped = re.match(rf"^[+-]?\d{{1,3}}(\{sign}\d{{3}})+$", bare)
    native = (sign == ",") is notation.decimal_comma
    if grouped and (bare.count(sign) > 1 or not native):
        return bare.replace(sign, "")
    return bare.replace(sign, ".")


def money(raw: str, notation: Notation) -> Decimal:
    """Read an amount with at most two decimals that fits the books (under ten thousand million)."""
    amount = number(raw, notation)
    if abs(amount) >= 10**10:
        raise ValueError(_("This amount is too large."))
    return amount.quantize(Decimal("0.01"))


def whole(low: int, high: int) -> Parse:
    """Return a reader of whole numbers between two bounds."""

    def parse(raw: str, notation: Notation) -> int:
        value = number(raw, notation)
        if value != value.to_integral_value() or not low <= value <= high:
            raise ValueError(
                _("“%(value)s” is not a whole number from %(low)s to %(high)s.")
                % {"value": raw[:40], "low": low, "high": high}
            )
        return int(value)

    return parse


def day(raw: str, notation: Notation) -> date:
    """Read a date: 2026-11-17, 17-11-2026, 17-11-26, 17/11/2026, 17-nov-26; a time behind it is cut.

    Of two small numbers the first is the day, unless the file writes the month first.
    """
    head = re.split(r"[T ](?=\d{1,2}[:.]\d{2})", raw.strip(), maxsplit=1)[0]
    parts: tuple[int, int, int] | None = None
    if match := _YEAR_FIRST.match(head):
        parts = (int(match[1]), int(match[2]), int(match[3]))
    elif match := _DAY_FIRST.match(head):
        one, two = int(match[1]), int(match[2])
        month, in_month = (one, two) if notation.month_first else (two, one)
        parts = (_year(match[3]), month, in_month)
    elif (match := _NAMED.match(head)) and match[2][:3].lower() in MONTHS:
        parts = (_year(match[3]), MONTHS[match[2][:3].lower()], int(match[1]))
    try:
        if parts is None or not 1900 <= parts[0] <= 2200:
            raise ValueError
        return date(*parts)
    except ValueError as error:
        raise ValueError(
            _("“%(value)s” is not a date. Write it like 17-11-2026 or 2026-11-17.")
            % {"value": raw[:40]}
        ) from error


def _year(digits: str) -> int:
    """Return the year; of two digits the one in 1969–2068 (POSIX)."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (1900 if year >= 69 else 2000)


def clock(raw: str, notation: Notation) -> time:
    """Read a time of day: 15:53, 15:53:50, 3:53:50 PM."""
    match = _CLOCK.match(raw.strip())
    try:
        if match is None:
            raise ValueError
        hour = int(match[1])
        if match[4]:
            if not 1 <= hour <= 12:
                raise ValueError
            hour = hour % 12 + (12 if match[4].lower().startswith("p") else 0)
        return time(hour, int(match[2]), int(match[3] or 0))
    except ValueError as error:
        raise ValueError(_("“%(value)s” is not a time.") % {"value": raw[:40]}) from error


def clock_behind(raw: str) -> time | None:
    """Return the time that stands behind a date in one cell, if there is one."""
    pieces = re.split(r"[T ](?=\d{1,2}[:.]\d{2})", raw.strip(), maxsplit=1)
    if len(pieces) < 2:
        return None
    return clock(_ZONE.sub("", pieces[1]), Notation())


def moment(raw: str, notation: Notation) -> datetime:
    """Read a date with an optional time; without one it is the start of the day. Naive, local.

    A time with its zone behind it (Z, UTC, +01:00) is told in the organisation's zone.
    """
    found = datetime.combine(day(raw, notation), clock_behind(raw) or time.min)
    behind = _ZONE.search(raw.strip())
    if behind is None or clock_behind(raw) is None:  # 17-11-2026 is no time zone
        return found
    ahead = timedelta(hours=int(behind[2] or 0), minutes=int(behind[3] or 0))
    offset = -ahead if behind[0].strip().startswith("-") else ahead
    return (found - offset).replace(tzinfo=UTC).astimezone(zone()).replace(tzinfo=None)


def yes_no(raw: str, notation: Notation) -> bool:
    """Read yes or no."""
    word = normalise(raw)
    if word in YES or word in NO:
        return word in YES
    raise ValueError(_("“%(value)s” is neither yes nor no.") % {"value": raw[:40]})


def phone(raw: str, notation: Notation) -> str:
    """Read a phone number."""
    found = phones.normalise(raw)
    if found is None:
        raise ValueError(_("“%(value)s” is not a phone number.") % {"value": raw[:40]})
    return found


def email(raw: str, notation: Notation) -> str:
    """Read an e-mail address."""
    try:
        validate_email(raw)
    except ValidationError as error:
        raise ValueError(
            _("“%(value)s” is not an e-mail address.") % {"value": raw[:80]}
        ) from error
    return raw


def word_of(words: Mapping[str, str]) -> Parse:
    """Return a reader of one of some words, written in any of the given ways."""
    plain = {normalise(key): value for key, value in words.items()}

    def parse(raw: str, notation: Notation) -> str:
        try:
            return plain[normalise(raw)]
        except KeyError:
            known = ", ".join(dict.fromkeys(words))
            raise ValueError(
                _("“%(value)s” is none of: %(known)s.") % {"value": raw[:40], "known": known[:200]}
            ) from None

    return parse
