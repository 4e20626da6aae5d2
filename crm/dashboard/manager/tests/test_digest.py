"""The mail about the team: to whom, when, once, and that it tells what Home tells."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from crm.dashboard.manager import digest
from crm.dashboard.tests.world import portfolio
from crm.shared.mail.models import OutboxMail
from crm.shared.mail.purposes import Skip
from crm.shared.organisation.calendar import load_calendar
from crm.shared.organisation.models import Holiday
from crm.shared.people.models import Rhythm
from crm.shared.tests.factories import UserFactory
from customers.tests.factories import DealFactory

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 16, 8, 30, tzinfo=UTC)  # 09:30 in Amsterdam


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def joost():
    return UserFactory(role="manager", email="joost@kring.test", language="en")


def keys():
    return sorted(
        OutboxMail.objects.filter(purpose=digest.KEY).values_list("unique_key", flat=True)
    )


@pytest.mark.parametrize(
    ("every", "today", "told"),
    [
        (Rhythm.WEEK, date(2026, 11, 18), ("2026-11-09", "2026-11-15")),
        (Rhythm.MONTH, date(2026, 11, 18), ("2026-10-01", "2026-10-31")),
        (Rhythm.MONTH, date(2027, 1, 4), ("2026-12-01", "2026-12-31")),
    ],
)
def test_it_tells_the_week_or_month_that_ended(every, today, told):
    part = digest.told_about(every, today)
    assert (str(part.since), str(part.until)) == told


def test_it_leaves_as_the_first_working_day_opens():
    """Monday 16 November is closed: Tuesday 09:00 local. November began on a Sunday: Monday the 2nd, and not later."""
    Holiday.objects.create(date=date(2026, 11, 16), name="Closed")
    calendar = load_calendar()
    assert digest.leaves_at("week", date(2026, 11, 18), calendar) == datetime(
        2026, 11, 17, 8, tzinfo=UTC
    )
    assert digest.leaves_at("month", date(2026, 11, 5), calendar) == datetime(
        2026, 11, 2, 8, tzinfo=UTC
    )
    assert digest.leaves_at("month", date(2026, 11, 18), calendar) is None


def test_managers_get_it_once_a_period_however_often_housekeeping_runs(joost):
    UserFactory(email="sanne@kring.test")
    UserFactory(role="manager", email="monthly@kring.test", digest_every="month")
    UserFactory(role="manager", email="none@kring.test", weekly_digest=False)
    assert digest.queue_digests(MONDAY - timedelta(hours=1)) == 0
    assert digest.queue_digests(MONDAY) == 1
    assert digest.queue_digests(MONDAY + timedelta(hours=5)) == 0
    assert keys() == [f"team_digest:2026-W47:{joost.pk}"]
    assert digest.queue_digests(MONDAY + timedelta(days=7)) == 1
    assert digest.queue_digests(datetime(2026, 12, 1, 9, tzinfo=UTC)) == 2


def written(user):
    digest.queue_digests(MONDAY)
    return digest.build(OutboxMail.objects.get(object_id=user.pk, purpose=digest.KEY), MONDAY)


def test_it_tells_what_home_tells_with_links(joost):
    account = portfolio(UserFactory(team=joost.team), size=1, times=2)[0]
    DealFactory(account=account, owner=account.owner, expected_close=date(2026, 11, 1))
    page, mail = digest.read(joost, MONDAY)["page"], written(joost)
    for kind in page.exceptions:
        if kind.count:
            assert f"{kind.label}: {kind.count}" in mail.text and kind.url in mail.text
            assert kind.url.replace("&", "&amp;") in mail.html
    for row in page.now.rows:
        assert f"{row.label}: {row.now.value}" in mail.text
    assert str(page.wrong) in mail.subject and reverse("people:profile") in mail.text


def test_who_stopped_it_or_is_no_manager_any_more_gets_none(joost):
    digest.queue_digests(MONDAY)
    mail = OutboxMail.objects.get()
    joost.weekly_digest = False
    joost.save()
    with pytest.raises(Skip):
        digest.build(mail, MONDAY)


def test_a_manager_chooses_on_the_profile_and_others_only_yes_or_no(client, joost):
    client.force_login(joost)
    form = client.get(reverse("people:profile")).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {"digest_every": "month"}
    assert client.post(reverse("people:profile"), typed).status_code == 302
    joost.refresh_from_db()
    assert joost.digest_every == "month" and joost.weekly_digest
    client.force_login(UserFactory())
    form = client.get(reverse("people:profile")).context["form"]
    assert "digest_every" not in form.fields and "weekly_digest" in form.fields
