"""Cells of a file: one value each, in the notation of the active language, safe to open in a spreadsheet."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from crm.shared import phones

SPACES = " \u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\ufeff\u200b"
ALWAYS = "=@\t\r\n\0＝＠＋－"
NUMBER = re.compile(r"^[+\-−]?\d+([.,]\d+)*%?$")
PHONE = re.compile(r"^\+\d[\d ()\-./]{4,24}$")


def starts_formula(text: str) -> bool:
    """Say whether a spreadsheet could take a text for a formula."""
    bare = text.lstrip(SPACES)
    if not bare:
        return False
    if bare[0] in ALWAYS:
        return True
    return bare[0] in "+-−" and not (NUMBER.match(bare.strip()) or PHONE.match(bare.strip()))


def guarded(text: str) -> str:
    """Return a text cell that never starts a formula: with an apostrophe in front where needed.

    A text that itself starts with apostrophes and a formula gets one more, so that `unguarded` gives
    every text back.
    """
    return f"'{text}" if starts_formula(text.lstrip("'")) else text


def unguarded(text: str) -> str:
    """Return what `guarded` was given: the importer's half."""
    return text[1:] if text.startswith("'") and starts_formula(text.lstrip("'")) else text


def cell(value: Any) -> str:
    """Write one value in the notation of the active language."""
    dutch = translation.get_language() == "nl"
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float | Decimal):
        number = f"{Decimal(str(value)):f}"
        return number.replace(".", ",") if dutch else number
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return f"{local:%d-%m-%Y %H:%M}" if dutch else f"{local:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}" if dutch else f"{value:%Y-%m-%d}"
    text = str(value)
    return phones.display(text) if phones.E164.match(text) else guarded(text)
