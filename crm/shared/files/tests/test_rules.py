"""What may be kept: names as people and attackers write them, and content that is what it says."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.shared.files.names import KINDS, LONGEST, FileError, clean_name, kind_of
from crm.shared.files.sniff import CHECKS, refuse_unless
from crm.shared.files.tests.samples import (
    CSV,
    EML,
    EXE,
    GOOD,
    HTML,
    JPG,
    PDF,
    SVG,
    office,
    png,
)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Offerte 2026.pdf", "Offerte 2026.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\karin\\plan.docx", "plan.docx"),
        ("\u202efdp.exe", "fdp.exe"),
        ("factuur\u202efdp.exe", "factuurfdp.exe"),
        ("a\u200bb\x00\x07.txt", "ab.txt"),
        ("...pdf", "file.pdf"),
        (".pdf", "file.pdf"),
        ("cafe\u0301.txt", "café.txt"),
        ('a<b>"c|d?.csv', "a_b__c_d_.csv"),
        ("  twee   spaties .txt ", "twee spaties.txt"),
        ("regel\nnog een.txt", "regel nog een.txt"),
        ("x" * 300 + ".pdf", "x" * (LONGEST - 4) + ".pdf"),
        ("geen", "geen"),
        ("", ""),
    ],
)
def test_a_name_is_made_fit_to_show(raw, name):
    assert clean_name(raw) == name


@given(st.text(max_size=400))
def test_no_name_keeps_a_path_or_turns_around(raw):
    name = clean_name(raw)
    assert len(name) <= LONGEST
    assert not set(name) & set('/\\\0\r\n\u202e\u202d\u2066"<>')
    assert clean_name(name) == name


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.PDF", "pdf"), ("a.jpeg", "jpg"), ("a.tar.csv", "csv"), ("run.exe.pdf", "pdf")],
)
def test_the_last_extension_says_the_kind(name, kind):
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("logo.svg", "SVG and HTML"),
        ("page.html", "SVG and HTML"),
        ("old.doc", ".docx"),
        ("macro.xlsm", ".xlsx"),
        ("offerte.pdf.exe", "keeps pdf"),
        ("noextension", "keeps pdf"),
        ("archive.zip", "keeps pdf"),
        ("", "keeps pdf"),
    ],
)
def test_other_kinds_are_refused_with_what_to_do(name, words):
    with pytest.raises(FileError, match=words):
        kind_of(name)


def accepted(kind, content):
    refuse_unless(kind, io.BytesIO(content), len(content), name=f"x.{kind}")


@pytest.mark.parametrize("name", GOOD)
def test_real_files_are_kept(name):
    accepted(kind_of(name), GOOD[name])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "content", [SVG, HTML, EXE, b"\x00" * 100, b"GIF89a<script>", b"PK\x03\x04rubbish"]
)
def test_no_kind_takes_what_it_is_not(kind, content):
    with pytest.raises(FileError):
        accepted(kind, content)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", [n for n in GOOD if not n.endswith(("txt", "csv", "eml"))])
def test_a_file_under_another_extension_is_refused(kind, name):
    if kind_of(name) == kind:
        return
    with pytest.raises(FileError, match="inside it is no"):
        accepted(kind, GOOD[name])


ARCHIVE = office("docx")


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("png", png(ARCHIVE)),
        ("png", png(b"<script>")),
        ("png", png()[:-4]),
        ("jpg", JPG + ARCHIVE),
        ("pdf", PDF + ARCHIVE),
        ("pdf", b"GIF89a" + PDF),
        ("pdf", PDF[:20]),
        ("docx", PDF + ARCHIVE),
        ("docx", ARCHIVE + b"<html>"),
        ("docx", b"MZ" + ARCHIVE),
        ("docx", office("xlsx")),
        ("xlsx", office("docx")),
        ("txt", PDF),
        ("txt", b"\xef\xbb\xbf  <SVG onload=x>"),
        ("csv", b"\n\t <!DOCTYPE html>"),
        ("txt", b"#!/bin/sh\nrm -rf"),
        ("eml", b"Hello, no headers here\n\nreally"),
        ("eml", b"From: a\nX-One: b\n\nbody"),
        ("eml", b"<html>\nFrom: a\nTo: b\n"),
    ],
)
def test_a_file_that_is_two_things_is_refused(kind, content):
    with pytest.raises(FileError):
        accepted(kind, content)


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"word/bomb.xml": b"\0" * 30_000_000}, "unpacks to far more"),
        ({f"word/{n}": b"" for n in range(5001)}, "unpacks to far more"),
        ({"word/vbaProject.bin": b"x"}, "macros"),
        ({"../outside.xml": b"x"}, "lead outside"),
        ({"/etc/passwd": b"x"}, "lead outside"),
    ],
)
def test_an_office_file_that_hides_something_is_refused(members, words):
    with pytest.raises(FileError, match=words):
        accepted("docx", office("docx", members))


def test_a_locked_office_file_says_so():
    content = bytearray(office("docx"))
    at = content.rindex(b"PK\x01\x02")
    content[at + 8] |= 1
    with pytest.raises(FileError, match="password"):
        accepted("docx", bytes(content))


@given(st.binary(max_size=300), st.sampled_from(sorted(CHECKS)))
def test_any_bytes_are_judged_without_stumbling(content, kind):
    try:
        accepted(kind, content)
    except FileError:
        return
    assert kind in ("txt", "csv", "eml")


@given(st.sampled_from([*GOOD.items()]), st.integers(0, 400), st.binary(min_size=1, max_size=8))
def test_damaged_files_are_judged_without_stumbling(sample, at, junk):
    name, content = sample
    at = min(at, len(content))
    try:
        accepted(kind_of(name), content[:at] + junk + content[at:])
    except FileError:
        return


def test_large_texts_are_read_in_parts():
    accepted("csv", CSV * 200_000)
    with pytest.raises(FileError):
        accepted("csv", CSV * 200_000 + b"\x00")
    accepted("eml", EML + b"x" * 200_000)
