"""The demo starts on an empty database at any hour, and lets be what is somebody's."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command

from crm.demo import load, post
from crm.demo.edges import edges
from crm.shared.mail.models import DeliveredMail
from crm.shared.people.models import User

NOW = datetime(2026, 11, 17, 14, 0, tzinfo=UTC)
MONDAY_MORNING = datetime(2026, 11, 23, 6, 5, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.mark.slow
@pytest.mark.once
def test_it_loads_early_on_a_monday_too():
    load.load(MONDAY_MORNING)
    missing = [name for name, rows in edges(MONDAY_MORNING).items() if not rows.exists()]
    assert set(missing) <= {"complaint due today or tomorrow"}


def test_links_in_the_mailbox_follow_the_port():
    mail = DeliveredMail.objects.create(
        sender="a", to="b", subject="c", delivered_at=NOW,
        text="http://localhost:8000/s/abc/ and http://elsewhere:8000/",
        html='<a href="http://localhost:8000/s/abc/">',
    )  # fmt: skip
    assert post.readdress("http://localhost:8123") == 1
    assert post.readdress("http://localhost:8123") == 0
    mail.refresh_from_db()
    assert mail.text == "http://localhost:8123/s/abc/ and http://elsewhere:8000/"
    assert mail.html == '<a href="http://localhost:8123/s/abc/">'


def test_data_of_somebody_else_is_seen():
    User.objects.create(username="somebody")
    assert load.holds_other_data()
    assert not load.is_loaded()


def test_an_empty_database_is_nobodys():
    assert not load.holds_other_data()
    assert not DeliveredMail.objects.exists()
    call_command("check")
