"""Factories of customers: a default for everything."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from crm.shared.tests.factories import UserFactory
from customers.accounts.models import Account
from customers.contacts.models import Contact

NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)


class AccountFactory(DjangoModelFactory):
    """Makes a potential customer with an owner."""

    class Meta:
        model = Account

    name = factory.Sequence(lambda n: f"Waterland {n}")
    name_key = factory.LazyAttribute(lambda a: a.name.casefold())
    owner = factory.SubFactory(UserFactory)
    team = factory.LazyAttribute(lambda a: a.owner.team if a.owner else None)
    created_at = updated_at = NOW


class ContactFactory(DjangoModelFactory):
    """Makes a contact of an account."""

    class Meta:
        model = Contact

    account = factory.SubFactory(AccountFactory)
    first_name = "Karin"
    last_name = factory.Sequence(lambda n: f"Vos {n}")
    name_key = factory.LazyAttribute(lambda c: f"{c.first_name} {c.last_name}".casefold())
    created_at = updated_at = NOW
