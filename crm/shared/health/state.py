"""Whether this process can do its work: the database answers and its tables are those of this version."""

import logging

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor

logger = logging.getLogger(__name__)
MEND = "Run: python manage.py migrate"
_migrated = False


def pending_migrations() -> list[str]:
    """Return the names of migrations that were not run yet; raises DatabaseError without a database."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def trouble() -> str:
    """Return why this process is not ready, in one word for a machine; empty when it is.

    Once the tables were found complete they are not looked at again: only the database is asked.
    """
    global _migrated
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if not _migrated:
            if pending_migrations():
                return "migrations"
            _migrated = True
    except (DatabaseError, InterfaceError):
        connection.close()
        return "database"
    return ""


def refuse_pending_migrations() -> None:
    """Refuse to start in production with tables of another version; names the mend.

    A database that is away does not stop the start: /readyz tells until it is back.
    """
    if settings.LOCAL:
        return
    try:
        pending = pending_migrations()
    except (DatabaseError, InterfaceError):
        logger.warning("The database is away; starting without having looked at its tables")
        return
    finally:
        connection.close()
    if pending:
        raise ImproperlyConfigured(f"The database lacks {', '.join(pending[:5])}. {MEND}")
