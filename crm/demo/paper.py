"""Small real files for the demo, made from their name: each opens in the program it is for."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from xml.sax.saxutils import escape

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"


def _pdf(title: str) -> bytes:
    """Return one page with the title on it."""
    words = (
        title.encode("latin-1", "replace").replace(b"\\", b"").replace(b"(", b"").replace(b")", b"")
    )
    text = b"BT /F1 18 Tf 60 770 Td (" + words + b") Tj ET"
    parts = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    )
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, part)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, table)
    return bytes(out)


def _png(title: str) -> bytes:
    """Return a plain picture in a colour of the name."""
    wide, high, shade = 320, 200, sum(title.encode()) % 120 + 80

    def part(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"".join(b"\0" + bytes([shade, 160, 200 - x // 4]) * wide for x in range(high))
    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    parts = part(b"IHDR", head) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def _package(kind: str, main: str, parts: dict[str, str]) -> bytes:
    """Return an Office file of these parts."""
    out = io.BytesIO()
    types = (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{MAIN.format(kind)}"/></Types>'
    )
    links = (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}" Target="{main}"/></Relationships>'
    )
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", links)
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def _docx(title: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = f"<w:p><w:r><w:t>{escape(title)}</w:t></w:r></w:p>"
    body = f'<w:document xmlns:w="{space}"><w:body>{text}</w:body></w:document>'
    main = "word/document.xml"
    return _package("wordprocessingml.document", main, {main: body})


def _xlsx(title: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    book = (
        f'<workbook xmlns="{space}" xmlns:r="{relations}">'
        '<sheets><sheet name="Blad1" sheetId="1" r:id="r1"/></sheets></workbook>'
    )
    links = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    )
    cell = f'<c r="A1" t="inlineStr"><is><t>{escape(title)}</t></is></c>'
    sheet = f'<worksheet xmlns="{space}"><sheetData><row r="1">{cell}</row></sheetData></worksheet>'
    return _package(
        "spreadsheetml.sheet",
        "xl/workbook.xml",
        {
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": links,
            "xl/worksheets/sheet1.xml": sheet,
        },
    )


MAKERS: dict[str, Callable[[str], bytes]] = {
    "pdf": _pdf,
    "png": _png,
    "docx": _docx,
    "xlsx": _xlsx,
    "csv": lambda title: f"onderwerp;aantal;prijs\n{title};12;1.250,00\n".encode(),
    "txt": lambda title: f"{title}\n".encode(),
    "eml": lambda title: (
        f"From: inkoop@waterland.example\r\nTo: sanne@kring.example\r\nSubject: {title}\r\n\r\n"
        "Kunnen jullie het leverschema voor december bevestigen?\r\n"
    ).encode(),
}


def make(name: str) -> bytes:
    """Return the content of a file of this name; the extension says the kind."""
    title, _dot, kind = name.rpartition(".")
    return MAKERS[kind](title)
