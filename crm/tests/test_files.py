"""Every file of figures and lists leaves by one way: counted, in the audit trail, safe in a spreadsheet."""

import csv
import io
import re
import sys
from inspect import getsource

import pytest

from crm.shared.audit.models import AuditEntry
from crm.shared.cells import starts_formula
from crm.tests.access_table import ADDRESSES
from crm.tests.test_architecture import ROOT, sources
from crm.tests.test_urls_roles import ALL, CASES, address
from customers.accounts.models import Account

pytestmark = [pytest.mark.django_db, pytest.mark.once]
WAYS = re.compile(r"\b(csv_file|csv_of|list_response|listing_response|overview)\(")
WRITERS = {
    "crm/shared/tables.py": "the one way",
    "crm/shared/imports/services.py": "refused lines, written beside the file on the server",
    "crm/shared/files/names.py": "kinds of attachments",
}


def test_only_one_place_writes_csv():
    found = {
        path.relative_to(ROOT).as_posix()
        for path in sources()
        if re.search(r"text/csv|csv\.writer|import writer", path.read_text())
    }
    assert found == set(WRITERS)


def test_each_file_is_counted_audited_and_holds_no_formula(world, monkeypatch):
    hits, named, danger = [], [], 0
    monkeypatch.setattr("crm.shared.tables.throttle.hit", lambda key, *_: hits.append(key) or True)
    Account.objects.filter(pk=world.account.pk).update(name="=1+1")
    client = world.clients["manager"]
    for case in CASES:
        view = ALL[case.split("?")[0]].callback
        if "GET" in ADDRESSES[case].methods and WAYS.search(
            getsource(sys.modules[view.__module__])
        ):
            url = address(world, case)
            answer = client.get(url, {"format": "csv", "table": "months"})
            if answer["Content-Type"].startswith("text/csv"):
                text = b"".join(answer).decode("utf-8-sig")
                cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
                assert cells and not any(starts_formula(cell) for cell in cells), url
                assert answer["Cache-Control"] == "no-store", url
                assert answer["X-Content-Type-Options"] == "nosniff", url
                assert answer["Content-Disposition"].endswith('.csv"'), url
                named.append(case)
                danger += "'=1+1" in cells
    assert len(hits) == len(named) == AuditEntry.objects.filter(verb="export").count()
    assert set(hits) == {f"export:{world.users['manager'].pk}"}
    assert danger > 5
    assert {
        "home", "customers:list", "forecast:page", "complaint_reports:index", "surveys:nps_export",
        "insight:cycle_csv", "insight:iceberg_history_csv", "insight:recovery_rows",
    } <= set(named), sorted(set(named))  # fmt: skip
