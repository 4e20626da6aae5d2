"""Django's flush, able to empty tables whose history is append-only."""

from typing import Any

from django.core.management.commands import flush

from crm.shared.appendonly import RewriteSwitch, rewriting

_sql_flush = flush.sql_flush  # type: ignore[attr-defined]


def switch_last(*args: Any, **kwargs: Any) -> list[str]:
    """Give Django's statements with the switch's own table emptied after all others.

    Django orders them by chance (a set); emptied earlier, the switch would close too soon.
    """
    statements = _sql_flush(*args, **kwargs)
    return sorted(statements, key=lambda sql: RewriteSwitch._meta.db_table in sql)


flush.sql_flush = switch_last  # type: ignore[attr-defined]


class Command(flush.Command):
    """Empties every table; opens the append-only tables while it does."""

    def handle(self, **options: Any) -> None:
        """Flush with the guarded switch on; the flush itself empties the switch's table last."""
        with rewriting("flush", using=options["database"]):
            super().handle(**options)
