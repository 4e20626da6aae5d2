"""Files of figures: the reader's notation, ten an hour, nothing for who only asks for the head."""

from types import SimpleNamespace

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from crm.shared.audit.models import AuditEntry
from crm.shared.tables import Cell, Head, Table, csv_file
from crm.shared.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def ask(method="get", pk=None):
    request = getattr(RequestFactory(), method)("/")
    request.user = SimpleNamespace(pk=pk, is_authenticated=True)
    return request


@pytest.mark.parametrize(("spoken", "line"), [("en", "'=x,1.5,"), ("nl", "'=x;1,5;")])
def test_a_file_is_written_in_the_reader_s_notation(now, spoken, line):
    with translation.override(spoken):
        answer = csv_file(ask(), "figures", [["=x", 1.5, None]], now=now)
    assert answer.content.decode() == f"\ufeff{line}\r\n"
    assert AuditEntry.objects.get().kind == "figures"


def test_a_large_file_is_read_as_it_goes_and_in_its_own_language(now):
    read = []

    def rows():
        for number in range(2_500):
            read.append(translation.get_language())
            yield [number]

    with translation.override("nl"):
        answer = csv_file(ask(), "long", rows(), now=now, is_large=True)
    assert read == []
    parts = list(answer)
    assert (len(parts), parts[-1].split()[-1]) == (4, b"2499")
    assert set(read) == {"nl"}


def test_who_asks_for_the_head_takes_no_file(now):
    answer = csv_file(ask("head"), "figures", [["x"]], now=now)
    assert answer.content.decode() == "\ufeff"
    assert not AuditEntry.objects.exists()


def test_the_eleventh_file_of_an_hour_is_a_page_that_says_so(client: Client):
    user = UserFactory(language="en")
    client.force_login(user)
    url = reverse("customers:list")
    assert [client.get(url, {"format": "csv"}).status_code for _ in range(10)] == [200] * 10
    refused = client.get(reverse("insight:iceberg_history_csv"))
    assert refused.status_code == 429 and b"ten exports an hour" in refused.content
    assert AuditEntry.objects.filter(verb="export", actor=user).count() == 10


def test_a_note_goes_along_and_starts_no_formula():
    """A negative figure with a note is no longer a number to a spreadsheet: it gets an apostrophe."""
    table = Table("t", "T", [Head("A"), Head("B")], [[Cell(-3, note="of 5"), Cell("=a", note="b")]])
    assert table.lines() == [["A", "B"], ["-3 (of 5)", "=a (b)"]]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (Cell(None), "–"),
        (Cell(""), "–"),
        (Cell(1234), "1,234"),
        (Cell(0), "0"),
        (Cell(1, "one"), "one"),
    ],
)
def test_a_cell_shows_a_dash_for_nothing_known(cell, shown):
    with translation.override("en"):
        assert cell.shown == shown
