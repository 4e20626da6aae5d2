"""Check that stored figures are compared every night and that the settings page says so."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from crm.shared import figures
from crm.shared.figure_runs.models import FigureRun
from crm.shared.figure_runs.services import compare_nightly
from crm.shared.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 11, 17, 1, 30, tzinfo=UTC)  # 02:30 in Amsterdam


@pytest.fixture
def checks(monkeypatch):
    """One set of figures that is right and one of which two differ."""

    def wrong(now):
        yield figures.Difference("account", 7, "open_deals", 2, 3)
        yield figures.Difference("account", 8, "open_deals", 0, 1)

    known = {
        "right": figures.Check("right", lambda now: iter(())),
        "wrong": figures.Check("wrong", wrong),
    }
    monkeypatch.setattr(figures, "_checks", known)


def test_every_set_is_compared_once_a_night(checks):
    assert compare_nightly(NIGHT - timedelta(hours=1)) == 0
    assert compare_nightly(NIGHT) == 2
    assert compare_nightly(NIGHT + timedelta(hours=3)) == 0
    assert compare_nightly(NIGHT + timedelta(days=1)) == 2
    right, wrong = FigureRun.objects.order_by("name")
    assert (right.differing, wrong.differing) == (0, 2)
    assert wrong.first == "account 7: open_deals is stored as 2, should be 3"


def test_the_settings_page_says_when_and_what_differed(client, checks):
    client.force_login(UserFactory(role="manager", language="en"))
    address = reverse("settings:index")
    with time_machine.travel(NIGHT, tick=False):
        assert "not compared yet" in client.get(address).content.decode()
        compare_nightly(NIGHT)
        page = client.get(address).content.decode()
    assert "something differs" in page
    assert "account 7" in page
    assert "2 differ" in page


def test_the_command_writes_it_down_too(client, checks, capsys):
    with pytest.raises(CommandError):
        call_command("check_figures")
    assert FigureRun.objects.get(name="wrong").differing == 2
    capsys.readouterr()
