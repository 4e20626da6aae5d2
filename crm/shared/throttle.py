"""The short spelling of throttles: one key, so many hits, so many seconds."""

from datetime import datetime, timedelta

from crm.shared.people.addresses import client_address
from crm.shared.throttles.services import allow

__all__ = ["client_address", "hit"]


def hit(key: str, limit: int, seconds: int, now: datetime) -> bool:
    """Count a hit and say whether it is within `limit` per `seconds`; holds across processes.

    Call it outside a transaction: a rolled back one would forget the hit.
    """
    return allow("", key, limit=limit, per=timedelta(seconds=seconds), now=now)
