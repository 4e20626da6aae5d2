"""Brings in a CSV file."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from crm.shared.errors import Refusal
from crm.shared.imports import registry
from crm.shared.imports.registry import Outcome
from crm.shared.imports.services import Options, Report, run_import
from crm.shared.organisation.services import remembered
from crm.shared.people.models import User

BAR = 30


class Command(BaseCommand):
    """Brings in a file; a second run of the same file changes nothing."""

    help = "Brings in a CSV file: teams, users, products, accounts, contacts, deals, orders, complaints, answers."

    def add_arguments(self, parser: CommandParser) -> None:
        """Define the options."""
        parser.add_argument(
            "kind", choices=registry.keys(), metavar="KIND", help=", ".join(registry.keys())
        )
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="HEADING=FIELD",
            help="Say what a column is; may be given several times. HEADING= leaves a column out.",
        )
        parser.add_argument("--dry-run", action="store_true", help="Try everything, store nothing.")
        parser.add_argument("--errors", type=Path, help="Where to write refused lines (CSV).")
        parser.add_argument("--account", default="", help="The account of lines that name none.")
        parser.add_argument("--by", default="", metavar="USERNAME", help="Who does this.")
        parser.add_argument(
            "--numbers", choices=["nl", "en"], help="How numbers are written: 1.234,50 or 1,234.50."
        )
        parser.add_argument(
            "--dates", choices=["dmy", "mdy"], help="What 03/04/2026 is: 3 April or March 4."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Bring in the file and print what came of it."""
        path: Path = options["file"]
        errors = options["errors"] or path.with_name(f"{path.stem}.errors.csv")
        errors.unlink(missing_ok=True)
        by = None
        if options["by"]:
            by = User.objects.filter(username=options["by"]).first()
            if by is None:
                raise CommandError(f"There is no colleague with the log-in name {options['by']}.")
        try:
            with remembered(), translation.override("en"):
                report = run_import(
                    options["kind"],
                    path,
                    now=timezone.now(),
                    by=by,
                    progress=self.show_progress,
                    options=Options(
                        mapping=mapping_of(options["map"]),
                        dry_run=options["dry_run"],
                        account=options["account"],
                        decimal_comma=options["numbers"] == "nl" if options["numbers"] else None,
                        month_first=options["dates"] == "mdy" if options["dates"] else None,
                        errors=errors,
                    ),
                )
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.print_report(report, options["dry_run"])

    def show_progress(self, done: int, total: int) -> None:
        """Draw a bar on a terminal."""
        if sys.stderr.isatty():
            share = min(done / total, 1) if total else 1
            bar = "#" * round(share * BAR)
            self.stderr.write(f"\r[{bar:<{BAR}}] {share:4.0%}", ending="")
            self.stderr.flush()

    def print_report(self, report: Report, dry_run: bool) -> None:
        """Print what came of the file."""
        if sys.stderr.isatty():
            self.stderr.write("")
        counts = report.counts
        self.stdout.write("Columns: " + ", ".join(f"{h} = {f}" for h, f in report.used.items()))
        if report.notation.month_first:
            self.stdout.write("Dates: the month stands first (--dates dmy if it does not)")
        if report.unused:
            self.stdout.write("Not used: " + ", ".join(report.unused))
        self.stdout.write(
            f"{'Tried, nothing stored: ' if dry_run else ''}{counts.total()} lines: "
            f"{counts[Outcome.ADDED]} added, {counts[Outcome.CHANGED]} changed, "
            f"{counts[Outcome.SAME]} known already, {counts[Outcome.REFUSED]} refused"
        )
        if report.errors and report.errors.exists():
            self.stdout.write(f"Reasons: {report.errors}")


def mapping_of(pairs: list[str]) -> dict[str, str]:
    """Return the --map options; raises CommandError for one without an equals sign."""
    mapping = {}
    for pair in pairs:
        heading, sign, name = pair.rpartition("=")
        if not sign:
            raise CommandError(f"Write --map HEADING=FIELD, not {pair!r}.")
        mapping[heading] = name.strip()
    return mapping
