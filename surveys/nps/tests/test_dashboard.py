"""Check the NPS dashboard: its doors open what they count, for a fixed number of queries."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from crm.shared.tests.factories import TeamFactory, UserFactory
from customers.tests.factories import AccountFactory, ContactFactory
from surveys.tests.factories import AnswerFactory, InvitationFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)
MOST_QUERIES = 12


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def manager(client):
    user = UserFactory(role="manager", language="en")
    client.force_login(user)
    return user


def page_of(client, **query):
    response = client.get(reverse("surveys:nps"), query)
    assert response.status_code == 200
    return unescape(response.content.decode())


def open_page(client, page, **query):
    assert client.get(reverse(f"surveys:{page}"), query).status_code == 200


def answers(counts, **values):
    """Make so many answers for each score."""
    for score, number in counts.items():
        for _answer in range(number):
            AnswerFactory(score=score, confirmed_at=NOW - timedelta(days=20), **values)


def test_without_answers_the_score_is_a_dash(client, manager):
    page = page_of(client)
    assert "No answers in this period." in page
    assert page.count("<h1") == 1


def test_fewer_than_five_answers_have_no_score(client, manager):
    answers({9: 4})
    page = page_of(client)
    assert "Fewer than 5 answers, no score" in page
    assert "+100" not in page.split("k-hero")[1].split("</div>")[0]


def test_the_headline_has_interval_and_n(client, manager):
    """6 promoters, 2 passives, 2 detractors: +40, adjusted Wald −10.4 … +72.0."""
    answers({10: 6, 7: 2, 0: 2})
    hero = page_of(client).split("k-hero")[1].split("</section>")[0]
    assert ">+40</a>" in hero
    assert "10 answers" in hero


def test_a_change_is_told_in_words_and_tested(client, manager):
    for score, number in {9: 50, 7: 30, 3: 20}.items():
        for _answer in range(number):
            AnswerFactory(
                score=score,
                confirmed_at=NOW - timedelta(days=500),
                contact=None,
                account=AccountFactory(),
            )
    account = AccountFactory()
    for score, number in {9: 60, 7: 25, 3: 15}.items():
        for _answer in range(number):
            AnswerFactory(
                score=score, confirmed_at=NOW - timedelta(days=30), contact=None, account=account
            )
    page = page_of(client)
    assert "No demonstrable change." in page
    assert "p = 0.17" in page


def doors(page):
    """Find every door to the answers list with the number it shows."""
    pattern = r'<a[^>]*href="([^"]*/surveys/answers/\?[^"]*)"[^>]*>(.*?)</a>'
    for address, inner in re.findall(pattern, page, re.S):
        shown = re.sub(r"<[^>]*>", " ", inner).split()
        number = shown[0] if shown else ""
        if number.isdigit():
            yield address, int(number)


@pytest.mark.parametrize("role", ["manager", "sales"])
def test_every_figure_opens_as_many_answers_as_it_counts(client, role):
    team = TeamFactory()
    user = UserFactory(role=role, team=team, language="en")
    client.force_login(user)
    mine = AccountFactory(owner=user, account_class="A")
    other = AccountFactory(owner=UserFactory())
    again = ContactFactory(account=mine)
    for days, score in ((200, 2), (20, 9), (400, 5)):
        AnswerFactory(contact=again, score=score, confirmed_at=NOW - timedelta(days=days))
    for account in (mine, other):
        for days in range(5, 300, 30):
            AnswerFactory(
                contact=ContactFactory(account=account),
                score=days % 11,
                comment="Levering te laat",
                confirmed_at=NOW - timedelta(days=days),
            )
    behind = {}
    for query in ({}, {"account_class": "A"}, {"period": "3"}, {"period": "24"}):
        found = list(doors(page_of(client, **query)))
        assert len(found) > 10
        for address, number in found:
            if address not in behind:
                behind[address] = client.get(address).context["page"].count
            assert behind[address] == number, address


@pytest.mark.parametrize("part", ["nps", "response", "business", "trust"])
@pytest.mark.parametrize("asked", ["everything", "an owner", "sales"])
def test_the_number_of_queries_is_fixed(
    client, manager, django_assert_max_num_queries, part, asked
):
    owner = UserFactory(role="sales")
    account = AccountFactory(owner=owner)
    query = {"owner": owner.pk} if asked == "an owner" else {}
    if asked == "sales":
        client.force_login(owner)
    for number in range(12):
        AnswerFactory(contact=ContactFactory(account=account), score=number % 11, followup=True,
                      comment="Levering", confirmed_at=NOW - timedelta(days=20 * number))  # fmt: skip
    InvitationFactory(contact__account=account)
    open_page(client, part, **query)
    with django_assert_max_num_queries(MOST_QUERIES) as first:
        open_page(client, part, **query)
    for number in range(24):
        AnswerFactory(contact=ContactFactory(account=account), score=number % 11, followup=True,
                      comment="Factuur", confirmed_at=NOW - timedelta(days=10 * number))  # fmt: skip
        InvitationFactory(contact__account=account)
    with django_assert_max_num_queries(MOST_QUERIES) as second:
        open_page(client, part, **query)
    assert len(first) == len(second)


def test_bad_filters_are_ignored(client, manager):
    AnswerFactory()
    for query in ({"owner": "x"}, {"period": "7"}, {"kind": "both"}, {"survey": "9" * 30}):
        page_of(client, **query)


def test_pending_migrations_of_surveys_are_none():
    call_command("makemigrations", "surveys", check=True, dry_run=True, verbosity=0)
