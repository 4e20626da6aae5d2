"""Home and the account page: who sees them, what they cost, and where their figures lead."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crm.dashboard.tests.world import furnish, portfolio
from crm.shared.tests.factories import TeamFactory, UserFactory
from customers.tests.factories import AccountFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sanne(client):
    """Return a signed-in account manager of a team."""
    user = UserFactory(team=TeamFactory(), first_name="Sanne")
    client.force_login(user)
    return user


def queries(client, url):
    """Count the queries of a second visit: the first one fills what a process remembers."""
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_home_says_what_waits(client, sanne):
    portfolio(sanne, size=1)
    page = client.get(reverse("home")).content.decode()
    assert "Sanne" in page and "Later this week" in page
    assert page.count("<h1") == 1


def test_an_empty_home_has_words_not_errors(client, sanne):
    page = client.get(reverse("home"))
    assert page.status_code == 200
    assert "Nothing late, nothing due" in page.content.decode()


@pytest.mark.parametrize("role", ["sales", "complaint_handler", "manager", "administrator"])
@pytest.mark.parametrize("who", ["mine", "team", "all", "nonsense"])
def test_every_role_has_a_home(client, role, who):
    client.force_login(UserFactory(role=role, team=TeamFactory()))
    assert client.get(reverse("home"), {"who": who}).status_code == 200


def test_sales_staff_cannot_ask_for_everyones_day(client, sanne):
    stranger = UserFactory(team=TeamFactory())
    account = portfolio(stranger, size=1)[0]
    assert account.name not in client.get(reverse("home"), {"who": "all"}).content.decode()


def test_home_costs_the_same_for_a_larger_portfolio(client, sanne):
    portfolio(sanne, size=2)
    few = queries(client, reverse("home"))
    portfolio(sanne, size=3, times=2)
    assert queries(client, reverse("home")) == few <= 12


def test_the_account_page_costs_the_same_for_a_longer_history(client, sanne):
    account = portfolio(sanne, size=1)[0]
    few = queries(client, account.get_absolute_url())
    furnish(account, sanne, times=8)
    assert queries(client, account.get_absolute_url()) == few <= 20


def test_a_colleague_of_the_team_reads_and_a_stranger_finds_nothing(client, sanne):
    mate, stranger = UserFactory(team=sanne.team), UserFactory(team=TeamFactory())
    account = portfolio(sanne, size=1)[0]
    composer = reverse("activities:log", args=[account.pk])
    for user, status, may in ((sanne, 200, True), (mate, 200, False), (stranger, 404, False)):
        client.force_login(user)
        page = client.get(account.get_absolute_url())
        assert page.status_code == status
        assert (composer in page.content.decode()) == may


def test_an_account_without_anything_shows_empty_panels(client, sanne):
    account = AccountFactory(owner=sanne, team=sanne.team)
    page = client.get(account.get_absolute_url()).content.decode()
    assert "Nothing planned" in page and "No deals yet." in page and page.count("<h1") == 1


def test_the_timeline_pages_back_without_losing_a_moment(client, sanne):
    account = portfolio(sanne, size=1)[0]
    furnish(account, sanne, times=12)
    seen, address = [], account.get_absolute_url()
    for _page in range(12):
        page = client.get(address, headers={"HX-Request": "true"}).content.decode()
        assert "<html" not in page
        seen += re.findall(r'href="/complaints/(KL-[\d-]+)/"', page)
        more = re.search(r'href="([^"]*before=[^"]*)"', page)
        if not more:
            break
        address = more[1].replace("&amp;", "&")
    assert len(set(seen)) == 13


@pytest.mark.parametrize("query", ["before=nonsense", "before=2026-13-45T00:00", "show=zzz"])
def test_nonsense_in_the_address_of_the_timeline_is_ignored(client, sanne, query):
    account = AccountFactory(owner=sanne, team=sanne.team)
    assert client.get(f"{account.get_absolute_url()}?{query}").status_code == 200


class Doors(HTMLParser):
    """Collects the figures that are doors, with what they say."""

    def __init__(self):
        super().__init__()
        self.found, self.href = [], None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "a" and "k-door" in (attrs.get("class") or ""):
            self.href, self.text = attrs["href"], ""

    def handle_data(self, data):
        if self.href:
            self.text += data

    def handle_endtag(self, tag):
        if tag == "a" and self.href:
            self.found.append((self.href, self.text.strip()))
            self.href = None


def doors(client, url):
    parser = Doors()
    parser.feed(client.get(url).content.decode())
    return parser.found


def test_every_door_opens_and_counts_what_it_says(client, sanne):
    """A whole number on a door is the count of the list behind it; `a of b` counts b, sums only open."""
    accounts = portfolio(sanne, size=2, times=3)
    checked = 0
    for page in (reverse("home"), accounts[0].get_absolute_url(), reverse("insight:index")):
        for href, words in doors(client, page):
            answer = client.get(href)
            assert answer.status_code == 200, href
            listed = answer.context.get("page") if answer.context else None
            count = getattr(listed, "count", None)
            if count is None:
                continue
            plain = re.fullmatch(r"([\d,]+)", words)
            share = re.fullmatch(r"[\d,]+\s+of\s+([\d,]+)", words)
            if plain or share:
                said = int((plain or share)[1].replace(",", ""))
                assert count == said, (page, href, words, count)
                checked += 1
    assert checked >= 8


def test_home_tells_what_nobody_planned(client, sanne):
    """A potential customer without a step, and a class-A customer nobody ever visited: each one door."""
    AccountFactory(owner=sanne, team=sanne.team)
    AccountFactory(
        owner=sanne, team=sanne.team, stage="customer", account_class="A",
        visits_from=date(2026, 1, 1),
    )  # fmt: skip
    lines = client.get(reverse("home")).context["planning"]
    assert [(line.label, line.value) for line in lines] == [
        ("Nothing planned", "1"),
        ("Visits due", "1"),
    ]
    assert client.get(lines[0].url).context["page"].count == 1
    assert len(client.get(lines[1].url).context["rows"]) == 1
