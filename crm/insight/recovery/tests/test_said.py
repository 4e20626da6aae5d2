"""What customers say of the handling: share solved, points per item, parts of the cases, and the pages of it."""

import csv
import io
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from complaints.cases.models import Complaint
from crm.insight.recovery.handling import Said, summarise
from crm.insight.recovery.tests.test_pages import DAY, a_case, a_score
from crm.shared.tests.factories import UserFactory
from customers.tests.factories import AccountFactory, ContactFactory, CustomerFactory, OrderFactory
from surveys.handling.models import Handling

WELL = SimpleNamespace(
    severity=2, is_repeat=False, is_well_handled=True, was_reopened=False, number="KL-2026-0001"
)
BADLY = SimpleNamespace(severity=3, is_repeat=True, is_well_handled=False, was_reopened=True)


def said(solved="yes", outcome=None, process=None, treatment=None, case=WELL):
    return Said(1, 1, 8, solved, outcome, process, treatment, case)


def test_only_yes_is_solved_and_who_left_it_out_does_not_count():
    """6 yes, 3 partly, 1 no, 2 left out: 6 of 10 = 60%, Wilson [.3127, .8318] (Wilson 1927)."""
    found = summarise([said()] * 6 + [said("partly")] * 3 + [said("no")] + [said("", 4)] * 2)
    assert found.share is not None
    assert (found.n, len(found.said)) == (10, 12)
    assert [round(v, 4) for v in (found.share.value, found.share.low, found.share.high)] == [
        0.6, 0.3127, 0.8318,
    ]  # fmt: skip
    assert found.solved == {"yes": 6, "partly": 3, "no": 1}


def test_items_are_counted_by_point_with_their_median():
    found = summarise([said(outcome=p) for p in (1, 4, 4, 5)] + [said()])
    outcome, process, _treatment = found.items
    assert (outcome.counts, outcome.n, outcome.median) == ((1, 0, 0, 2, 1), 4, 4)
    assert (process.n, process.median) == (0, None)


def test_parts_show_no_figure_under_ten():
    found = summarise([said(outcome=4)] * 10 + [said("no", case=BADLY)] * 9)
    parts = {part.key: part for part in found.parts}
    assert parts["well"].solved is not None
    assert parts["well"].medians == (4, None, None)
    assert (parts["badly"].n, parts["badly"].solved) == (9, None)
    assert parts["severity_2"].n == 10
    assert summarise([]).share is None


@pytest.fixture
def boss(client):
    user = UserFactory(role="manager")
    client.force_login(user)
    return user


def a_word(contact, complaint, **said):
    """Give an answer 40 days ago, with what was said of the handling."""
    now = timezone.now()
    answer = a_score(contact, 7, 40)
    values = {"solved": "yes", "cycle": 1} | said
    Handling.objects.create(
        answer=answer, complaint=complaint.pk, given_at=now, updated_at=now, **values
    )


def rows(client, table, **query):
    page = client.get(reverse("insight:recovery_rows", args=[table]), query | {"format": "csv"})
    text = page.content.decode().lstrip("\ufeff")
    return list(csv.reader(io.StringIO(text)))


def make(number=2, **said):
    found = []
    for _n in range(number):
        contact = ContactFactory(account=CustomerFactory())
        complaint = a_case(contact)
        a_score(contact, 5, 90)
        a_word(contact, complaint, **said)
        found.append(complaint)
    return found


@pytest.mark.django_db
def test_each_figure_opens_as_many_rows_as_it_says(client, boss):
    first, second = make(2, outcome=2)
    make(1, solved="no", treatment=5)
    page = client.get(reverse("insight:recovery"))
    handling = page.context["handling"]
    doors = [(handling["said"], handling["said_url"]), (handling["n"], handling["n_url"])]
    doors += [(row["count"], row["url"]) for row in handling["solved_rows"]]
    doors += [(row["n"], row["url"]) for row in handling["parts"]]
    doors += [(cell["count"], cell["url"]) for item in handling["items"] for cell in item["cells"]]
    doors += [(row["count"], row["url"]) for row in page.context["missing"]]
    doors += [(row["n"], row["url"]) for row in page.context["strata"]]
    doors += [(way["count"], way["url"]) for way in page.context["ways"]]
    doors += [door for row in page.context["groups"] for door in row["doors"]]
    doors += [(3, page.context["closed_url"]), (3, page.context["pairs_url"])]
    asked = {url: count for count, url in doors}
    for url, count in asked.items():
        assert client.get(url).context["count"] == count, url
    assert [line[0] for line in rows(client, "handling", solved="yes")[1:]] == [
        second.number, first.number,
    ]  # fmt: skip


