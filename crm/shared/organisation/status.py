"""Whether the background work runs: what the settings page shows a manager."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from crm.shared.figure_runs.models import FigureRun
from crm.shared.mail.models import OutboxMail
from crm.shared.organisation.models import Organisation

CAP = 1000
LATE = timedelta(minutes=30)


@dataclass(frozen=True)
class BackgroundStatus:
    """Counts of mail that waits and failed (at most a thousand), and the last housekeeping run."""

    waiting: int
    failed: int
    last_housekeeping: datetime | None
    is_late: bool
    figures: list[FigureRun]

    @property
    def figures_at(self) -> datetime | None:
        """Return when every set of figures had been compared; None before the first time."""
        return min((run.ran_at for run in self.figures), default=None)

    @property
    def differing(self) -> list[FigureRun]:
        """Return the sets of figures of which something differed."""
        return [run for run in self.figures if run.differing]


def background_status(now: datetime, organisation: Organisation) -> BackgroundStatus:
    """Return the state of worker and housekeeping; late when nothing ran for half an hour."""
    last = organisation.housekeeping_at
    return BackgroundStatus(
        waiting=OutboxMail.objects.due(now)[:CAP].count(),
        failed=OutboxMail.objects.given_up()[:CAP].count(),
        last_housekeeping=last,
        is_late=last is None or now - last > LATE,
        figures=list(FigureRun.objects.all()),
    )


def note_housekeeping(now: datetime) -> int:
    """Write down that housekeeping ran; a job like the others."""
    Organisation.objects.get_or_create(pk=1)
    Organisation.objects.filter(pk=1).update(housekeeping_at=now)
    return 0
