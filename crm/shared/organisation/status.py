"""Whether the background work runs: what the settings page shows a manager."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from crm.shared.figure_runs.models import FigureRun
from crm.shared.figures import Check, checks
from crm.shared.mail.inbox.models import InboundMail, InboundState
from crm.shared.mail.inbox.sources import WHY
from crm.shared.mail.models import OutboxMail
from crm.shared.organisation.models import Organisation

CAP = 1000
LATE = timedelta(minutes=30)


@dataclass(frozen=True)
class BackgroundStatus:
    """Counts of mail that waits and failed (at most a thousand), and the last housekeeping run.

    `unread` came in and could not be handled; `mailbox_error` says why the mailbox was not read.
    """

    waiting: int
    failed: int
    unread: int
    mailbox_at: datetime | None
    mailbox_error: Any
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
        own = {check.name for check, _run in self.own}
        return [run for run in self.figures if run.differing and run.name not in own]

    @property
    def own(self) -> list[tuple[Check, FigureRun | None]]:
        """Return the checks that are shown under a name of their own, with their last run."""
        runs = {run.name: run for run in self.figures}
        return [(check, runs.get(check.name)) for check in checks() if check.label]


def background_status(now: datetime, organisation: Organisation) -> BackgroundStatus:
    """Return the state of worker and housekeeping; late when nothing ran for half an hour."""
    last = organisation.housekeeping_at
    return BackgroundStatus(
        waiting=OutboxMail.objects.due(now)[:CAP].count(),
        failed=OutboxMail.objects.given_up()[:CAP].count(),
        unread=InboundMail.objects.filter(state=InboundState.FAILED)[:CAP].count(),
        mailbox_at=organisation.mailbox_at,
        mailbox_error=WHY.get(organisation.mailbox_error, organisation.mailbox_error),
        last_housekeeping=last,
        is_late=last is None or now - last > LATE,
        figures=list(FigureRun.objects.all()),
    )


def note_housekeeping(now: datetime) -> int:
    """Write down that housekeeping ran; a job like the others."""
    Organisation.objects.get_or_create(pk=1)
    Organisation.objects.filter(pk=1).update(housekeeping_at=now)
    return 0


def note_reading(error: str, now: datetime) -> None:
    """Write down that the mailbox was tried, and what went wrong; empty when nothing did."""
    Organisation.objects.get_or_create(pk=1)
    Organisation.objects.filter(pk=1).update(mailbox_at=now, mailbox_error=error[:120])
