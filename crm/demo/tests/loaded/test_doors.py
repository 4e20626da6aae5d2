"""Every number is a door: on every page, for every role, the figure is what the list behind it says."""

import pytest
import time_machine
from django.test import Client

from crm.demo.tests.loaded.actions import Day
from crm.demo.tests.loaded.conftest import NOW
from crm.demo.tests.loaded.doors import Visit
from crm.shared import figures
from crm.shared.people.models import User

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once,
    pytest.mark.no_cover,
    pytest.mark.slow,
]


@pytest.fixture(autouse=True)
def contexts_are_not_kept(monkeypatch):
    """Spare the test client the copy of every context of every template."""
    monkeypatch.setattr("django.test.client.store_rendered_templates", lambda *args, **kwargs: None)


def visit(username: str, **limits: int) -> Visit:
    """Walk through Kring in English as a colleague."""
    user = User.objects.get(username=username)
    user.language = "en"
    user.save(update_fields=["language"])
    client = Client()
    client.force_login(user)
    with time_machine.travel(NOW, tick=False):
        found = Visit(client, **limits)
        found.walk("/")
    return found


@pytest.mark.parametrize(
    ("username", "often"), [("joost", 2), ("sanne", 1), ("fatima", 1), ("beheer", 1)]
)
def test_every_figure_is_what_stands_behind_it(db_of_demo, username, often):
    found = visit(username, pages_of_a_kind=often, doors_of_a_kind=often)
    assert not found.wrong, "\n".join(found.wrong)
    assert found.compared["count"] > 50


def test_every_figure_still_is_after_500_things_were_done(db_of_demo):
    """A day at random, each deed through its service; stored figures equal a recount as well."""
    with time_machine.travel(NOW, tick=False):
        day = Day(NOW)
        day.act(500)
    assert day.done.total() > 300 and len(day.done) > 12, (day.done, day.refused)
    assert [line for check in figures.checks() for line in check.compare(NOW)] == []
    found = visit("joost", pages_of_a_kind=1, doors_of_a_kind=1)
    assert not found.wrong, "\n".join(found.wrong)
