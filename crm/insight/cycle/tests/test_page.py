"""The cycle page: the domain's example, doors that hold, equal to the rule, the same cost for more history."""

import random
import re
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.insight.cycle.page import compose
from crm.insight.cycle.tables import TABLES, flow, rates
from crm.insight.period import Slice
from crm.shared.localtime import local_date
from crm.shared.tests.factories import TeamFactory, UserFactory
from customers.accounts.events import LifecycleEvent
from customers.accounts.models import Account
from customers.figures.services import cycle_flow
from customers.tests.factories import NOW, AccountFactory

pytestmark = pytest.mark.django_db
START, END = date(2025, 1, 1), date(2025, 12, 31)
LAST_YEAR = Slice("last_year", START, END)
PAGE = "/insight/cycle/"


@pytest.fixture
def boss(client):
    """Return a signed-in manager."""
    user = UserFactory(role="manager")
    client.force_login(user)
    return user


STAGES = {
    "created": ("", "potential"),
    "first_purchase": ("potential", "customer"),
    "won_back": ("potential", "customer"),
    "ended": ("customer", "former"),
    "auto_potential": ("former", "potential"),
}


def history(account: Account, moves: list[tuple]) -> list[LifecycleEvent]:
    """Return events of an account: (kind, day) or (kind, day, initiator, reason); a correction names its target."""
    cycle, found, stage = 1, [], ""
    for kind, day, *why in moves:
        initiator, reason = why or ("", "")
        target = {"potential": "potential", "customer": "customer"}.get(kind)
        if target:
            undone = stage == "potential" and cycle > 1 and target == "customer"
            cycle -= undone
        else:
            _source, target = STAGES[kind]
            cycle += kind == "auto_potential"
        found.append(
            LifecycleEvent(
                account=account, from_stage=stage, to_stage=target,
                kind="correction" if kind in ("potential", "customer") else kind,
                happened_on=day, recorded_at=NOW, cycle=cycle, initiator=initiator, reason=reason,
            )
        )  # fmt: skip
        stage = target
    Account.objects.filter(pk=account.pk).update(
        stage=stage, cycle=cycle, is_former=cycle > 1 and stage == "potential",
        customer_since=found[-1].happened_on,
    )  # fmt: skip
    return found


def make(many: list[list[tuple]], **fields) -> None:
    """Make an account for each history."""
    owner = fields.pop("owner", None) or UserFactory()
    accounts = Account.objects.bulk_create(
        AccountFactory.build(owner=owner, team=owner.team, events=False, **fields) for _m in many
    )
    LifecycleEvent.objects.bulk_create(
        event for account, moves in zip(accounts, many, strict=True) for event in history(account, moves)
    )  # fmt: skip


def left(day: date, initiator: str = "customer", reason: str = "price") -> list[tuple]:
    """Return the moves of a customer who leaves and is potential again at once."""
    return [("ended", day, initiator, reason), ("auto_potential", day)]


def example() -> list[list[tuple]]:
    """Return §2: start 120, new 18, won back 2, lost 9 (3 by us), former at start 40."""
    long_ago, june = date(2023, 3, 1), date(2025, 6, 1)
    bought = [("created", long_ago), ("first_purchase", long_ago)]
    gone = [*bought, *left(date(2024, 2, 1))]
    return [
        *[list(bought)] * 111,
        *[[*bought, *left(june)]] * 6,
        *[[*bought, *left(june, "supplier", "payment")]] * 3,
        *[gone] * 38,
        *[[*gone, ("won_back", june)]] * 2,
        *[[("created", june), ("first_purchase", june + timedelta(days=30))]] * 18,
        *[[("created", june)]] * 4,
    ]


def test_the_example_of_the_domain(boss):
    """Churn 9 ÷ 120 = 7.5 %, by the customer 6 ÷ 120 = 5.0 %, retention 92.5 %, end 120 + 18 + 2 − 9 = 131,
    win-back 2 ÷ 40 = 5.0 %; gone from 1 February 2024 to 1 June 2025: 486 days."""
    make(example())
    found = compose(LAST_YEAR, boss, date(2026, 2, 1), "owner")
    assert [row[1].shown for row in rates(found).rows] == ["7.5%", "5.0%", "92.5%", "5.0%"]
    assert [row[2].shown for row in flow(found).rows] == ["120", "18", "2", "9", "131"]
    assert found.flow.time_to_win_back == 486
    assert [(s.mark, s.count, s.median, s.still) for s in found.stays] == [
        ("p", 18, 30, 4), ("c", 9, 823, 131), ("f", 2, 486, 47),
    ]  # fmt: skip
    assert [(r.reason, r.count, round(r.running, 1)) for r in found.reasons] == [
        ("price", 6, 66.7), ("payment", 3, 100),
    ]  # fmt: skip
    assert found.ways["c", "f"] == 9 and found.ways["f", "c"] == 2 and found.ways["", "c"] == 18


