"""The reports in a browser's eyes: every count opens its list, every table is a file, queries are fixed."""

import csv
import io
import re
from datetime import timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from complaints.cases.models import Complaint
from complaints.cases.workflow import Move, RemedyStatus
from complaints.decisions.models import RemedyKind
from complaints.decisions.services import Proposal
from complaints.reports import groups, measures
from complaints.reports.read import complaints_of, overview
from complaints.tests.factories import (
    acknowledged,
    answered,
    closed,
    handler,
    investigated,
    make_complaint,
    manager,
    move,
    planned_action,
)
from complaints.toldon.services import answer_in_public
from crm.shared.localtime import local_date
from crm.shared.tests.factories import UserFactory
from customers.figures.slices import Slice, period_of
from customers.tests.factories import CustomerFactory

pytestmark = pytest.mark.django_db
DOOR = re.compile(
    r'<a class="(?:v )?k-door" href="(/complaints/\?[^"]*)">([\d.]+)(?: <small>[^<]*</small>)?</a>'
)
PAGES = ["index", "groups", "causes", "told_on", "silence"]
DAY = timedelta(days=1)


def fill(now, colleague):
    """Make one complaint of every kind the reports count; returns the account."""
    account = CustomerFactory(account_class="A")
    common = {"account": account, "by": colleague}
    make_complaint(now=now - 12 * DAY, **common)
    feared = acknowledged(now=now - 2 * DAY, **common)
    Complaint.objects.filter(pk=feared.pk).update(silence_reason="fear")
    investigated(now=now - 40 * DAY, severity=3, **common)
    remedies = [Proposal(RemedyKind.REFUND, Decimal("40"), local_date(now) - 20 * DAY)]
    paid = answered(now=now - 30 * DAY, remedies=remedies, **common)
    again = closed(now=now - 25 * DAY, told_on=6, told_on_url="https://reviews.test/1", **common)
    move(again, Move.REOPEN, by=manager(), now=now - 10 * DAY, reason="It leaks again.")
    gone = make_complaint(now=now - 5 * DAY, **common)
    move(gone, Move.WITHDRAW, by=colleague, now=now - 4 * DAY, reason="Solved itself.")
    make_complaint(now=now - 400 * DAY, **common)
    assert paid.remedies.filter(status=RemedyStatus.PROMISED).exists()
    return account


@pytest.fixture
def now():
    """Return the present: pages read the clock themselves."""
    return timezone.now() - timedelta(minutes=5)


@pytest.fixture
def desk(client):
    """Return a handler, logged in."""
    user = handler()
    client.force_login(user)
    return user


