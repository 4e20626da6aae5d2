"""A reply after the end reopens nothing by itself: a colleague chooses, once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from complaints.cases.models import Complaint
from complaints.cases.workflow import State
from complaints.errors import ComplaintConflict, ComplaintError
from complaints.messages.services import customer_replied
from complaints.replies.models import Choice, ReplyChoice
from complaints.replies.services import choose
from complaints.tests.factories import NOW, closed, handler, investigated, manager
from crm.shared.tests.factories import UserFactory
from customers.activities.models import Task, TaskState

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=2)


@pytest.fixture
def waiting():
    """Return a thank-you on a closed complaint."""
    customer_replied(closed(), body="Thank you, all is well now.", now=LATER)
    return ReplyChoice.objects.select_related("complaint", "message").get()


def test_a_reply_after_the_end_waits_and_changes_no_state(waiting):
    assert waiting.complaint.state == State.CLOSED
    assert list(Complaint.objects.to_choose()) == [waiting.complaint]
    assert Task.objects.open().count() == 1


def test_a_reply_to_an_open_complaint_asks_for_no_choice():
    customer_replied(investigated(), body="One more thing.", now=LATER)
    assert not ReplyChoice.objects.exists()


def test_thanks_leaves_it_closed_and_ends_the_task(waiting):
    by = handler()
    assert choose(waiting, Choice.THANKS, by=by, now=LATER).state == State.CLOSED
    waiting.refresh_from_db()
    assert (waiting.choice, waiting.chosen_by, waiting.chosen_at) == ("thanks", by, LATER)
    assert not Complaint.objects.to_choose().exists()
    assert Task.objects.get().state == TaskState.DONE


def test_reopening_starts_a_new_round_with_the_customers_words(waiting):
    result = choose(waiting, Choice.REOPENED, by=handler(), now=LATER)
    assert (result.state, result.cycle) == (State.INVESTIGATING, 2)
    event = result.events.get(kind="reopen")
    assert event.by_customer
    assert event.words == "Thank you, all is well now."


def test_after_the_period_a_handler_is_refused_and_a_manager_decides(waiting):
    late = NOW + timedelta(days=45)
    with pytest.raises(ComplaintError):
        choose(waiting, Choice.REOPENED, by=handler(), now=late)
    waiting.refresh_from_db()
    assert waiting.choice == ""
    assert choose(waiting, Choice.REOPENED, by=manager(), now=late).cycle == 2


def test_a_new_complaint_takes_over_who_complains_and_was_received_when_written(waiting):
    made = choose(waiting, Choice.NEW, by=handler(), now=LATER + timedelta(hours=3))
    waiting.refresh_from_db()
    assert waiting.made == made
    assert (made.account, made.contact) == (waiting.complaint.account, waiting.complaint.contact)
    assert (made.received_at, made.state) == (LATER, State.RECEIVED)
    assert waiting.complaint.number in made.subject


def test_the_second_who_chooses_is_told(waiting):
    choose(waiting, Choice.THANKS, by=handler(), now=LATER)
    with pytest.raises(ComplaintConflict):
        choose(waiting, Choice.NEW, by=handler(), now=LATER)
    assert Complaint.objects.count() == 1


def test_sales_does_not_choose(waiting):
    with pytest.raises(PermissionDenied):
        choose(waiting, Choice.THANKS, by=UserFactory(role="sales"), now=LATER)


def test_the_page_offers_the_three_and_takes_one_click(client, waiting):
    client.force_login(handler())
    page = client.get(waiting.complaint.get_absolute_url()).content.decode()
    for value in Choice.values:
        assert f'value="{value}"' in page
    address = f"{waiting.complaint.get_absolute_url()}replies/{waiting.pk}/"
    assert client.post(address, {"choice": "party"}).status_code == 302
    waiting.refresh_from_db()
    assert waiting.choice == ""
    made = client.post(address, {"choice": "new"})
    assert made.url == Complaint.objects.latest("pk").get_absolute_url()
    done = client.get(waiting.complaint.get_absolute_url()).content.decode()
    assert Complaint.objects.latest("pk").number in done
    assert 'value="thanks"' not in done
