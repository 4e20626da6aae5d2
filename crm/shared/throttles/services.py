"""Slowing down: so many attempts per visitor per stretch of time, exact across processes."""

from datetime import datetime, timedelta
from hashlib import sha256

from django.db.models import F

from crm.shared.throttles.models import Throttle

KEEP = timedelta(days=1)


def allow(scope: str, identity: str, *, limit: int, per: timedelta, now: datetime) -> bool:
    """Count one attempt and say whether it is within `limit` per window of length `per`.

    `identity` is an address, a name or a token; only its hash is stored. The window starts with the
    first attempt. Each step is one conditional UPDATE, so parallel attempts cannot both be the last.
    """
    key = sha256(f"{scope}|{identity}".encode(errors="replace")).hexdigest()
    rows = Throttle.objects.filter(key=key)
    for _attempt in range(2):
        if rows.filter(since__gt=now - per, hits__lt=limit).update(hits=F("hits") + 1):
            return True
        if rows.filter(since__lte=now - per).update(since=now, hits=1):
            return True
        _row, made = Throttle.objects.get_or_create(key=key, defaults={"since": now, "hits": 1})
        if made:
            return limit > 0
    return False


def forget_old(now: datetime) -> int:
    """Delete counters older than a day; a housekeeping job."""
    return Throttle.objects.filter(since__lt=now - KEEP).delete()[0]
