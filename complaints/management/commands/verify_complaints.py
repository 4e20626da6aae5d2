"""Check that no history of a complaint was changed, cut or forked."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from complaints.cases.models import Complaint
from complaints.cases.verify import NAME, breaks
from crm.shared.figure_runs.services import note


class Command(BaseCommand):
    """Walks every chain of events and names the first event that does not hold in each."""

    help = "Check that no history of a complaint was changed, cut or forked."

    def handle(self, *args: Any, **options: Any) -> None:
        """Check all; fails when one is broken."""
        found, first = 0, ""
        for one in breaks():
            found, first = found + 1, first or str(one)
            self.stdout.write(str(one))
        note(NAME, differing=found, first=first, now=timezone.now())
        if found:
            raise CommandError(f"{found} histories of complaints are broken.")
        self.stdout.write(f"{Complaint.objects.count()} complaints, every history whole.")
