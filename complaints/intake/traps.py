"""Telling people from programs without a puzzle: a hidden field, and the time it takes to write."""

from datetime import datetime, timedelta

from django.core import signing

SALT = "complaints.intake"
FASTEST = timedelta(seconds=3)  # no person reads and fills in the form faster
LONGEST = timedelta(hours=24)


def stamp(now: datetime) -> str:
    """Return a signed moment for a hidden field: when the form was shown."""
    return signing.dumps(int(now.timestamp()), salt=SALT)


def too_fast(signed: str, now: datetime) -> bool:
    """Tell whether a form came back faster than a person writes, or without a stamp of ours."""
    try:
        shown = signing.loads(signed, salt=SALT, max_age=LONGEST)
    except signing.BadSignature:
        return True
    return now.timestamp() - shown < FASTEST.total_seconds()
