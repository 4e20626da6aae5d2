"""The manager's Home: figures that are doors, exceptions, who is away, what nobody has, and handing over."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from complaints.cases.models import Complaint
from complaints.tests.factories import investigated
from crm.dashboard.manager.handover import hand_over
from crm.dashboard.tests.test_pages import doors
from crm.dashboard.tests.world import furnish, portfolio
from crm.shared.errors import Refusal
from crm.shared.localtime import local_date
from crm.shared.tables import BOM
from crm.shared.tests.factories import TeamFactory, UserFactory
from customers.activities.models import Task
from customers.figures.slices import Slice, period_of
from customers.promises.models import Promise
from customers.tests.factories import AccountFactory, CustomerFactory, PromiseFactory, TaskFactory
from surveys.followups.models import FollowUp
from surveys.tests.factories import AnswerFactory

pytestmark = pytest.mark.django_db
HOME = "/"


@pytest.fixture
def joost(client):
    user = UserFactory(role="manager", language="en", team=TeamFactory())
    client.force_login(user)
    return user


@pytest.fixture
def lotte(joost):
    """Return a colleague who is away for a week, with the manager of the team as stand-in."""
    today = local_date(timezone.now())
    joost.team.manager = joost
    joost.team.save()
    return UserFactory(
        team=joost.team, first_name="Lotte", absent_from=today,
        absent_until=today + timedelta(days=7),
    )  # fmt: skip


def test_a_manager_opens_the_overview_and_others_their_day(client, joost):
    assert "page" in client.get(HOME).context and "portfolio" not in client.get(HOME).context
    assert "portfolio" in client.get(HOME, {"who": "mine"}).context
    client.force_login(UserFactory())
    assert "portfolio" in client.get(HOME).context


def test_an_empty_company_has_dashes_and_words(client, joost):
    page = client.get(HOME).content.decode()
    assert "Nothing went wrong" in page and page.count("<h1") == 1
    groups = client.get(HOME).context["page"].groups
    kept = next(row for group in groups for row in group.rows if row.key == "promises")
    assert kept.now.value == "–" and not kept.now.url


@pytest.mark.parametrize("query", ["", "?period=month", "?period=year&account_class=A", "?team=x"])
def test_every_door_opens_the_list_it_counts(client, joost, query):
    """A whole number is the count of its list, `a of b` stands under the list of b."""
    sanne = UserFactory(team=joost.team)
    account = portfolio(sanne, size=2, times=2)[0]
    account.is_key_account = True
    account.account_class = "A"
    account.save()
    PromiseFactory(
        account=account, owner=sanne, promised_on=local_date(timezone.now()) - timedelta(days=9),
        due_on=local_date(timezone.now()) - timedelta(days=2),
    )  # fmt: skip
    AccountFactory(owner=None, team=None)
    TaskFactory(account=account, assignee=sanne, due_on=local_date(timezone.now()) - timedelta(1))
    checked = 0
    for href, words in doors(client, HOME + query):
        answer = client.get(href)
        assert answer.status_code == 200, href
        count = getattr(answer.context.get("page"), "count", None)
        if count is not None and re.fullmatch(r"[\d,]+", words):
            assert count == int(words.replace(",", "")), (href, words, count)
            checked += 1
    assert checked >= 8


def test_shares_and_scores_open_their_denominator(client, joost):
    """One promise kept and one late: 1 of 2, behind it a list of two; two answers: no score, a list of two."""
    now, sanne = timezone.now(), UserFactory(team=joost.team)
    account, day = CustomerFactory(owner=sanne), local_date(now) - timedelta(days=20)
    for late in (0, 3):
        PromiseFactory(
            account=account, owner=sanne, promised_on=day, due_on=day + timedelta(days=2),
            counts_on=day + timedelta(days=2), delivered_on=day + timedelta(days=2 + late),
        )  # fmt: skip
    AnswerFactory(contact__account=account, score=9, confirmed_at=now)
    rows = {
        row.key: row.now
        for group in client.get(HOME, {"period": "12m"}).context["page"].groups
        for row in group.rows
    }
    assert (rows["promises"].value, rows["promises"].note) == ("50%", "1 of 2")
    assert client.get(rows["promises"].url).context["page"].count == 2
    assert rows["nps"].value == "–" and client.get(rows["nps"].url).context["page"].count == 1


def test_the_page_costs_the_same_for_a_larger_company(client, joost):
    def cost():
        client.get(HOME)
        with CaptureQueriesContext(connection) as asked:
            client.get(HOME)
        return len(asked)

    sanne = UserFactory(team=joost.team)
    account = portfolio(sanne, size=1)[0]
    few = cost()
    portfolio(UserFactory(team=joost.team), size=2, times=2)
    furnish(account, sanne, times=3)
    assert cost() == few <= 12


def test_what_was_chosen_goes_along_to_the_other_pages(client, joost):
    """Team and class chosen on Home hold on insight and NPS, until another address says otherwise."""
    client.get(HOME, {"period": "year", "team": joost.team_id, "account_class": "A"})
    UserFactory(team=joost.team)
    part = client.get(reverse("insight:cycle")).context["part"]
    assert (part.key, part.account_class) == ("year", "A")
    nps = client.get(reverse("surveys:nps")).context["form"]
    assert nps.filters["account_class"] == "A"
    client.get(reverse("insight:cycle"), {"period": "12m"})
    part = client.get(HOME).context["part"]
    assert (part.key, part.account_class) == ("12m", "")


def test_the_file_says_what_the_page_says(client, joost):
    CustomerFactory(owner=joost)
    text = client.get(HOME, {"format": "csv"}).content.decode().removeprefix(BOM)
    assert "Now,Customers,1" in text and "Accounts without owner,0" in text
    joost.language = "nl"
    joost.save()
    head = client.get(HOME, {"format": "csv"}).content.decode().splitlines()[0]
    assert re.search(r"\(\d\d-\d\d-\d{4} – \d\d-\d\d-\d{4}\)", head)


def test_periods_stand_beside_equal_days():
    """1–18 November: the 18 days before are 14–31 October; last year 1–18 November. 12 months: the 365 days before."""
    today = timezone.datetime(2026, 11, 18).date()
    month = Slice(*period_of("month", today))
    assert [str(d) for d in (*month.before, *month.last_year)] == [
        "2026-10-14", "2026-10-31", "2025-11-01", "2025-11-18",
    ]  # fmt: skip
    year = Slice(*period_of("12m", today))
    assert year.before == year.last_year
    assert [str(d) for d in year.before] == ["2024-11-19", "2025-11-18"]


def test_work_of_who_is_away_goes_to_another_through_its_services(client, joost, lotte):
    """A task, a promise, a follow-up with its task and a complaint: all are the manager's now; far ones stay."""
    today = local_date(timezone.now())
    account = CustomerFactory(owner=lotte, team=lotte.team)
    TaskFactory(account=account, assignee=lotte, due_on=today)
    far = TaskFactory(account=account, assignee=lotte, due_on=today + timedelta(days=8))
    PromiseFactory(account=account, owner=lotte, due_on=today + timedelta(days=2))
    AnswerFactory(contact__account=account, score=2, followup=True)
    FollowUp.objects.update(owner=lotte)
    complaint = investigated(account=account)
    Complaint.objects.filter(pk=complaint.pk).update(handler=lotte)
    away = client.get(HOME).context["page"].away[0]
    assert away.person.user == lotte and away.stand_in == joost
    for _name, count, url in away.doors:
        assert client.get(url).context["page"].count == count
    page = client.post(reverse("hand_over", args=[lotte.pk]), {"to": joost.pk}, follow=True)
    assert "went to" in page.content.decode() and not page.context["page"].away
    assert Task.objects.get(pk=far.pk).assignee == lotte
    assert Promise.objects.get().owner == joost and FollowUp.objects.get().owner == joost
    assert Complaint.objects.get().handler == joost
    account.refresh_from_db()
    assert account.owner == lotte


def test_a_complaint_that_cannot_go_stays_and_is_named(client, joost, lotte):
    """A deputy of sales may not handle complaints: the complaint stays, and the page says which."""
    deputy = UserFactory(team=joost.team)
    lotte.deputy = deputy
    lotte.save()
    complaint = investigated()
    Complaint.objects.filter(pk=complaint.pk).update(handler=lotte)
    done = hand_over(lotte, to=deputy, by=joost, now=timezone.now())
    assert (done.moved, done.stayed) == (0, (complaint.number,))


def test_only_to_who_is_here_and_may_change_the_accounts(client, joost, lotte):
    now, stranger = timezone.now(), UserFactory()
    for user, to in ((joost, lotte), (lotte, lotte), (lotte, stranger)):
        with pytest.raises(Refusal):
            hand_over(user, to=to, by=joost, now=now)
    client.force_login(stranger)
    assert (
        client.post(reverse("hand_over", args=[lotte.pk]), {"to": stranger.pk}).status_code == 403
    )
