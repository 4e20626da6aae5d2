"""Put events on the trend and take them off."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from crm.shared.audit.services import record
from surveys.nps.models import TrendMark


def add_mark(*, on: date, text: str, by: Any, now: datetime) -> TrendMark:
    """Mark a day on the trend; the same event twice is one."""
    with transaction.atomic():
        mark, is_new = TrendMark.objects.get_or_create(
            on=on, text=text.strip(), defaults={"created_at": now, "created_by": by}
        )
        if is_new:
            record("created", mark, by=by)
    return mark


def remove_mark(mark: TrendMark, *, by: Any) -> None:
    """Take an event off the trend."""
    with transaction.atomic():
        record("deleted", mark, by=by)
        mark.delete()
