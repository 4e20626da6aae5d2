"""Small real files of every kind, and hostile ones."""

import io
import struct
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
JPG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xda\x00\x02x\xff\xd9"
)
EML = (
    b"From: Karin <karin@waterland.test>\r\nTo: us@kring.test\r\nSubject: Pallets\r\n\r\nHello\r\n"
)
CSV = "artikel;prijs\nKetel ø 80;1.250,00\n".encode()
TXT = "Offerte volgt, café op vrijdag.\n".encode()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 60
TYPES = '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.{}.main+xml"/></Types>'


def png(extra=b""):
    """Return a picture of one dot, with `extra` behind its end."""

    def part(name, data):
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = part(b"IHDR", head) + part(b"IDAT", zlib.compress(b"\0\0")) + part(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts + extra


def office(kind="docx", members=None, compression=zipfile.ZIP_DEFLATED):
    """Return an Office file with more members if asked."""
    main = {"docx": "wordprocessingml.document", "xlsx": "spreadsheetml.sheet"}[kind]
    part = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}[kind]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        archive.writestr("[Content_Types].xml", TYPES.format(main))
        archive.writestr(part, "<document/>")
        for name, data in (members or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


GOOD = {
    "tekening.pdf": PDF,
    "foto.jpg": JPG,
    "foto.jpeg": JPG,
    "foto.png": png(),
    "brief.txt": TXT,
    "oud.txt": "café".encode("cp1252"),
    "excel.txt": "café".encode("utf-16"),
    "prijzen.csv": CSV,
    "mail.eml": EML,
    "voorstel.docx": office("docx"),
    "lijst.xlsx": office("xlsx"),
}


def upload(name="tekening.pdf", content=PDF):
    """Return a file as a form sends it."""
    return SimpleUploadedFile(name, content)
