"""The tabs of an account: the daily ones in a row, the rarer ones in a menu that names the open one."""

import re

import pytest
from django.template import Context, Template

from customers.tests.factories import AccountFactory

pytestmark = pytest.mark.django_db
ROW, MENU = r'<div class="k-tabs">(.*?)</div>', r"<details(.*?)</details>"


def shown(key: str) -> tuple[str, str]:
    account = AccountFactory()
    page = Template("{% load kring %}{% account_tabs account key %}")
    html = page.render(Context({"account": account, "key": key}))
    return re.search(ROW, html, re.S)[1], re.search(MENU, html, re.S)[1]


def test_the_row_is_short_and_the_menu_holds_the_rest():
    row, menu = shown("overview")
    assert row.count("<a ") <= 10
    assert 'aria-current="page">Overview' in row
    assert 'aria-current="page"' not in menu
    assert ">Empathy map</a>" in menu and ">Files</a>" in menu
    assert "<summary>More" in menu


def test_the_menu_names_the_page_that_is_open():
    row, menu = shown("files")
    assert 'aria-current="page"' not in row
    assert re.search(r'<summary class="on">.*</span>Files<svg', menu)
    assert 'aria-current="page">Files' in menu
