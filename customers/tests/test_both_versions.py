"""A second editor sees both versions in words, not in the codes the database keeps."""

import pytest
from django.urls import reverse

from customers.accounts.models import Account
from customers.deals.models import Deal
from customers.tests.factories import DealFactory
from customers.tests.pages import people, seller  # noqa: F401

pytestmark = pytest.mark.django_db


def test_an_account_shows_the_words_of_choices_and_yes_or_no(people, seller):  # noqa: F811
    account = people.account
    Account.objects.update(source="fair", is_key_account=True, version=2)
    data = {"version": 1, "name": account.name, "language": "nl", "source": "cold"}
    data |= {"owner": people.seller.pk}
    page = seller.post(reverse("customers:edit", args=[account.pk]), data)
    assert page.status_code == 409
    rows = {str(row["label"]): row for row in page.context["conflict"]["rows"]}
    assert (rows["Source"]["theirs"], rows["Source"]["mine"]) == ("Fair or event", "We called them")
    assert (rows["Key account"]["theirs"], rows["Key account"]["mine"]) == ("Yes", "No")


def test_a_deal_shows_the_words_of_its_forecast(people, seller):  # noqa: F811
    deal = DealFactory(account=people.account, owner=people.seller)
    Deal.objects.update(forecast="commit", version=2)
    data = {
        "version": 1,
        "title": deal.title,
        "amount": "10",
        "probability": 40,
        "forecast": "best",
    }
    data |= {"expected_close": people.today, "owner": people.seller.pk}
    page = seller.post(reverse("deals:edit", args=[deal.pk]), data)
    assert page.status_code == 409
    shown = [(row["stored"], row["mine"]) for row in page.context["differences"]]
    assert ("Committed", "Best case") in shown
