"""Moves of the cycle on the timeline, and accounts and contacts in search."""

from datetime import UTC, date, datetime, timedelta

import pytest

from crm.shared.search.services import search
from crm.shared.tests.factories import UserFactory
from customers.accounts.services import create_account, edit_account, end_relationship
from customers.accounts.timeline import timeline_entries
from customers.contacts.services import create_contact, edit_contact
from customers.tests.factories import CustomerFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)


def test_moves_stand_on_the_timeline_newest_first(django_assert_num_queries):
    account = CustomerFactory()
    end_relationship(
        account, on=date(2026, 11, 17), initiator="customer", reason="price", by=account.owner,
        now=NOW, note="Cheaper elsewhere", competitor="Bouwmaat", silence_reason="fear",
    )  # fmt: skip
    with django_assert_num_queries(1):
        entries = timeline_entries([account.pk])
    assert [e.title for e in entries] == [
        "Potential customer again",
        "Ended",
        "First purchase",
        "Added",
    ]
    assert entries[1].at == NOW and not entries[1].all_day
    assert entries[1].detail == "The customer: Price"
    assert entries[1].body.split("\n") == [
        "Cheaper elsewhere",
        "Competitor: Bouwmaat",
        "Did not complain: Fear of a hostile reaction",
    ]
    assert entries[2].all_day
    older = timeline_entries([account.pk], before=entries[1].at, limit=1)
    assert [e.title for e in older] == ["First purchase"]
    assert timeline_entries([account.pk], before=NOW - timedelta(days=900)) == []


def found(user, words):
    return {group.kind.key: [hit.title for hit in group.hits] for group in search(user, words)}


def test_an_account_is_found_by_name_place_address_and_phone():
    user, stranger = UserFactory(), UserFactory()
    account = create_account(
        by=user, now=NOW, owner=user, name="Bakkerij De Brug", city="Purmerend",
        email="info@debrug.nl", phone="020 123 45 67",
    )  # fmt: skip
    for words in ("bakkerij", "de brug", "purmer", "info@debrug.nl", "020-1234567", "+31 20 1234"):
        assert found(user, words) == {"account": ["Bakkerij De Brug"]}, words
        assert found(stranger, words) == {}
    edit_account(account, by=user, now=NOW, version=1, name="Molen Noord")
    assert found(user, "bakkerij") == {}
    assert found(user, "molen") == {"account": ["Molen Noord"]}


def test_a_contact_is_found_and_follows_the_name_of_its_account():
    user = UserFactory()
    account = create_account(by=user, now=NOW, owner=user, name="De Brug")
    contact = create_contact(
        account, by=user, now=NOW, first_name="Karin", last_name="Vos", mobile="06 12345678"
    )
    assert found(user, "karin") == {"contact": ["Karin Vos"]}
    assert found(user, "0612345678") == {"contact": ["Karin Vos"]}
    edit_account(account, by=user, now=NOW, version=1, name="Molen")
    assert set(found(user, "molen")) == {"account", "contact"}
    edit_contact(contact, by=user, now=NOW, version=1, last_name="Haas")
    assert found(user, "haas") == {"contact": ["Karin Haas"]}
