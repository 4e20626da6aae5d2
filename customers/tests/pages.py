"""Helps the tests of pages: a seller, a colleague who may read, a stranger, and counted queries."""

import pytest
from django.forms import ModelChoiceField, ModelMultipleChoiceField
from django.test import Client
from django.utils import timezone

from crm.shared.tests.factories import TeamFactory, UserFactory
from customers.tests.factories import AccountFactory


class People:
    """A seller with an account, a reader of the same team, a stranger and a manager."""

    def __init__(self) -> None:
        self.team = TeamFactory()
        self.seller = UserFactory(team=self.team)
        self.reader = UserFactory(team=self.team)
        self.stranger = UserFactory(team=TeamFactory())
        self.manager = UserFactory(role="manager")
        self.account = AccountFactory(owner=self.seller)
        self.today = timezone.localdate()

    def client(self, user) -> Client:
        """Return a browser of somebody who is logged in."""
        browser = Client()
        browser.force_login(user)
        return browser


def sent(form):
    """Return what a browser sends of an untouched form: of a list without the value, its first row."""
    data = {}
    for field in form:
        value = field.value()
        several = isinstance(field.field, ModelMultipleChoiceField)
        if isinstance(field.field, ModelChoiceField) and not several:
            offered = [str(getattr(key, "value", key)) for key, _label in field.field.choices]
            value = str(value) if str(value) in offered else offered[0]
        if value is not None and value is not False:
            data[field.html_name] = field.field.prepare_value(value)
    return data


@pytest.fixture
def people(db) -> People:
    """Return the people of a page test."""
    return People()


@pytest.fixture
def seller(people) -> Client:
    """Return the seller's browser."""
    return people.client(people.seller)
