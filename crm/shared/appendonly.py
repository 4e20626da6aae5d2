"""History that cannot be edited: the database itself refuses UPDATE and DELETE.

Triggers are (re)made after every migrate, because a table remake on SQLite drops them. One guarded
switch, the table `shared_rewriteswitch`, opens them for a test flush and for nothing else.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import AppConfig, apps
from django.db import DEFAULT_DB_ALIAS, connections, models


class RewriteSwitch(models.Model):
    """Holds a row only while history tables may be emptied."""

    reason = models.CharField(max_length=100)

    class Meta:
        db_table = "shared_rewriteswitch"


class AppendOnly(models.Model):
    """Marks a table whose rows are written once."""

    class Meta:
        abstract = True


def append_only_models() -> list[type[models.Model]]:
    """Return the models whose rows are written once."""
    return [m for m in apps.get_models() if issubclass(m, AppendOnly) and not m._meta.proxy]


@contextmanager
def rewriting(reason: str, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Open the history tables for a flush; closes again whatever happens."""
    switch = RewriteSwitch.objects.using(using).create(reason=reason)
    try:
        yield
    finally:
        RewriteSwitch.objects.using(using).filter(pk=switch.pk).delete()


SQLITE_TRIGGER = """
CREATE TRIGGER {name} BEFORE {act} ON {table}
WHEN NOT EXISTS (SELECT 1 FROM shared_rewriteswitch)
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION kring_append_only() RETURNS trigger AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM shared_rewriteswitch) THEN
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$ LANGUAGE plpgsql
"""
POSTGRES_TRIGGER = """
CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION kring_append_only()
"""


def make_triggers(sender: AppConfig, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Make the triggers of every append-only table that exists; safe to run again."""
    if sender.label != "shared" and not any(
        m._meta.app_label == sender.label for m in append_only_models()
    ):
        return
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if RewriteSwitch._meta.db_table not in tables:
        return
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if not sqlite:
            cursor.execute(POSTGRES_FUNCTION)
        for model in append_only_models():
            table = model._meta.db_table
            if table not in tables:
                continue
            for act in ("UPDATE", "DELETE"):
                name = f"{table}_no_{act.lower()}"
                if sqlite:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
                    cursor.execute(SQLITE_TRIGGER.format(name=name, act=act, table=table))
                else:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
                    cursor.execute(POSTGRES_TRIGGER.format(name=name, act=act, table=table))
