"""Decides what a file may be called and which kinds of file are kept. Pure."""

import re
import unicodedata

from django.utils.translation import gettext as _

from crm.shared.errors import Refusal

LONGEST = 120  # characters of a name, extension included
KINDS = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "eml": "message/rfc822",
}
ALIASES = {"jpeg": "jpg"}
ACTIVE = frozenset({"svg", "svgz", "htm", "html", "xhtml", "mht", "mhtml", "xml", "xsl"})
OLD_OFFICE = {"doc": "docx", "docm": "docx", "dotm": "docx", "xls": "xlsx", "xlsm": "xlsx"}
_CONTROL = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})  # Cf: marks that turn text around
_FORBIDDEN = re.compile(r'[<>:"|?*]')


class FileError(Refusal):
    """Refuses a file; nothing is kept of it."""


def _plain(text: str) -> str:
    """Return a text without control characters, marks that turn it around, and double spaces."""
    kept = "".join(
        " " if c.isspace() else c
        for c in text
        if c.isspace() or unicodedata.category(c) not in _CONTROL
    )
    return " ".join(_FORBIDDEN.sub("_", unicodedata.normalize("NFC", kept)).split())


def clean_name(raw: str) -> str:
    """Return a name fit to show and to download: no path, nothing invisible, at most LONGEST long.

    The extension is what is left after the last dot once what cannot be seen is gone.
    """
    base = _plain(re.split(r"[/\\]", raw.replace("\0", ""))[-1]).rstrip(". ")
    stem, dot, extension = base.rpartition(".")
    if not dot:
        return base[:LONGEST]
    extension = extension.strip()[:10]
    stem = stem.strip(". ")[: LONGEST - len(extension) - 1].rstrip(". ") or _("file")
    return f"{stem}.{extension}"


def name_key(name: str) -> str:
    """Return a name as it is looked for: small letters, no accents."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))[:LONGEST]


def kind_of(name: str) -> str:
    """Return the kind of a cleaned name by its last extension; FileError with what to do instead."""
    extension = name.rpartition(".")[2].casefold() if "." in name else ""
    kind = ALIASES.get(extension, extension)
    if kind in KINDS:
        return kind
    if kind in ACTIVE:
        raise FileError(
            _(
                "“%(name)s” was not kept: SVG and HTML files can carry programs. "
                "Save it as PDF or PNG and add that."
            )
            % {"name": name}
        )
    if kind in OLD_OFFICE:
        raise FileError(
            _("“%(name)s” was not kept: save it as .%(kind)s, without macros, and add that.")
            % {"name": name, "kind": OLD_OFFICE[kind]}
        )
    raise FileError(
        _("“%(name)s” was not kept: Kring keeps pdf, png, jpg, txt, csv, xlsx, docx and eml files.")
        % {"name": name}
    )
