"""Load the demo once: everything or nothing, in one transaction."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction

from crm.demo.history import History
from crm.demo.loaders import (
    accounts,
    complaint_desk,
    complaints,
    contacts,
    deals,
    empathy,
    files,
    finish,
    health,
    invites,
    learning,
    lifecycle,
    listening,
    mail,
    moments,
    orders,
    people,
    plans,
    promises,
    readiness,
    rhythm,
    selection,
    survey_kinds,
    surveys,
    targets,
    warnings,
    winback,
)
from crm.shared.audit.models import AuditEntry
from crm.shared.audit.services import record
from crm.shared.organisation.services import remembered
from crm.shared.people.models import User

MARK = "loaded the demo"
STEPS = (
    people.load,
    accounts.load,
    contacts.load,
    empathy.load,
    deals.load,
    targets.load,
    orders.load,
    lifecycle.load,
    moments.load,
    promises.load,
    plans.load,
    complaints.load,
    mail.load,
    surveys.load,
    survey_kinds.load,
    listening.load,
    finish.load,
    warnings.load,
    learning.load,
    selection.load,
    health.load,
    winback.load,
    readiness.load,
    invites.load,
    rhythm.load,
    files.load,
    complaint_desk.load,
)


def is_loaded() -> bool:
    """Say whether the demo is in the database, whatever people did with it afterwards."""
    return AuditEntry.objects.filter(verb=MARK).exists()


def holds_other_data() -> bool:
    """Say whether the database has colleagues but no mark of the demo: then it is somebody's."""
    tables = set(connection.introspection.table_names())
    if not {User._meta.db_table, AuditEntry._meta.db_table} <= tables:
        return "django_migrations" in tables and User._meta.db_table in tables
    return User.objects.exists() and not is_loaded()


@contextmanager
def fewer_collections() -> Iterator[None]:
    """Look for garbage less often while many short-lived objects are made: a sixth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def load(now: datetime) -> History:
    """Put the whole demo into an empty, migrated database; dated relative to `now`."""
    history = History(now)
    with transaction.atomic(), fewer_collections(), remembered():
        for step in STEPS:
            step(history)
        record(MARK, "demo", by=None)
    return history
