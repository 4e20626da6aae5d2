"""Promises in the trade's words."""

from datetime import datetime
from typing import Self

from django.db.models import F, Q

from crm.shared.localtime import local_date, zone
from crm.shared.querysets import OfAccountQuerySet


class PromiseQuerySet(OfAccountQuerySet):
    """Asks for promises by what became of them; the same rules as `outcome.py`, in SQL."""

    def open(self) -> Self:
        """Keep what is neither delivered nor withdrawn."""
        return self.filter(delivered_on__isnull=True, withdrawn_at__isnull=True)

    def overdue(self, now: datetime) -> Self:
        """Keep open promises past the day, or the time, that counts."""
        today = local_date(now)
        clock = now.astimezone(zone()).time()
        return self.open().filter(
            Q(counts_on__lt=today) | Q(counts_on=today, counts_time__lt=clock)
        )

    def kept(self) -> Self:
        """Keep those delivered on or before the day that counts."""
        return self.filter(delivered_on__lte=F("counts_on"))

    def broken(self, now: datetime) -> Self:
        """Keep those delivered late, and those overdue."""
        late = Q(delivered_on__gt=F("counts_on"))
        return self.filter(late) | self.overdue(now)
