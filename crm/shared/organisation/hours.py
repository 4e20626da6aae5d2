"""Opening hours as people write them: "09:00-12:30, 13:30-17:00"."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import time
from hashlib import sha256

from django.utils.translation import gettext as _

from crm.shared.errors import Refusal

Stretch = tuple[time, time]
CLOCK = re.compile(r"^\s*(\d{1,2})(?:[:.](\d{2}))?\s*$")


def _clock(text: str) -> time:
    """Return a clock time from `9`, `09:00` or `9.00`."""
    match = CLOCK.match(text) if text.isascii() else None
    hour, minute = (int(match[1]), int(match[2] or 0)) if match else (99, 0)
    if hour > 23 or minute > 59:
        raise Refusal(_("“%(text)s” is not a clock time.") % {"text": text.strip()[:20]})
    return time(hour, minute)


def parse_hours(text: str) -> list[Stretch]:
    """Return the stretches of one day in order; an empty text means closed.

    Raises Refusal for what is no clock time, ends before it begins, or overlaps.
    """
    stretches = []
    for part in filter(str.strip, re.split(r"[,;]", text)):
        ends = re.split(r"[-\N{EN DASH}]", part)
        if len(ends) != 2:
            raise Refusal(_("Write a beginning and an end, for example 09:00-17:00."))
        opens, closes = _clock(ends[0]), _clock(ends[1])
        if opens >= closes:
            raise Refusal(_("%(part)s ends before it begins.") % {"part": part.strip()[:20]})
        stretches.append((opens, closes))
    stretches.sort()
    for earlier, later in zip(stretches, stretches[1:], strict=False):
        if later[0] < earlier[1]:
            raise Refusal(_("Two stretches of this day overlap."))
    return stretches


def show_hours(stretches: Iterable[Stretch]) -> str:
    """Return stretches as they are typed."""
    return ", ".join(f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in sorted(stretches))


def hours_version(week: Mapping[int, Sequence[Stretch]]) -> str:
    """Return a short mark of a week's hours: another one when anything in them differs."""
    words = ";".join(f"{day}={show_hours(list(week.get(day, [])))}" for day in range(7))
    return sha256(words.encode()).hexdigest()[:16]
