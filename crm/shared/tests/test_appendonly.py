"""History tables refuse to be edited, on both databases."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from crm.shared.appendonly import rewriting
from crm.shared.audit.models import AuditEntry
from crm.shared.audit.services import record
from crm.shared.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_refuses_to_change_history(act):
    entry = record("create", "test", by=UserFactory())
    with pytest.raises(DatabaseError), transaction.atomic():
        rows = AuditEntry.objects.filter(pk=entry.pk)
        rows.update(verb="edited") if act == "update" else rows.delete()
    assert AuditEntry.objects.get(pk=entry.pk).verb == "create"


def test_the_guarded_switch_opens_history_and_closes_again():
    entry = record("create", "test", by=None)
    with rewriting("test"):
        AuditEntry.objects.filter(pk=entry.pk).delete()
    assert not AuditEntry.objects.filter(pk=entry.pk).exists()
    entry = record("create", "test", by=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).delete()


def test_triggers_survive_a_second_migrate():
    call_command("migrate", verbosity=0)
    entry = record("create", "test", by=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).delete()


@pytest.mark.django_db(transaction=True)
def test_a_flush_empties_history():
    record("create", "test", by=None)
    call_command("flush", interactive=False, verbosity=0)
    assert AuditEntry.objects.count() == 0
