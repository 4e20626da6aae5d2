"""Writing a complaint down while talking: what is known is shown, what is typed is kept."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from complaints.calls.services import take_call
from complaints.cases.models import Complaint
from complaints.cases.workflow import State
from complaints.errors import ComplaintError
from complaints.learning.models import Category
from complaints.tests.factories import NOW, handler, make_complaint
from crm.shared.tests.factories import UserFactory
from customers.accounts.pickers import as_typed
from customers.tests.factories import (
    AccountFactory,
    ContactFactory,
    OrderFactory,
    PromiseFactory,
)

pytestmark = pytest.mark.django_db
PAGE = "/complaints/new/"


def typed(**change):
    """Return a form filled in on the telephone, an hour after the call."""
    heard = timezone.localtime() - timedelta(hours=1)
    return {
        "text": "The wrong anodes again.",
        "complainant_phone": "06 12345678",
        "channel": "phone",
        "received_at": heard.strftime("%Y-%m-%dT%H:%M"),
        **change,
    }


@pytest.fixture
def desk(client):
    """Return a client logged in as a complaint handler."""
    client.user = handler()
    client.force_login(client.user)
    return client


def test_who_heard_it_and_when_stand_apart_from_who_wrote_it_down(desk):
    driver = UserFactory()
    data = typed(heard_by=driver.pk, silence_reason="fear", told_on="4", wish="A visit")
    assert desk.post(PAGE, data).status_code == 302
    complaint = Complaint.objects.get()
    assert (complaint.heard_by, complaint.recorded_by) == (driver, desk.user)
    assert complaint.recorded_at - complaint.received_at > timedelta(minutes=59)
    assert (complaint.silence_reason, complaint.told_on, complaint.wish) == ("fear", 4, "A visit")
    page = desk.get(complaint.get_absolute_url()).content.decode()
    assert driver.display_name in page


def test_category_and_severity_assess_it_at_once_for_who_wrote_it_down(desk):
    category = Category.objects.get(key="delivery-wrong")
    desk.post(PAGE, typed(category=category.pk, severity="3"))
    complaint = Complaint.objects.get()
    assert (complaint.state, complaint.severity) == (State.RECEIVED, 3)
    assert (complaint.category, complaint.handler) == (category, desk.user)


def test_half_an_assessment_is_refused_and_every_word_kept(desk):
    answer = desk.post(PAGE, typed(severity="3"))
    assert (answer.status_code, "wrong anodes again" in answer.content.decode()) == (422, True)
    assert not Complaint.objects.exists()


def test_a_refused_assessment_records_nothing():
    one = handler()
    with pytest.raises(ComplaintError):
        take_call(
            text="x", channel="phone", account=AccountFactory(), complained_about=one, by=one,
            now=NOW, assessment={"category": Category.objects.first(), "severity": 2, "handler": one},
        )  # fmt: skip
    assert not Complaint.objects.exists()


@pytest.mark.parametrize(
    ("then", "ends"), [("", "/"), ("assess", "/assess/"), ("next", "/complaints/new/")]
)
def test_the_button_says_where_it_goes_on(desk, then, ends):
    answer = desk.post(PAGE, typed(then=then))
    assert answer.url.endswith(ends)
    assert (Complaint.objects.get().number in answer.url) == (then != "next")


def test_what_we_know_of_the_account_stands_beside_the_call(desk):
    account = AccountFactory()
    contact = ContactFactory(account=account)
    earlier = make_complaint(account=account, now=timezone.now() - timedelta(days=40))
    promise = PromiseFactory(account=account, text="Call back about the pump")
    order = OrderFactory(account=account, description="Fourteen boilers")
    address, query = reverse("complaints:known"), {"account": as_typed(account)}
    page = desk.get(address, query, headers={"HX-Request": "true"}).content.decode()
    for words in (
        earlier.number,
        promise.text,
        order.description,
        "A second failure",
        contact.name,
    ):
        assert words in page
    full = desk.get(PAGE, {"account": account.pk}).content.decode()
    assert earlier.number in full
    assert contact.name in full


def test_without_script_a_button_shows_the_same_and_keeps_every_word(desk):
    account = AccountFactory()
    earlier = make_complaint(account=account, now=timezone.now() - timedelta(days=40))
    answer = desk.post(PAGE, typed(account=as_typed(account), look="1"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert earlier.number in page
    assert "wrong anodes again" in page
    assert Complaint.objects.count() == 1


def test_a_contact_of_the_typed_account_can_be_chosen(desk):
    contact = ContactFactory()
    data = typed(account=as_typed(contact.account), contact=contact.pk)
    assert desk.post(PAGE, data).status_code == 302
    assert Complaint.objects.get().contact == contact
    other = ContactFactory()
    assert desk.post(PAGE, {**data, "contact": other.pk}).status_code == 422


def test_a_stranger_s_account_is_not_there_and_confidential_cases_are_not_told(client):
    mine, theirs = AccountFactory(), AccountFactory()
    seller = mine.owner
    client.force_login(seller)
    secret = make_complaint(account=mine, is_confidential=True, now=timezone.now())
    page = client.get(reverse("complaints:known"), {"account": as_typed(mine)}).content.decode()
    assert mine.name in page
    assert secret.number not in page
    known = reverse("complaints:known")
    assert theirs.name not in client.get(known, {"account": as_typed(theirs)}).content.decode()
    assert client.get(known, {"account": "\x00" * 300}).status_code == 200


def test_sales_records_and_does_not_assess(client):
    account = AccountFactory()
    client.force_login(account.owner)
    assert 'name="severity"' not in client.get(PAGE).content.decode()
    data = typed(account=as_typed(account), severity="4", category="1")
    assert client.post(PAGE, data).status_code == 302
    assert Complaint.objects.get().severity is None


def test_the_form_beside_a_full_account_costs_at_most_twelve_queries(
    desk, django_assert_max_num_queries
):
    account = AccountFactory()
    for _n in range(4):
        PromiseFactory(account=account)
        OrderFactory(account=account)
        make_complaint(account=account, now=timezone.now())
    desk.get(PAGE)  # the first request of a session writes its age
    with django_assert_max_num_queries(12):
        desk.get(PAGE, {"account": account.pk})
