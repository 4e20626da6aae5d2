"""The index that finds fragments: an FTS5 trigram table on SQLite, a GIN pg_trgm index on PostgreSQL.

Made after every migrate, because a table remake on SQLite drops triggers.
"""

import logging
from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction

logger = logging.getLogger(__name__)
TABLE = "shared_searchentry"
FTS = "shared_searchentry_fts"

SQLITE_TABLE = f"""
CREATE VIRTUAL TABLE {FTS} USING fts5(
  text, content='{TABLE}', content_rowid='id', tokenize='trigram case_sensitive 1', columnsize=0)
"""
_GONE = f"INSERT INTO {FTS}({FTS}, rowid, text) VALUES ('delete', old.id, old.text)"  # noqa: S608
_NEW = f"INSERT INTO {FTS}(rowid, text) VALUES (new.id, new.text)"  # noqa: S608
SQLITE_TRIGGERS = {
    f"{TABLE}_fts_insert": f"AFTER INSERT ON {TABLE} BEGIN {_NEW}; END",
    f"{TABLE}_fts_delete": f"AFTER DELETE ON {TABLE} BEGIN {_GONE}; END",
    f"{TABLE}_fts_update": f"AFTER UPDATE OF id, text ON {TABLE} "
    f"WHEN old.id <> new.id OR old.text <> new.text BEGIN {_GONE}; {_NEW}; END",
}
POSTGRES = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    f"CREATE INDEX IF NOT EXISTS {TABLE}_trgm ON {TABLE} USING gin (text gin_trgm_ops)",
)


def make_index(sender: AppConfig, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Make the fragment index where it is missing; safe to run again."""
    if sender.label != "shared":
        return
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM sqlite_master WHERE name = %s", [FTS])
            if cursor.fetchone() is None:
                cursor.execute(SQLITE_TABLE)
                cursor.execute(f"INSERT INTO {FTS}({FTS}) VALUES ('rebuild')")  # noqa: S608
            for name, body in SQLITE_TRIGGERS.items():
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
                cursor.execute(f"CREATE TRIGGER {name} {body}")
        return
    try:
        with transaction.atomic(using=using), connection.cursor() as cursor:
            for statement in POSTGRES:
                cursor.execute(statement)
    except DatabaseError:
        logger.warning(
            "Search works without its index, slowly: the database user may not make the extension. "
            "Let an administrator run CREATE EXTENSION pg_trgm; in this database, then migrate again."
        )


def rebuild(using: str = DEFAULT_DB_ALIAS) -> None:
    """Write the fragment table anew on SQLite; PostgreSQL keeps its index by itself."""
    connection = connections[using]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {FTS}({FTS}) VALUES ('rebuild')")  # noqa: S608
