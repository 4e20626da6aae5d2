"""Which column tells what: by option, else by the heading's words in English or Dutch."""

import re
from collections.abc import Mapping, Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from crm.shared.imports.reader import FileRefused
from crm.shared.imports.registry import Field, ImportKind
from crm.shared.imports.values import Notation
from crm.shared.search.text import normalise

SENTENCE = 1_000  # a heading that is a sentence comes after every name


def key(heading: str) -> str:
    """Return a heading for comparing: small letters and digits only."""
    return re.sub(r"[^a-z0-9]+", " ", normalise(heading)).strip()


def names_of(field: Field) -> list[str]:
    """Return what a field is called, best names first."""
    labels = []
    for language in ("en", "nl"):
        with translation.override(language):
            labels.append(str(field.label))
    return list(dict.fromkeys(key(n) for n in (field.name, *labels, *field.aliases)))


def misfit(field: Field, column: int, sample: Sequence[Sequence[str]], notation: Notation) -> bool:
    """Say whether most of a column's first cells cannot be what the field asks for."""
    cells = [row[column] for row in sample if column < len(row) and row[column]]
    bad = 0
    for cell in cells:
        try:
            field.parse(cell, notation)
        except ValueError:
            bad += 1
    return bad * 2 > len(cells)


def guess(
    headings: Sequence[str],
    kind: ImportKind,
    given: Mapping[str, str] | None = None,
    sample: Sequence[Sequence[str]] = (),
    notation: Notation | None = None,
) -> dict[int, Field]:
    """Return column number → field. `given` maps headings to field names and goes first.

    Of several headings that could be a field the one whose first cells (`sample`) fit it wins: a column
    "State" that holds Maryland is no state of a complaint.

    Raises FileRefused for an unknown heading or field in `given`, and when no heading is known.
    """
    fields = {f.name: f for f in kind.fields}
    found: dict[int, Field] = {}
    columns = {key(h): number for number, h in reversed(list(enumerate(headings))) if h}
    for heading, name in (given or {}).items():
        if key(heading) not in columns:
            raise FileRefused(
                _("The file has no column “%(heading)s”. It has: %(all)s.")
                % {"heading": heading, "all": ", ".join(h for h in headings if h)}
            )
        if name and name not in fields:
            raise FileRefused(
                _("“%(name)s” is no field of %(kind)s. There are: %(all)s.")
                % {"name": name, "kind": kind.key, "all": ", ".join(fields)}
            )
        if name:
            found[columns[key(heading)]] = fields[name]
    kept_out = {columns[key(h)] for h in (given or {})}
    best: list[tuple[bool, int, int, Field]] = []
    for field in kind.fields:
        for rank, name in enumerate(names_of(field)):
            if name in columns:
                wrong = misfit(field, columns[name], sample, notation or Notation())
                best.append((wrong, rank, columns[name], field))
        for pattern in field.patterns:
            for heading, column in columns.items():
                if re.search(pattern, heading):
                    wrong = misfit(field, column, sample, notation or Notation())
                    best.append((wrong, SENTENCE, column, field))
    for _wrong, _rank, column, field in sorted(best, key=lambda b: b[:2]):
        if column not in found and column not in kept_out and field not in found.values():
            found[column] = field
    if not found:
        raise FileRefused(
            _(
                "No column is known. The first line must hold names such as %(names)s; or say which "
                "column is which with --map heading=field."
            )
            % {"names": ", ".join(fields)}
        )
    return found


def check_complete(found: Mapping[int, Field], kind: ImportKind, but: frozenset[str]) -> None:
    """Refuse a file that lacks a column for a required field; `but` names those given otherwise."""
    has = {f.name for f in found.values()} | but
    missing = [f.name for f in kind.fields if f.required and f.name not in has]
    if missing:
        raise FileRefused(
            _("There is no column for: %(names)s. Say which one it is with --map heading=field.")
            % {"names": ", ".join(missing)}
        )