def wild(dice: random.Random, today: date) -> list[tuple]:
    """Return a random history of some years, corrections included."""
    day = today - timedelta(days=dice.randint(30, 1500))
    moves, stage, cycle = [("created", day)], "potential", 1
    while True:
        day += timedelta(days=dice.randint(0, 400))
        if day > today:
            return moves
        if stage == "potential":
            moves.append(("first_purchase" if cycle == 1 else "won_back", day))
            stage = "customer"
        elif dice.random() < 0.2:
            moves.append(("potential", day))
            stage = "potential"
        else:
            moves += left(
                day, dice.choice(["customer", "supplier"]), dice.choice(["price", "moved"])
            )
            stage, cycle = "potential", cycle + 1
            if dice.random() < 0.2:
                moves.append(("customer", day))
                stage, cycle = "customer", cycle - 1


@pytest.fixture
def crowd(boss):
    """Return the owners of 90 accounts with random histories."""
    dice, today = random.Random(8), local_date(timezone.now())
    owners = [UserFactory(team=TeamFactory()) for _n in range(3)]
    for owner in owners:
        make([wild(dice, today) for _n in range(30)], owner=owner, account_class=dice.choice("AB"))
    return owners


@pytest.mark.parametrize("months", [1, 7, 30])
def test_the_counts_equal_the_rule_told_event_by_event(boss, crowd, months):
    today = local_date(timezone.now())
    for until in (today, today - timedelta(days=200)):
        since = until - timedelta(days=30 * months)
        found = compose(Slice("12m", since, until), boss, today, "team")
        ours = found.flow
        rule = cycle_flow(Account.objects.all(), start=since, end=until)
        apart = {name: (a, b) for name, a in vars(ours).items()
                 if (b := getattr(rule, name)) != a and name != "days_away"}  # fmt: skip
        assert not apart
        assert ours.time_to_win_back == rule.time_to_win_back == found.stays[2].median


@pytest.mark.parametrize("by", ["owner", "class", "sector"])
def test_every_figure_is_the_length_of_its_list(client, boss, crowd, by):
    page = client.get(PAGE, {"by": by})
    doors = {
        (cell.url, cell.value)
        for section in page.context["sections"].values()
        for row in section["table"].rows
        for cell in row
        if cell.url
    }
    assert len(doors) > 40
    for url, value in sorted(doors):
        assert client.get(url).context["page"].count == value, url
    drawn = set(
        re.findall(r'href="(/insight/(?:cycle/accounts|moves)/[^"]+)"', page.content.decode())
    )
    assert len(drawn) > 20


@pytest.mark.parametrize("table", TABLES)
def test_a_file_holds_the_figures_of_the_screen(client, boss, crowd, table):
    shown = client.get(PAGE, {"by": "class"}).context["sections"][table]
    lines = client.get(shown["file"]).content.decode("utf-8-sig").splitlines()
    assert len(lines) == len(shown["table"].rows) + 1
    first = [str(c.value) for c in shown["table"].rows[0] if isinstance(c.value, int)]
    assert all(value in lines[1] for value in first)


def test_filters_stay_and_sales_staff_count_their_own(client, crowd):
    client.force_login(crowd[0])
    page = client.get(PAGE, {"period": "year", "account_class": "A"})
    hrefs = [tab["url"] for tab in page.context["tabs"]]
    assert all("period=year" in url and "account_class=A" in url for url in hrefs)
    assert sum(client.get(PAGE).context["found"].now.values()) == 30


def test_an_empty_company_has_dashes_not_errors(client, boss):
    page = client.get(PAGE)
    assert [row[1].shown for row in page.context["sections"]["rates"]["table"].rows] == ["–"] * 4
    assert "Nobody on the circle yet" in page.content.decode()


@pytest.mark.parametrize("address", [PAGE, reverse("insight:cycle_accounts") + "?start=c&move=lost",
                                     reverse("insight:moves") + "?stands=period"])  # fmt: skip
def test_it_costs_the_same_for_more_history(client, boss, crowd, address):
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    make([wild(random.Random(n), local_date(timezone.now())) for n in range(40)])
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few) <= (12 if address == PAGE else 8)


def test_nonsense_in_an_address_counts_as_nothing_asked(client, boss, crowd):
    odd = {
        "start": "x",
        "lap": "9" * 30,
        "since": "2026-13-01",
        "owner": "-1",
        "by": "pk",
        "move": "ِ",
    }
    assert client.get(reverse("insight:cycle_accounts"), odd).context["page"].count == 90
    assert client.get(f"{PAGE}?{urlencode(odd)}").status_code == 200
    assert client.get(reverse("insight:cycle_csv", args=["secrets"])).status_code == 404
    assert Slice.of(QueryDict("owner=abc"), END)[0].owner is None
