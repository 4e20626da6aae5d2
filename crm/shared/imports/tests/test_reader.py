"""Files are read in the encoding and with the separator they have, or refused with a sentence."""

import pytest

from crm.shared.imports.reader import FileRefused, look


@pytest.fixture
def write(tmp_path):
    def write(content, name="file.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators_are_recognised(write, encoding, separator):
    text = (
        separator.join(["naam", "plaats"]) + "\r\n" + separator.join(["Café Zoë", "’s-Graveland"])
    )
    if encoding == "latin-1":
        text = text.replace("’", "'")
    sheet = look(write(text.encode(encoding)))
    assert (sheet.separator, sheet.headings) == (separator, ("naam", "plaats"))
    ((line, cells),) = list(sheet.rows())
    assert line == 2 and cells[0] == "Café Zoë"
    assert cells[1].endswith("s-Graveland")
    assert sheet.decimal_comma is (separator == ";")


def test_a_separator_inside_quotes_does_not_count(write):
    sheet = look(write('naam;plaats\n"a, b, c";x\n"d, e, f";y\n'))
    assert sheet.separator == ";"
    assert [c for _line, c in sheet.rows()] == [["a, b, c", "x"], ["d, e, f", "y"]]


def test_lines_are_counted_as_an_editor_does_and_empty_ones_skipped(write):
    sheet = look(write('a,b\n1,2\n\n"two\nlines",3\n,\n4,5\n'))
    assert [line for line, _cells in sheet.rows()] == [2, 4, 7]


def test_the_apostrophe_of_our_own_export_is_taken_off_again(write):
    sheet = look(write("a,b\n'=1+1,'s morgens\n"))
    assert next(sheet.rows())[1] == ["=1+1", "'s morgens"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"a,b\n1,\x00\n", "NUL"),
        (b"PK\x03\x04rest", "xlsx"),
        (b"%PDF-1.7", "pdf"),
        ("a,b\n1,2".encode("utf-16"), "utf-16"),
        (",".join(f"c{n}" for n in range(100)).encode() + b"\n", "100 columns"),
        (b"\n1,2\n", "first line is empty"),
        (b",,\n1,2\n", "first line is empty"),
    ],
)
def test_what_is_no_csv_file_with_a_heading_is_refused(write, content, sentence):
    with pytest.raises(FileRefused, match=sentence):
        look(write(content))


def test_a_missing_and_a_huge_file_are_refused(write, tmp_path, monkeypatch):
    with pytest.raises(FileRefused, match="no file"):
        look(tmp_path / "nothing.csv")
    monkeypatch.setattr("crm.shared.imports.reader.BIGGEST", 3)
    with pytest.raises(FileRefused, match="500 MB"):
        look(write("a,b\n"))


def test_a_quote_that_never_ends_names_its_line(write, monkeypatch):
    import csv

    before = csv.field_size_limit(50)
    try:
        sheet = look(write("a,b\n1,2\n" + '3,"' + "x" * 100))
        with pytest.raises(FileRefused, match="Line 3"):
            list(sheet.rows())
    finally:
        csv.field_size_limit(before)
