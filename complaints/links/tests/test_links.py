"""Links between complaints and to what caused them, on both sides and without circles."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from complaints.cases.models import Complaint
from complaints.errors import ComplaintError
from complaints.links.models import Link, Merge
from complaints.links.page import related
from complaints.links.services import add_link, remove_link
from complaints.tests.factories import NOW, handler, make_complaint, manager
from crm.shared.tests.factories import UserFactory
from customers.tests.factories import AccountFactory, OrderFactory, PromiseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    """Return a complaint handler."""
    return handler()


def test_a_link_shows_on_both_sides_in_the_words_of_each(desk):
    one, two = make_complaint(), make_complaint()
    add_link(one, kind="follow_up", other=two, by=desk, now=NOW)
    [seen], [back] = related(one, desk), related(two, desk)
    assert (str(seen.words), seen.label) == ("Follow-up of", two.number)
    assert (str(back.words), back.label) == ("Followed by", one.number)
    assert (
        one.events.filter(kind="related").count() == two.events.filter(kind="related").count() == 1
    )
    remove_link(Link.objects.get(), by=desk, now=NOW)
    assert related(two, desk) == []


def test_the_promise_and_the_order_behind_a_complaint_are_named(desk):
    one = make_complaint()
    promise, order = PromiseFactory(account=one.account), OrderFactory(account=one.account)
    add_link(one, kind="promise", promise=promise, by=desk, now=NOW)
    add_link(one, kind="order", order=order, by=desk, now=NOW)
    assert {str(tie.words) for tie in related(one, desk)} == {
        "Caused by promise", "Caused by order",
    }  # fmt: skip
    with pytest.raises(ComplaintError, match="same account"):
        add_link(make_complaint(), kind="promise", promise=promise, by=desk, now=NOW)


def test_promise_and_order_show_the_complaint_to_who_may_see_it_and_the_order_stays(client, desk):
    seller = UserFactory()
    one = make_complaint(account=AccountFactory(owner=seller))
    promise, order = PromiseFactory(account=one.account), OrderFactory(account=one.account)
    add_link(one, kind="promise", promise=promise, by=desk, now=NOW)
    add_link(one, kind="order", order=order, by=desk, now=NOW)
    client.force_login(seller)
    pages = [
        reverse("promises:detail", args=[promise.pk]),
        reverse("orders:edit", args=[order.pk]),
    ]
    for page in pages:
        assert one.number in client.get(page).content.decode()
    refused = client.post(reverse("orders:delete", args=[order.pk]))
    assert "so it stays" in refused.content.decode()
    Complaint.objects.update(is_confidential=True)
    for page in pages:
        assert one.number not in client.get(page).content.decode()


def test_orders_are_offered_in_the_readers_notation(client):
    one = make_complaint()
    OrderFactory(
        account=one.account,
        ordered_on=date(2026, 11, 19),
        amount="2446.23",
        description="Gas valve",
    )
    client.force_login(handler(language="nl"))
    page = client.get(reverse("complaints:relate", args=[one.number])).content.decode()
    assert "19 nov. 2026, €\xa02.446,23, Gas valve</option>" in page


def test_links_to_itself_in_a_circle_or_twice_are_refused(desk):
    one, two, three = (make_complaint() for _ in range(3))
    add_link(one, kind="follow_up", other=two, by=desk, now=NOW)
    add_link(two, kind="follow_up", other=three, by=desk, now=NOW)
    add_link(one, kind="same_cause", other=three, by=desk, now=NOW)
    for complaint, kind, other in (
        (one, "same_cause", one),
        (three, "follow_up", one),
        (three, "same_cause", one),
        (one, "follow_up", two),
    ):
        with pytest.raises(ComplaintError):
            add_link(complaint, kind=kind, other=other, by=desk, now=NOW)
    assert Link.objects.count() == 3


def test_a_link_never_names_a_complaint_the_reader_may_not_see(desk):
    accused = handler()
    one, hidden = make_complaint(), make_complaint(is_confidential=True, complained_about=accused)
    add_link(one, kind="same_cause", other=hidden, by=desk, now=NOW)
    assert related(one, accused) == []
    assert len(related(one, desk)) == 1


def test_the_pages_link_merge_and_undo_without_javascript(client):
    now, boss = timezone.now() - timedelta(hours=1), manager()
    account = AccountFactory()
    one, two = make_complaint(now=now, account=account), make_complaint(now=now, account=account)
    client.force_login(boss)
    page = one.get_absolute_url()
    wrong = client.post(
        reverse("complaints:relate", args=[one.number]),
        {"version": one.version, "kind": "follow_up", "other": "KL-1999-0001"},
    )
    assert wrong.status_code == 422
    assert "KL-1999-0001" in wrong.content.decode()
    client.post(
        reverse("complaints:relate", args=[one.number]),
        {"version": one.version, "kind": "follow_up", "other": two.number.lower()},
    )
    assert two.number in client.get(page).content.decode()
    link = Link.objects.get()
    client.post(reverse("complaints:unrelate", args=[two.number, link.pk]))
    assert not Link.objects.exists()
    with CaptureQueriesContext(connection) as queries:
        response = client.post(
            reverse("complaints:merge", args=[one.number]),
            {"version": one.version, "target": two.number, "reason": "The same pallet"},
        )
    assert response.status_code == 302
    assert sum("SAVEPOINT" not in q["sql"] for q in queries.captured_queries) <= 45
    row = Merge.objects.get()
    assert "Merged into" in client.get(page).content.decode()
    client.post(
        reverse("complaints:unmerge", args=[two.number, row.pk]),
        {"version": Complaint.objects.get(pk=two.pk).version, "reason": "Another pallet"},
    )
    assert not Merge.objects.exists()
    assert Complaint.objects.get(pk=one.pk).is_open


def test_the_page_costs_the_same_with_many_links(client, desk):
    now = timezone.now() - timedelta(hours=1)
    one = make_complaint(now=now)
    client.force_login(desk)
    client.get(one.get_absolute_url())

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(one.get_absolute_url()).status_code == 200
        return len(queries)

    alone = cost()
    for _ in range(4):
        add_link(one, kind="same_cause", other=make_complaint(now=now), by=desk, now=now)
    assert cost() == alone
    assert alone <= 12
