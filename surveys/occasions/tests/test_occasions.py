"""Check that transactional surveys ask about what happened: once, on its day, and not when it is over."""

from datetime import date, timedelta

import pytest

from crm.shared import events
from customers.tests.factories import AccountFactory, ContactFactory, CustomerFactory, OrderFactory
from surveys.audience.fatigue import Reason
from surveys.campaigns.models import Invitation, Occasion, SkipEntry
from surveys.occasions import services
from surveys.tests.factories import InvitationFactory, SurveyFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 17)


def running(trigger, now, **values):
    values = {"launched_at": now, "closes_on": None, "delay_days": 7} | values
    return SurveyFactory(kind="transactional", trigger=trigger, **values)


def closed(contact, now, complaint_id=1, cycle=1):
    events.tell(
        events.COMPLAINT_CLOSED,
        complaint_id=complaint_id,
        cycle=cycle,
        account_id=contact.account_id,
        contact_id=contact.pk,
        at=now,
    )


def test_an_order_is_asked_about_once_after_its_days(now):
    survey = running("order", now)
    contact = ContactFactory(email="a@klant.test")
    order = OrderFactory(account=contact.account, ordered_on=TODAY)
    OrderFactory(account=contact.account, ordered_on=TODAY - timedelta(days=30))
    assert services.gather(now) == 1
    assert services.gather(now) == 0
    occasion = Occasion.objects.get()
    assert (occasion.key, occasion.due_on) == (f"order:{order.pk}", TODAY + timedelta(days=7))
    assert services.ask(now + timedelta(days=6)) == 0
    later = now + timedelta(days=7)
    assert services.ask(later) == 1
    assert services.ask(later) == 0
    assert Invitation.objects.get().contact == contact
    survey.refresh_from_db()
    assert survey.asked == 1


def test_an_order_that_is_gone_is_not_asked_about(now):
    running("order", now)
    order = OrderFactory(ordered_on=TODAY)
    services.gather(now)
    order.delete()
    services.ask(now + timedelta(days=7))
    assert Occasion.objects.get().state == "cancelled"


def test_a_new_customer_is_asked_some_days_later(now):
    running("onboarding", now, delay_days=30)
    account = CustomerFactory(customer_since=TODAY - timedelta(days=10))
    ContactFactory(account=account, email="a@klant.test")
    CustomerFactory(customer_since=TODAY - timedelta(days=31))
    assert services.gather(now) == 1
    assert Occasion.objects.get().due_on == TODAY + timedelta(days=20)


def test_before_a_renewal_is_asked_and_not_when_the_date_moved(now):
    running("renewal", now, delay_days=30)
    account = CustomerFactory(renewal_on=TODAY + timedelta(days=40))
    assert services.gather(now) == 1
    assert Occasion.objects.get().due_on == TODAY + timedelta(days=10)
    type(account).objects.filter(pk=account.pk).update(renewal_on=TODAY + timedelta(days=200))
    services.ask(now + timedelta(days=10))
    assert Occasion.objects.get().state == "cancelled"


def test_a_closed_complaint_asks_who_complained_and_nobody_else(now):
    running("complaint", now, delay_days=14)
    contact = ContactFactory(email="a@klant.test", last_invited_at=now - timedelta(days=3))
    ContactFactory(account=contact.account, email="b@klant.test")
    closed(contact, now)
    closed(contact, now)
    assert Occasion.objects.count() == 1
    services.ask(now + timedelta(days=14))
    assert Invitation.objects.get().contact == contact, "exempt from the 90 days"


def test_a_reopened_complaint_is_not_asked_about_until_it_closes_again(now):
    running("complaint", now)
    contact = ContactFactory(email="a@klant.test")
    closed(contact, now)
    events.tell(
        events.COMPLAINT_REOPENED, complaint_id=1, cycle=2, account_id=contact.account_id,
        contact_id=contact.pk, at=now,
    )  # fmt: skip
    assert services.ask(now + timedelta(days=7)) == 0
    closed(contact, now + timedelta(days=3), cycle=2)
    assert services.ask(now + timedelta(days=10)) == 1
    assert Invitation.objects.count() == 1


def test_at_most_two_recovery_questions_a_year(now):
    survey = running("complaint", now, delay_days=0)
    contact = ContactFactory(email="a@klant.test")
    for days in (300, 100):
        InvitationFactory(
            survey=SurveyFactory(trigger="complaint", state="closed"), contact=contact,
            sent_at=now - timedelta(days=days),
        )  # fmt: skip
    closed(contact, now)
    services.ask(now)
    skip = SkipEntry.objects.get()
    assert (skip.reason, skip.survey, Occasion.objects.get().state) == (
        Reason.RECOVERY_CAP, survey, "skipped",
    )  # fmt: skip


def test_everybody_held_back_stands_in_the_ledger_of_the_occasion(now):
    running("order", now, delay_days=0)
    account = AccountFactory(open_complaints=1)
    contact = ContactFactory(account=account, email="a@klant.test")
    for _order in range(2):
        OrderFactory(account=account, ordered_on=TODAY)
    services.gather(now)
    services.ask(now)
    entries = SkipEntry.objects.values_list("contact", "reason")
    assert list(entries) == [(contact.pk, Reason.OPEN_COMPLAINT)] * 2
    assert not Occasion.objects.exclude(state="skipped").exists()
