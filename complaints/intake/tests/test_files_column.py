"""All files of a complaint in one column: read back whole, whatever they are called."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from complaints.cases.files import FILES
from complaints.cases.models import Complaint
from complaints.intake.files import PUBLIC, FileLine, files_column, read_files
from complaints.tests.factories import NOW, handler, make_complaint
from crm.shared.files.services import add_files


def test_nothing_reads_as_nothing():
    assert read_files(None) == read_files("") == []


@pytest.mark.django_db
def test_names_with_commas_digits_and_bars_come_back_as_they_are_kept():
    """A bar in a name is replaced when a file is kept, so that it can part the columns."""
    complaint, one = make_complaint(), handler()
    names = ["a, 12, b.txt", "1|2|3.txt", "=SUM(A1),7.txt", "é — ’.txt"]
    files = [SimpleUploadedFile(name, b"x") for name in names]
    rows = add_files(FILES, complaint, files[:3], by=one, now=NOW)
    rows += add_files(PUBLIC, complaint, files[3:], by=None, now=NOW)
    make_complaint()
    found = Complaint.objects.annotate(column=files_column()).get(pk=complaint.pk)
    assert read_files(found.column) == [
        FileLine(row.pk, row.name, 1, row.owner_kind == PUBLIC.kind, row.uploaded_by is None)
        for row in rows
    ]
