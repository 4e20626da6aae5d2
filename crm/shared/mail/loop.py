"""The worker's day: send what is due, every second; housekeeping, every minute."""

import logging
import threading
import time

from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils import timezone

from crm.shared import jobs
from crm.shared.mail.worker import Worker
from crm.shared.organisation.services import remembered

logger = logging.getLogger(__name__)
POLL_SECONDS = 1.0
HOUSEKEEPING_SECONDS = 60.0


def housekeep() -> dict[str, int | None]:
    """Run every housekeeping job once."""
    with remembered():
        return jobs.run_all(timezone.now())


def run(stop: threading.Event, *, housekeeping: bool = False, poll: float = POLL_SECONDS) -> None:
    """Work until told to stop; a database that is away for a while is waited for."""
    worker, last = Worker(), None
    while not stop.is_set():
        try:
            worker.send_due(stop.is_set)
            if housekeeping and (last is None or time.monotonic() - last >= HOUSEKEEPING_SECONDS):
                last = time.monotonic()
                housekeep()
        except (DatabaseError, InterfaceError):
            logger.exception("The database is away; the worker tries again")
            connection.close()
            stop.wait(poll * 4)
        close_old_connections()
        stop.wait(poll)
    connection.close()
