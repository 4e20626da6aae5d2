"""The benchmark fills a database and says of every page how it compares with the bare one."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from crm.management.commands.benchmark import PAGES
from customers.accounts.models import Account
from customers.tests.factories import AccountFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("username", ["bench0", "bench-manager"])
def test_every_page_is_measured_and_its_queries_are_counted(username):
    lines = StringIO()
    call_command("benchmark", fill=30, rounds=1, user=username, stdout=lines, stderr=StringIO())
    assert Account.objects.count() == 30
    rows = dict(re.findall(r"^(.{22}) *(\d+) ", lines.getvalue(), re.MULTILINE))
    assert [name.strip() for name in rows] == [*PAGES, "account page"]
    assert all(int(queries) > 2 for queries in rows.values())


def test_it_never_fills_a_database_with_accounts_of_its_own():
    AccountFactory()
    with pytest.raises(CommandError, match="scratch database"):
        call_command("benchmark", fill=30)
    assert Account.objects.count() == 1
