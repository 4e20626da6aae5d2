"""Check the weekly mail: who gets it, once a week, and that it tells what the dashboard tells."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from crm.shared.formats import signed
from crm.shared.mail.models import OutboxMail
from crm.shared.mail.purposes import Skip
from crm.shared.tests.factories import UserFactory
from customers.tests.factories import AccountFactory, ContactFactory
from surveys.nps import digest
from surveys.nps.digest import build, queue_digests, week_of
from surveys.tests.factories import AnswerFactory

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 16, 7, 0, tzinfo=UTC)  # 08:00 in Amsterdam
BEFORE = datetime(2026, 11, 16, 5, 59, tzinfo=UTC)  # 06:59


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def manager():
    return UserFactory(role="manager", email="joost@kring.test", language="en")


@pytest.fixture
def owner():
    user = UserFactory(email="sanne@kring.test", language="en")
    AccountFactory(owner=user)
    return user


def readers():
    return sorted(OutboxMail.objects.filter(purpose="nps_digest").values_list("to", flat=True))


def test_a_week_has_a_name_that_fits_the_calendar():
    """1 January 2027 is a Friday of week 53 of 2026."""
    assert week_of(datetime(2027, 1, 1).date()) == "2026-W53"


def test_owners_get_it_on_monday_once_and_managers_read_it_elsewhere(manager, owner):
    AccountFactory(owner=manager)
    UserFactory(email="nobodys@kring.test", first_name="Without accounts")
    assert queue_digests(BEFORE) == 0
    assert queue_digests(MONDAY) == 1
    assert queue_digests(MONDAY + timedelta(days=3)) == 0
    assert readers() == ["sanne@kring.test"]
    assert queue_digests(MONDAY + timedelta(days=7)) == 1


@pytest.mark.parametrize("values", [{"weekly_digest": False}, {"is_active": False}, {"email": ""}])
def test_who_does_not_want_it_gets_none(owner, values):
    for name, value in values.items():
        setattr(owner, name, value)
    owner.save()
    assert queue_digests(MONDAY) == 0


def written(user):
    queue_digests(MONDAY)
    return build(OutboxMail.objects.get(object_id=user.pk), MONDAY)


def test_it_tells_what_the_dashboard_tells(client, owner):
    """6 promoters, 2 passives, 2 detractors: +40 of 10 answers, on both."""
    account = AccountFactory(owner=owner)
    for score, number in {10: 6, 7: 2, 0: 2}.items():
        for _answer in range(number):
            AnswerFactory(
                contact=ContactFactory(account=account), score=score,
                confirmed_at=MONDAY - timedelta(days=20),
            )  # fmt: skip
    text = written(owner).text
    client.force_login(owner)
    headline = client.get(reverse("surveys:nps"), {"owner": owner.pk}).context["headline"]
    assert f"NPS {signed(headline['score'].nps)}" in text
    assert f"95% interval {signed(headline['low'])} to {signed(headline['high'])}" in text
    assert "10 answers from 1 account" in text
    assert headline["verdict"][0] in text


def test_an_owner_reads_the_own_accounts_and_whom_to_call(owner):
    mine = ContactFactory(account__owner=owner, first_name="Karin", last_name="Vos")
    AnswerFactory(contact=mine, score=0, followup=True, confirmed_at=MONDAY)
    AnswerFactory(score=10, confirmed_at=MONDAY)
    told = digest.read(owner, MONDAY)
    assert told["headline"]["score"].counts.n == 1
    text = written(owner).text
    assert "0: Karin Vos" in text
    assert "Fewer than 5 answers, no score" in text


def test_nothing_to_tell_is_not_sent(owner):
    with pytest.raises(Skip):
        written(owner)


def test_it_is_switched_off_on_the_profile(client, owner):
    client.force_login(owner)
    page = client.get(reverse("people:profile")).content.decode()
    assert 'name="weekly_digest"' in page
    queue_digests(MONDAY)
    owner.weekly_digest = False
    owner.save()
    with pytest.raises(Skip):
        build(OutboxMail.objects.get(object_id=owner.pk), MONDAY)
