"""Every number is a door: on every page, for every role, the figure is what the list behind it says."""

import sys

sys.path.insert(0, "/tmp/k")
import pytest
import time_machine
from django.test import Client

from crm.demo.tests.conftest import NOW
from crm.demo.tests.doors import Visit
from crm.shared.people.models import User

pytestmark = [
    pytest.mark.xdist_group("demo"),  # one worker loads it, once
    pytest.mark.django_db,
    pytest.mark.once,
    pytest.mark.slow,
]


@pytest.fixture(autouse=True)
def contexts_are_not_kept(monkeypatch):
    """Spare the test client the copy of every context of every template."""
    monkeypatch.setattr("django.test.client.store_rendered_templates", lambda *args, **kwargs: None)


import doorplug

doorplug.install()


def visit(username: str) -> Visit:
    """Walk through Kring in English as a colleague."""
    user = User.objects.get(username=username)
    user.language = "en"
    user.save(update_fields=["language"])
    client = Client()
    client.force_login(user)
    with time_machine.travel(NOW, tick=False):
        found = Visit(client)
        found.walk("/")
    return found


@pytest.mark.parametrize("username", ["joost", "sanne", "fatima", "beheer"])
def test_every_figure_is_what_stands_behind_it(db_of_demo, username):
    found = visit(username)
    print(found.pages, found.opened, found.compared)
    assert not found.wrong, "\n".join(found.wrong)
    assert found.compared.get("count", 0) > 50
