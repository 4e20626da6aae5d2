"""What the account page says of the visits to an account, worked out by hand."""

from datetime import date

import pytest

from crm.dashboard.account_page.panels import visits_of
from customers.accounts.models import Account

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 17)


def said(**values):
    """Return the line of an account of class A, visited every 30 days, last on 1 October."""
    stored = {
        "account_class": "A",
        "last_visit_on": date(2026, 10, 1),
        "visits_from": date(2026, 10, 1),
    }
    return visits_of(Account(**stored | values), TODAY)


def test_a_visit_past_its_day_is_overdue():
    assert "overdue since 31 Oct" in said(stage="customer")


def test_a_former_customer_who_rests_is_not_said_to_be_overdue():
    """The queue of visits leaves them out as well."""
    assert said(stage="former") == "last on 1 Oct"
    assert said(stage="former", last_visit_on=None) == ""
    assert "overdue" in said(stage="potential", is_former=True)
