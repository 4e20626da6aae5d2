"""Phone numbers: stored as E.164, shown with spaces, found in any notation."""

import re

import phonenumbers
from django.conf import settings

E164 = re.compile(r"^\+[1-9]\d{5,14}$")
_LOOKS_LIKE_ONE = re.compile(r"^\s*[+(]?[\d\s().\-/–]{5,24}\s*$")


def normalise(text: str, region: str | None = None) -> str | None:
    """Return a number as E.164, or None when no such number can exist.

    `region` is the country of numbers without a country code (default PHONE_REGION).
    """
    try:
        number = phonenumbers.parse(text[:40], region or settings.PHONE_REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number) or number.extension:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def display(number: str) -> str:
    """Return a stored number for reading: `+31 6 12345678`; anything else comes back as it is."""
    if not E164.match(number):
        return number
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def at_home(number: str) -> str:
    """Return the digits of a stored number as dialled inside its own country: `0612345678`."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return ""
    text = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
    return "".join(c for c in text if c.isdigit())


def looks_like_number(text: str) -> bool:
    """Say whether a text is written like a phone number: five digits or more and only separators."""
    return bool(_LOOKS_LIKE_ONE.match(text)) and sum(c.isdigit() for c in text) >= 5
