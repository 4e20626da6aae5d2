"""Contacts: added, changed, left, back, and consent."""

from datetime import UTC, date, datetime, timedelta

import pytest

from crm.shared.audit.models import AuditEntry
from crm.shared.tests.factories import UserFactory
from customers.accounts.services import create_account, edit_account
from customers.contacts.models import Contact
from customers.contacts.services import (
    create_contact,
    edit_contact,
    mark_back,
    mark_left,
    record_consent,
)
from customers.errors import CustomerError, EditConflict
from customers.tests.factories import AccountFactory, ContactFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 17)


def add(account, **fields):
    values = {"last_name": "Vos", "by": account.owner, "now": NOW} | fields
    return create_contact(account, **values)


def test_a_contact_is_stored_in_comparable_form():
    contact = add(
        AccountFactory(),
        first_name=" Karin ",
        email="Karin.Vos@Brug.NL",
        phone="020-123 45 67",
        mobile="06 12345678",
        roles=["decider", "buyer"],
    )
    assert (contact.name, contact.name_key) == ("Karin Vos", "karin vos")
    assert (contact.email, contact.email_key) == ("Karin.Vos@Brug.NL", "karin.vos@brug.nl")
    assert (contact.phone, contact.mobile) == ("+31201234567", "+31612345678")
    assert {r.role for r in contact.roles.all()} == {"decider", "buyer"}
    assert AuditEntry.objects.filter(verb="contact.create", object_id=contact.pk).exists()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"last_name": "  "}, "last_name"),
        ({"phone": "12"}, "phone"),
        ({"mobile": "later"}, "mobile"),
        ({"roles": ["king"]}, "roles"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(fields, field):
    with pytest.raises(CustomerError) as refusal:
        add(AccountFactory(), **fields)
    assert refusal.value.field == field
    assert not Contact.objects.exists()


@pytest.mark.parametrize("email", ["karin@brug.nl", "KARIN@Brug.nl ", "karin@brug.nl"])
def test_the_same_person_twice_is_one_contact(email):
    account = AccountFactory()
    first = add(account, email="karin@brug.nl")
    with pytest.raises(CustomerError) as refusal:
        add(account, email=email)
    assert refusal.value.field == "email"
    mark_left(first, on=TODAY, by=account.owner, now=NOW)
    add(account, email=email)
    with pytest.raises(CustomerError):
        mark_back(first, by=account.owner, now=NOW)
    assert add(AccountFactory(), email=email)


def test_the_second_editor_is_told_and_sees_the_difference():
    contact = ContactFactory(function="Buyer")
    edit_contact(contact, by=None, now=NOW, version=1, function="Head buyer", roles=["buyer"])
    assert contact.version == 2
    with pytest.raises(EditConflict) as conflict:
        edit_contact(contact, by=None, now=NOW, version=1, function="Director")
    assert conflict.value.status == 409
    assert conflict.value.current.function == "Head buyer"
    assert conflict.value.mine == {"function": "Director"}


def test_who_left_is_kept_and_can_return():
    contact = ContactFactory()
    with pytest.raises(CustomerError):
        mark_left(contact, on=TODAY + timedelta(days=1), by=None, now=NOW)
    mark_left(contact, on=TODAY, by=None, now=NOW)
    assert not Contact.objects.present().exists()
    mark_back(contact, by=None, now=NOW)
    assert contact.left_on is None


def test_the_newest_consent_counts_and_all_are_kept():
    contact, user = ContactFactory(), UserFactory()
    for state, source in (("opt_in", "Form at the fair"), ("objected", "Mail of today")):
        record_consent(
            contact, channel="survey", state=state, on=TODAY, source=source, by=user, now=NOW
        )
    contact.refresh_from_db()
    assert contact.consent_survey == "objected"
    assert contact.consent_email == "none"
    assert [c.source for c in contact.consents.all()] == ["Mail of today", "Form at the fair"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"source": " "}, "source"),
        ({"on": TODAY + timedelta(days=1)}, "given_on"),
        ({"channel": "fax"}, "state"),
        ({"state": "maybe"}, "state"),
    ],
)
def test_a_consent_without_its_facts_is_refused(changes, field):
    values = {"channel": "email", "state": "opt_in", "on": TODAY, "source": "Call"} | changes
    with pytest.raises(CustomerError) as refusal:
        record_consent(ContactFactory(), by=None, now=NOW, **values)
    assert refusal.value.field == field


def test_a_person_account_and_its_contact_change_together():
    user = UserFactory()
    account = create_account(by=user, now=NOW, kind="person", name="Jan de Vries")
    edit_account(account, by=user, now=NOW, version=1, name="Jan Visser", email="jan@x.nl")
    contact = account.contacts.get()
    assert (contact.last_name, contact.email_key) == ("Visser", "jan@x.nl")
    edit_contact(contact, by=user, now=NOW, version=contact.version, last_name="Bakker")
    account.refresh_from_db()
    assert (account.name, account.name_key) == ("Jan Bakker", "jan bakker")
    with pytest.raises(CustomerError):
        mark_left(contact, on=TODAY, by=user, now=NOW)


def test_a_person_keeps_first_and_last_name_when_something_else_of_the_account_changes():
    account = create_account(by=None, now=NOW, kind="person", name="Jan de Vries", email="jan@x.nl")
    contact = account.contacts.get()
    names = {"first_name": "Jan Piet", "last_name": "de Vries"}
    edit_contact(contact, by=None, now=NOW, version=contact.version, **names)
    Contact.objects.update(bounced_at=NOW)
    account.refresh_from_db()
    edit_account(account, by=None, now=NOW, version=account.version, note="Likes to be called")
    contact.refresh_from_db()
    assert (contact.first_name, contact.last_name) == ("Jan Piet", "de Vries")
    assert contact.bounced_at == NOW
    edit_account(account, by=None, now=NOW, version=account.version, email="piet@x.nl")
    contact.refresh_from_db()
    assert (contact.first_name, contact.email, contact.bounced_at) == (
        "Jan Piet",
        "piet@x.nl",
        None,
    )


def test_a_new_address_is_not_held_for_what_came_back_from_the_old_one():
    contact = ContactFactory(email="old@brug.nl", email_key="old@brug.nl", bounced_at=NOW)
    edit_contact(contact, by=None, now=NOW, version=contact.version, function="Inkoper")
    assert contact.bounced_at == NOW
    edit_contact(contact, by=None, now=NOW, version=contact.version, email="new@brug.nl")
    assert contact.bounced_at is None
