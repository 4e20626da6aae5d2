"""Compare every stored figure with a fresh computation."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from crm.shared import figures
from crm.shared.figure_runs.services import in_words, note


class Command(BaseCommand):
    """Prints what differs; `--mend` writes the fresh figure."""

    help = "Compare every stored figure with a fresh computation; --mend writes the fresh one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the names of checks, and whether to mend."""
        names = ", ".join(check.name for check in figures.checks())
        parser.add_argument("checks", nargs="*", metavar="CHECK", help=f"one of: {names}")
        parser.add_argument("--mend", action="store_true", help="write the fresh figures")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the checks; fails when something differs and was not mended."""
        now, left = timezone.now(), 0
        known = {check.name: check for check in figures.checks()}
        unknown = set(options["checks"]) - set(known)
        if unknown:
            raise CommandError(f"No such check: {', '.join(sorted(unknown))}.")
        for name in options["checks"] or known:
            check, found, first, before = known[name], 0, "", left
            for difference in check.compare(now):
                found, first = found + 1, first or in_words(difference)
                self.stdout.write(in_words(difference))
                if options["mend"] and check.mend:
                    check.mend(difference, now)
                else:
                    left += 1
            note(name, differing=left - before, first=first if left > before else "", now=now)
            self.stdout.write(f"{name}: {found or 'nothing'} differs")
        if left:
            raise CommandError(f"{left} stored figures differ from a fresh computation.")