@pytest.mark.django_db
def test_the_last_cycle_of_a_complaint_speaks(client, boss):
    (complaint,) = make(1, solved="no")
    a_word(complaint.contact, complaint, solved="yes", cycle=2)
    assert [line[2] for line in rows(client, "handling")[1:]] == ["Yes"]


@pytest.mark.django_db
def test_the_file_says_what_the_page_says(client, boss):
    make(3)
    page = client.get(reverse("insight:recovery"))
    lines = {(line[0], line[1]): line[2:] for line in rows(client, "figures")[1:]}
    share = page.context["handling"]["share"]
    assert lines[("What they say of the handling", "Solved")] == [
        "3", str(share.value), str(share.low), str(share.high),
    ]  # fmt: skip
    change = page.context["recovery"].change
    assert lines[("Score before and after a complaint", "Complaint closed")][:2] == [
        "3", str(change.value),
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_line_of_the_picture_opens_its_pairs(client, boss):
    make(2)
    text = client.get(reverse("insight:recovery")).content.decode()
    url = (
        reverse("insight:recovery_rows", args=["cases"]) + "?period=12m&amp;state=pair&amp;before=5"
    )
    assert f'href="{url}&amp;after=7" aria-label="2 from 5 to 7"' in text
    assert len(rows(client, "cases", state="pair", before="5", after="7")) == 3


@pytest.mark.django_db
def test_what_was_bought_before_and_after_and_by_whom_beside_it(client, boss):
    """Received 300 and closed 290 days ago: 301 days ago is before, 289 after; 110 days ago is too late."""
    account = CustomerFactory(account_class="A", customer_since=timezone.localdate() - 900 * DAY)
    complaint = a_case(ContactFactory(account=account))
    now = timezone.now()
    Complaint.objects.filter(pk=complaint.pk).update(
        received_at=now - 300 * DAY, closed_at=now - 290 * DAY
    )
    quiet = CustomerFactory(account_class="A", customer_since=timezone.localdate() - 900 * DAY)
    AccountFactory(account_class="A")  # never a customer
    for days, amount in ((301, 100), (480, 7), (481, 1), (289, 40), (109, 1)):
        for one in (account, quiet):
            OrderFactory(account=one, amount=amount, ordered_on=timezone.localdate() - days * DAY)
    make(1)  # closed 60 days ago: not complete yet
    head, line = rows(client, "buying")
    assert line[0] == account.name
    assert [float(value) for value in line[-3:]] == [107, 40, -67]
    assert [line[0] for line in rows(client, "quiet")[1:]] == [quiet.name]
    assert len(rows(client, "pending")) == 2
    text = client.get(reverse("insight:recovery")).content.decode()
    assert "Too few to tell: both groups need 10 accounts." in text


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["cases", "handling", "comparison", "buying", "figures"])
def test_a_list_costs_the_same_for_more_rows_and_bears_nonsense(client, boss, table):
    address, counts = reverse("insight:recovery_rows", args=[table]), []
    for _round in range(2):
        make(2)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            page = client.get(address + "?before=x&points=99999&state=%00&part=no&solved=maybe")
        assert page.status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12


@pytest.mark.django_db
def test_confidential_complaints_stay_with_those_who_may_read_them(client, boss):
    (complaint,) = make(1)
    seller = UserFactory()
    account = complaint.account
    account.owner = seller
    account.save()
    Complaint.objects.filter(pk=complaint.pk).update(is_confidential=True)
    client.force_login(seller)
    for table in ("cases", "handling"):
        assert len(rows(client, table)) == 1, table


@pytest.mark.django_db
def test_there_is_no_other_table(client, boss):
    assert client.get(reverse("insight:recovery_rows", args=["secrets"])).status_code == 404
