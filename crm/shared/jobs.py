"""Housekeeping jobs, registered by the apps: idempotent, run every few minutes."""

import logging
from collections.abc import Callable
from datetime import datetime

logger = logging.getLogger(__name__)
Job = Callable[[datetime], int]
_jobs: dict[str, Job] = {}


def register(name: str, job: Job) -> None:
    """Add a job; it takes `now` and returns how many things it did."""
    _jobs[name] = job


def run_all(now: datetime) -> dict[str, int | None]:
    """Run every job once; one that fails is logged, counted as None and does not stop the others."""
    done: dict[str, int | None] = {}
    for name, job in _jobs.items():
        try:
            done[name] = job(now)
        except Exception:  # a poisoned job must not stop the others; the log has the trace
            logger.exception("Housekeeping job %s failed", name)
            done[name] = None
    return done
