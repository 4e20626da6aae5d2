"""Sends the mail of the outbox; with --housekeeping it also runs the housekeeping jobs."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from crm.shared.health.state import refuse_pending_migrations
from crm.shared.mail import loop
from crm.shared.mail.worker import Worker


class Command(BaseCommand):
    """Runs until Ctrl+C or SIGTERM; a mail under way is finished first. Several may run at once."""

    help = "Sends the mail of the outbox until it is stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        """Define the options."""
        parser.add_argument("--once", action="store_true", help="Send what is due now and stop.")
        parser.add_argument(
            "--housekeeping",
            action="store_true",
            help="Run the housekeeping jobs every minute too.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Send."""
        if options["once"]:
            sent = Worker().send_due()
            done = loop.housekeep() if options["housekeeping"] else {}
            self.stdout.write(f"sent: {sent}")
            for name, count in done.items():
                self.stdout.write(f"{name}: {'failed' if count is None else count}")
            return
        refuse_pending_migrations()
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        self.stdout.write("The worker sends mail. Stop it with Ctrl+C.")
        loop.run(stop, housekeeping=options["housekeeping"])
        self.stdout.write("The worker has stopped.")
