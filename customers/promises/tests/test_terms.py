"""Standard terms, what promises really took, and the day that is proposed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from crm.shared.organisation.models import Organisation
from crm.shared.organisation.services import remembered
from crm.shared.organisation.worktime import WorkCalendar
from customers.promises.models import Promise
from customers.promises.terms import mean_days, standard_days, term_of, terms
from customers.tests.factories import TODAY, PromiseFactory
from customers.tests.pages import people, seller  # noqa: F401

pytestmark = pytest.mark.django_db
CALENDAR = WorkCalendar.weekdays()


def read(today=TODAY):
    return terms(Promise.objects.all(), today=today, calendar=CALENDAR)


def delivered(first, last, kind="quote"):
    return PromiseFactory(kind=kind, promised_on=first, due_on=last, delivered_on=last)


def test_the_average_counts_working_days():
    """Tue 10 → Wed 11: 1. Fri 13 → Mon 16: 1. Thu 12 → Fri 13: 1. Mon 9 → Fri 13: 4. Mean 7 ÷ 4 = 1.75."""
    for first, last in ((10, 11), (13, 16), (12, 13), (9, 13)):
        delivered(date(2026, 11, first), date(2026, 11, last))
    term = term_of(read(), "quote")
    assert (term.count, term.mean) == (4, Decimal("1.75"))


def test_only_what_was_delivered_and_promised_in_12_months_counts():
    delivered(TODAY - timedelta(days=364), TODAY - timedelta(days=360))
    delivered(TODAY - timedelta(days=365), TODAY - timedelta(days=360))
    PromiseFactory(promised_on=TODAY - timedelta(days=5))
    assert term_of(read(), "quote").count == 1
    assert term_of(read(), "delivery").mean is None


def test_no_promises_have_no_average():
    assert mean_days([]) is None


def test_the_standard_is_a_setting_and_zero_is_none():
    assert standard_days("quote") == 2 and standard_days("other") is None
    Organisation.objects.update_or_create(pk=1, defaults={"lead_days_quote": 0})
    assert standard_days("quote") is None
    assert term_of(read(), "quote").due_on is None


def test_the_day_proposed_skips_the_weekend():
    """Friday 20 November + 2 working days: Tuesday 24."""
    assert term_of(read(date(2026, 11, 20)), "quote").due_on == date(2026, 11, 24)


def test_it_costs_one_query_and_the_settings(django_assert_num_queries):
    with remembered():
        standard_days("quote")
        with django_assert_num_queries(1):
            read()


# ---- the page ----


def form_of(client, account, **query):
    return client.get(reverse("promises:create"), {"account": account.pk, **query})


def test_the_form_says_what_usually_happens_and_proposes_the_day(people, seller):  # noqa: F811
    PromiseFactory(
        account=people.account, promised_on=people.today - timedelta(days=9),
        delivered_on=people.today - timedelta(days=8),
    )  # fmt: skip
    answer = form_of(seller, people.account, kind="quote")
    page = answer.content.decode()
    assert "Quote: usually 2 working days." in page and "The average of 12 months is" in page
    form = answer.context["form"]
    assert form["kind"].value() == "quote" and form["due_on"].value() > people.today


def test_choosing_a_term_keeps_what_was_typed(people, seller):  # noqa: F811
    address = f"{reverse('promises:create')}?account={people.account.pk}"
    typed = {
        "text": "Price of the pumps",
        "kind": "other",
        "owner": people.seller.pk,
        "use": "quote",
    }
    answer = seller.post(address, typed)
    form = answer.context["form"]
    assert answer.status_code == 200 and not Promise.objects.exists()
    assert form["text"].value() == "Price of the pumps"
    assert form["kind"].value() == "quote" and form["due_on"].value() > people.today


def test_a_promise_is_still_made_from_the_form(people, seller):  # noqa: F811
    address = f"{reverse('promises:create')}?account={people.account.pk}"
    data = {
        "text": "Price of the pumps", "kind": "quote", "owner": people.seller.pk,
        "due_on": people.today.isoformat(), "promised_on": people.today.isoformat(),
    }  # fmt: skip
    assert seller.post(address, data).status_code == 302
    assert Promise.objects.get().text == "Price of the pumps"
    assert seller.post(address, data | {"due_on": ""}).status_code == 422


@pytest.mark.parametrize("kind", ["nonsense", "", "other"])
def test_a_type_without_a_standard_proposes_nothing(people, seller, kind):  # noqa: F811
    answer = form_of(seller, people.account, kind=kind)
    assert answer.status_code == 200 and not answer.context["form"]["due_on"].value()


def test_the_average_is_a_door_to_what_it_counts(people, seller):  # noqa: F811
    PromiseFactory(
        account=people.account, promised_on=people.today - timedelta(days=9),
        delivered_on=people.today - timedelta(days=8),
    )  # fmt: skip
    answer = seller.get(
        reverse("promises:list"), {"kind": "quote", "outcome": "delivered",
                                   "since": (people.today - timedelta(days=364)).isoformat(),
                                   "until": people.today.isoformat()},
    )  # fmt: skip
    assert answer.context["page"].count == 1
