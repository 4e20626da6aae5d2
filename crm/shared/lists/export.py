"""CSV of what a list shows, safe to open in a spreadsheet."""

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from crm.shared import phones
from crm.shared.lists.columns import Column, ListSpec
from crm.shared.lists.paging import SortField, fetch

ROW_CAP = 100_000
CHUNK = 1_000
BOM = "\ufeff"
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


class Echo:
    """Gives every written line back, so that the file is never in memory as a whole."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def exported(columns: Sequence[Column]) -> list[Column]:
    """Return the columns that belong in a file."""
    return [c for c in columns if c.csv is not False]


def stream(
    spec: ListSpec, queryset: QuerySet, fields: list[SortField], *, descending: bool, language: str
) -> Iterator[str]:
    """Yield the lines of the file, a chunk of rows at a time, in the reader's language."""
    writer = csv.writer(Echo(), delimiter=";" if language == "nl" else ",")
    columns = exported(spec.columns)
    with translation.override(language):
        head = writer.writerow([guarded(str(c.label)) for c in columns])
    yield BOM + head
    position, left = None, ROW_CAP
    while left > 0:
        rows = fetch(
            queryset, fields, descending=descending, limit=min(CHUNK, left) + 1, position=position
        )
        part = rows[: min(CHUNK, left)]
        with translation.override(language):
            lines = "".join(writer.writerow([cell(c.csv_of(obj)) for c in columns]) for obj in part)
        yield lines
        left -= len(part)
        if len(rows) == len(part):
            return
        position = values_at(fields, part[-1])
    with translation.override(language):
        sentence = _("This file stops at %(count)s rows. Filter the list to get the others.")
    yield writer.writerow([sentence % {"count": ROW_CAP}])


def values_at(fields: list[SortField], obj: Any) -> list[Any]:
    """Return the position of a row as values."""
    values = []
    for f in fields:
        value = obj
        for part in f.name.split("__"):
            value = getattr(value, part, None)
        values.append(value)
    return values
