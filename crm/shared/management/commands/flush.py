"""Django's flush, able to empty tables whose history is append-only."""

from typing import Any

from django.core.management.commands.flush import Command as Flush

from crm.shared.appendonly import rewriting


class Command(Flush):
    """Empties every table; opens the append-only tables while it does."""

    def handle(self, **options: Any) -> None:
        """Flush with the guarded switch on; the flush itself empties the switch's table too."""
        with rewriting("flush", using=options["database"]):
            super().handle(**options)
