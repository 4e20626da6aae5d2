"""Compare the stored figures every night, and write down what came of it."""

from datetime import UTC, datetime, time

from crm.shared import figures
from crm.shared.figure_runs.models import FigureRun
from crm.shared.localtime import at_local, day_start, local_date

NEVER = datetime(2000, 1, 1, tzinfo=UTC)
NIGHT = time(2)  # local time: after midnight's jobs, before anybody works


def in_words(difference: figures.Difference) -> str:
    """Write one difference as a line."""
    return (
        f"{difference.record} {difference.pk}: {difference.figure} is stored as "
        f"{difference.stored!s}, should be {difference.fresh!s}"
    )


def note(name: str, *, differing: int, first: str, now: datetime) -> FigureRun:
    """Write down what a comparison found."""
    return FigureRun.objects.update_or_create(
        name=name, defaults={"ran_at": now, "differing": differing, "first": first[:300]}
    )[0]


def compare_nightly(now: datetime) -> int:
    """Compare every set of figures that was not compared today; gives how many were.

    A housekeeping job, from two at night. Each set is claimed first, so that two workers share them.
    """
    if now < at_local(local_date(now), NIGHT):
        return 0
    today, done = day_start(local_date(now)), 0
    recent = set(FigureRun.objects.filter(ran_at__gte=today).values_list("name", flat=True))
    for check in figures.checks():
        if check.name in recent:
            continue
        FigureRun.objects.get_or_create(name=check.name, defaults={"ran_at": NEVER})
        if not FigureRun.objects.filter(name=check.name, ran_at__lt=today).update(ran_at=now):
            continue
        differing, first = 0, ""
        for difference in check.compare(now):
            differing, first = differing + 1, first or in_words(difference)
        note(check.name, differing=differing, first=first, now=now)
        done += 1
    return done
