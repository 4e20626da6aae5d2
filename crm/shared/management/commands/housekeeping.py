"""Runs the housekeeping jobs once: returns on the circle, resumed pauses, reminders, stuck work."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from crm.shared.mail import loop


class Command(BaseCommand):
    """Runs every job once and prints what each did; safe to run every few minutes, or twice at once."""

    help = "Runs the housekeeping jobs once and prints what they did."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run."""
        done = loop.housekeep()
        for name, count in done.items():
            self.stdout.write(f"{name}: {'failed, see the log' if count is None else count}")
        failed = [name for name, count in done.items() if count is None]
        if failed:
            raise CommandError(f"These jobs failed: {', '.join(failed)}.")