def address(name, **query):
    """Return the address of a report."""
    base = reverse(f"complaint_reports:{name}")
    return base + ("?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else "")


@pytest.mark.parametrize(
    "path",
    [
        *(address(name) for name in PAGES),
        *(address("groups", by=by) for by in ("category", "severity", "channel", "team")),
        address("causes", by="category"),
        address("causes", by="branch"),
    ],
)
def test_every_count_opens_the_list_it_counts(client, desk, now, path):
    fill(now, desk)
    text = client.get(path).content.decode()
    doors = {(unescape(url), int(count)) for url, count in DOOR.findall(text) if count.isdigit()}
    assert doors or "silence" in path or "told-on" in path
    for url, count in sorted(doors):
        assert client.get(url).context["page"].count == count, url


def test_the_overview_counts_what_happened(desk, now):
    """Received in 12 months: 6. Closed or withdrawn: the withdrawn one (the reopened is open again).

    Acknowledged in time: five at once; two open ones (12 and 2 days old) of which the first is overdue
    and the second was acknowledged. Answered in time 2 (30 and 25 days ago), open and overdue: those of
    400, 40 and 12 days ago and the one reopened 10 days ago. Reopened: 1 of the 1 round that ended after
    an answer. The same account had the same category before: 2 of 3 assessed ones.
    """
    fill(now, desk)
    found = overview(Slice(*period_of("12m", local_date(now))), desk, now)
    assert (found.received, found.closed, found.open) == (6, 1, 6)
    decision = found.terms["decision"]
    assert (decision.met, decision.late, decision.overdue) == (2, 0, 4)
    assert (found.finished, found.came_back) == (1, 1)
    assert (found.comparable, found.recurring) == (3, 2)
    assert (found.cost, found.costing) == (Decimal(40), 1)
    assert found.terms["remedy"].overdue == 1
    assert (found.told_on, found.people_told, found.pages, found.pages_answered) == (1, 6, 1, 0)
    assert sum(count for _band, count in found.ages) == 6
    assert sum(month.received for month in found.months) == 6
    assert found.times.answer.n == 2
    assert found.times.answer.open == 4


def test_figures_that_are_read_together_are_those_of_each_list(desk, now):
    """A confidential complaint about the handler counts for the manager, and in nothing the handler sees.

    Manager: 6 received and that one; the sales colleague owns the account, and sees no confidential ones.
    """
    account = fill(now, desk)
    kept = answered(now=now - 20 * DAY, account=account, by=manager())
    Complaint.objects.filter(pk=kept.pk).update(is_confidential=True, complained_about=desk)
    for user, received in ((desk, 6), (manager(), 7), (account.owner, 6)):
        for narrow in ({}, {"account_class": "A"}, {"owner": account.owner_id}):
            part = Slice(*period_of("12m", local_date(now)), **narrow)
            rows, span = complaints_of(part, user), measures.Span(part.start, part.end, now)
            found = overview(part, user, now)
            assert found.received == measures.received(rows, span).count() == received
            assert found.closed == measures.closed(rows, span).count()
            assert found.open == rows.open().count()
            assert found.finished == measures.only(measures.finished(span), rows).count()
            for name, term in measures.TERMS.items():
                ended = found.terms[name]
                for end in ("met", "late", "overdue"):
                    each = measures.only(getattr(term, end)(span), rows)
                    assert getattr(ended, end) == each.count(), (name, end)
            costing = measures.MEASURES["costing"].keep(rows, span, found.reopen_days)
            assert found.costing == costing.count()
            by_category = sum(one.met for one in groups.read(part, user, now, "category"))
            assert by_category == found.terms["decision"].met


@pytest.mark.parametrize("name", PAGES)
def test_queries_stay_the_same_when_complaints_double(
    client, desk, now, name, django_assert_max_num_queries
):
    fill(now, desk)
    client.get(address(name))
    with django_assert_max_num_queries(12) as first:
        client.get(address(name))
    fill(now, handler())
    client.get(address(name))
    with django_assert_max_num_queries(12) as second:
        client.get(address(name))
    assert len(first) == len(second)


def test_the_yearly_report_stays_within_its_queries(
    client, desk, now, django_assert_max_num_queries
):
    fill(now, desk)
    action = planned_action(by=desk, now=now - 60 * DAY, due_on=local_date(now) - 50 * DAY)
    type(action).objects.filter(pk=action.pk).update(
        state="done", done_on=local_date(now) - 50 * DAY, evidence="Seen on the pallet."
    )
    url = reverse("complaint_reports:year", args=[local_date(now - 50 * DAY).year])
    client.get(url)
    with django_assert_max_num_queries(12):
        answer = client.get(url)
    assert "Print one label a pallet" in answer.content.decode()
    assert client.get(reverse("complaint_reports:year", args=[2999])).status_code == 404


@pytest.mark.parametrize(
    ("name", "tables"),
    [
        ("index", ["months", "terms", "ages", "times", "again"]),
        ("groups", ["handler"]),
        ("causes", ["pareto_count", "pareto_cost", "months"]),
        ("silence", ["silence"]),
    ],
)
def test_every_table_is_a_file_with_the_same_rows(client, desk, now, name, tables):
    fill(now, desk)
    for key in tables:
        answer = client.get(address(name, format="csv", table=key))
        assert answer["Content-Type"].startswith("text/csv"), key
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert len({len(row) for row in rows}) == 1
        assert len(rows) > 1, key


def test_who_handles_how_fast_is_for_the_desk(client, desk, now):
    account = fill(now, desk)
    assert client.get(address("groups")).context["by"] == "handler"
    client.force_login(account.owner)
    answer = client.get(address("groups", by="handler"))
    assert answer.context["by"] == "category"
    assert client.get(address("index")).status_code == 200


def test_a_segment_counts_its_own_accounts(client, desk, now):
    account = fill(now, desk)
    fill(now, handler())
    answer = client.get(address("index", owner=account.owner_id, account_class="A"))
    assert answer.context["figures"][0]["value"] == "6"
    assert f"owner={account.owner_id}" in answer.context["figures"][0]["url"]


def test_nonsense_in_an_address_is_nothing_asked(client, desk):
    for query in ({"period": "x", "team": "9e9", "by": "1'"}, {"table": "x", "format": "csv"}):
        for name in PAGES:
            assert client.get(address(name, **query)).status_code == 200


def test_a_public_answer_stands_in_the_register(client, desk, now):
    complaint = closed(now=now - 3 * DAY, told_on=4, told_on_url="https://reviews.test/2")
    url = reverse("complaints:told_on", args=[complaint.number])
    form = {"version": complaint.version, "told_on": 9, "told_on_url": "https://reviews.test/2"}
    assert client.post(url, form | {"reply": "Sorry."}).status_code == 422
    day = {"replied_on": local_date(now).isoformat()}
    assert client.post(url, form | {"reply": "Sorry."} | day).status_code == 302
    answer = client.get(address("told_on"))
    assert "Sorry." in answer.content.decode()
    assert answer.context["totals"] == {"complaints": 1, "people": 9, "pages": 1, "answered": 1}
    fresh = Complaint.objects.get(pk=complaint.pk)
    answer_in_public(
        fresh, told_on=9, told_on_url="https://reviews.test/2", reply="Mended.",
        replied_on=local_date(now), by=desk, now=now, version=fresh.version,
    )  # fmt: skip
    assert fresh.public_reply.text == "Mended."


def test_sales_see_no_reports_of_accounts_that_are_not_theirs(client, now):
    fill(now, handler())
    client.force_login(UserFactory())
    answer = client.get(address("index"))
    assert answer.context["figures"][0]["value"] == "0"
