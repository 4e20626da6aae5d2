"""Writes the search index anew."""

from typing import Any

from django.core.management.base import BaseCommand

from crm.shared.search import services


class Command(BaseCommand):
    """Writes every entry anew in chunks; pages go on working meanwhile."""

    help = "Writes the search index anew and prints how many records of each kind it holds."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write."""
        for kind, count in services.reindex_all().items():
            self.stdout.write(f"{kind}: {count}")
