"""Reading a CSV file as people make them: any of three encodings, any of three separators.

The file is read twice as a stream, once to look at it, once to read it; memory stays flat.
"""

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from crm.shared.cells import unguarded
from crm.shared.errors import Refusal

BIGGEST = 500 * 1024 * 1024
MOST_COLUMNS = 60
LONGEST_CELL = 1_000_000
BLOCK = 1 << 20
SEPARATORS = (",", ";", "\t")
UNDEFINED_IN_1252 = bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D])
# SurveyMonkey writes the answers' own headings on a second line, which holds no respondent.
TWO_LINES_OF_HEADINGS = ("respondent id", "respondentid")
MAGIC = {
    b"PK\x03\x04": "xlsx",
    b"\xd0\xcf\x11\xe0": "xls",
    b"%PDF": "pdf",
    b"\x89PNG": "png",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
csv.field_size_limit(LONGEST_CELL)


class FileRefused(Refusal):
    """Refuses a file as a whole; nothing of it was stored (or nothing more than was reported)."""


@dataclass(frozen=True)
class Sheet:
    """A file that was looked at: how to read it, its headings and about how many lines it has."""

    path: Path
    encoding: str
    separator: str
    headings: tuple[str, ...]
    lines: int

    @property
    def decimal_comma(self) -> bool:
        """Guess how numbers are written: a file with semicolons comes from a Dutch spreadsheet."""
        return self.separator == ";"

    @property
    def two_headings(self) -> bool:
        """Tell whether a second line of headings may follow the first."""
        return self.headings[0].lower() in TWO_LINES_OF_HEADINGS

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield (line number, cells) of every line that is not empty, without the heading.

        Raises FileRefused at a line that cannot be read, such as a quote that never ends.
        """
        with self.path.open(encoding=self.encoding, newline="") as stream:
            reader = csv.reader(stream, delimiter=self.separator)
            line = 1
            try:
                next(reader, None)
                second = line = reader.line_num + 1
                for cells in reader:
                    heading = line == second and self.two_headings and not any(cells[:1])
                    if any(cell.strip() for cell in cells) and not heading:
                        yield line, [clean(cell) for cell in cells]
                    line = reader.line_num + 1
            except csv.Error as error:
                raise FileRefused(
                    _("Line %(line)s cannot be read: a quotation mark may be missing.")
                    % {"line": line}
                ) from error


def clean(cell: str) -> str:
    """Return a cell without spaces around it and without the apostrophe our export put in front."""
    return unguarded(cell.replace("\ufeff", "")).replace("\u00a0", " ").strip()


def look(path: Path) -> Sheet:
    """Look at a file: encoding, separator and headings.

    Raises FileRefused with a sentence for what is no CSV file with a heading.
    """
    if not path.is_file():
        raise FileRefused(_("There is no file “%(name)s”.") % {"name": path.name})
    size = path.stat().st_size
    if size == 0:
        raise FileRefused(_("The file is empty."))
    if size > BIGGEST:
        raise FileRefused(_("The file is larger than 500 MB. Split it."))
    encoding, lines = scan(path)
    with path.open(encoding=encoding, newline="") as stream:
        first = stream.readline(LONGEST_CELL)
        sample = first + "".join(stream.readline(10_000) for _line in range(20))
    separator = guess_separator(sample)
    try:
        headings = next(csv.reader([first], delimiter=separator), [])
    except csv.Error as error:
        raise FileRefused(_("The first line cannot be read as a heading.")) from error
    names = tuple(clean(h) for h in headings)
    if not any(names):
        raise FileRefused(_("The first line is empty: it must hold the names of the columns."))
    if len(names) > MOST_COLUMNS:
        raise FileRefused(
            _("The file has %(count)s columns; at most %(most)s can be read.")
            % {"count": len(names), "most": MOST_COLUMNS}
        )
    return Sheet(path, encoding, separator, names, lines)


def scan(path: Path) -> tuple[str, int]:
    """Read a file through once: return its encoding and its number of lines.

    UTF-8 is recognised strictly, so a file of the Windows code page is never read as UTF-8 or the other
    way round.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    utf8, undefined, lines, first = True, False, 0, True
    bom = False
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            if first:
                kind = next((k for magic, k in MAGIC.items() if block.startswith(magic)), "")
                if kind:
                    raise FileRefused(
                        _(
                            "This is not a CSV file (it looks like %(kind)s). In a spreadsheet choose "
                            "“Save as” and “CSV UTF-8”."
                        )
                        % {"kind": kind}
                    )
                bom, first = block.startswith(codecs.BOM_UTF8), False
            if b"\x00" in block:
                raise FileRefused(
                    _("The file holds a NUL character, so it is no text. Export it again as CSV.")
                )
            lines += block.count(b"\n")
            undefined = undefined or any(code in block for code in UNDEFINED_IN_1252)
            if utf8:
                try:
                    decoder.decode(block)
                except UnicodeDecodeError:
                    utf8 = False
    if utf8:
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            utf8 = False
    if utf8:
        return ("utf-8-sig" if bom else "utf-8"), lines
    return ("latin-1" if undefined else "cp1252"), lines


def guess_separator(sample: str) -> str:
    """Return the separator that cuts the first lines into most columns, all lines alike."""
    best, most = ",", 0.0
    for separator in SEPARATORS:
        try:
            widths = [len(r) for r in csv.reader(sample.splitlines(), delimiter=separator) if r]
        except csv.Error:
            continue
        if not widths or widths[0] < 2:
            continue
        alike = sum(w == widths[0] for w in widths) / len(widths)
        if widths[0] * alike > most:
            best, most = separator, widths[0] * alike
    return best
