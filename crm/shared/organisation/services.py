"""The organisation's settings: read once a request, changed with an audit row."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from crm.shared.audit.services import record
from crm.shared.errors import Conflict, Refusal
from crm.shared.organisation.dutch_holidays import dutch_holidays
from crm.shared.organisation.hours import Stretch, hours_version
from crm.shared.organisation.models import Holiday, OpeningWindow, Organisation

Read = TypeVar("Read")
_box: ContextVar[dict[str, Any] | None] = ContextVar("organisation", default=None)


@contextmanager
def remembered() -> Iterator[None]:
    """Read the organisation and its calendar at most once inside this block: a request or a job."""
    token = _box.set({})
    try:
        yield
    finally:
        _box.reset(token)


def recall(name: str, read: Callable[[], Read]) -> Read:
    """Return what was read under this name in this request or job; read it when it was not yet."""
    box = _box.get()
    if box is None:
        return read()
    if name not in box:
        box[name] = read()
    return box[name]


def get_organisation() -> Organisation:
    """Return the settings row, or the defaults when it was never saved."""
    return recall("row", fresh)


def forget() -> None:
    """Drop what was remembered after a change."""
    box = _box.get()
    if box is not None:
        box.clear()


def fresh() -> Organisation:
    """Return a second copy of the settings row, so that a form's typing stays out of the page."""
    return Organisation.objects.filter(pk=1).first() or Organisation(pk=1)


def change_organisation(version: int, *, by: Any, **values: Any) -> Organisation:
    """Change settings, if nobody else did since `version` was read.

    Raises Conflict when somebody was faster; nothing is changed then.
    """
    with transaction.atomic():
        stored, _new = Organisation.objects.get_or_create(pk=1)
        changed = {k: v for k, v in values.items() if getattr(stored, k) != v}
        if changed:
            rows = Organisation.objects.filter(pk=1, version=version)
            if not rows.update(**changed, version=F("version") + 1):
                raise Conflict(
                    _("Somebody else changed the settings meanwhile. Look, and save again.")
                )
            record("edit", stored, by=by, changes=changed)
    forget()
    return get_organisation()


def set_opening_hours(
    week: dict[int, list[Stretch]], *, by: Any, version: str | None = None
) -> None:
    """Replace the opening hours of the week by those given per weekday.

    `version` is the mark of the hours the editor had read. Raises Refusal when every day would be closed:
    then no clock would ever run; Conflict when somebody changed the hours since.
    """
    if not any(week.values()):
        raise Refusal(_("Give the hours of at least one day: no clock runs while you are closed."))
    wanted = {(day, *stretch) for day, stretches in week.items() for stretch in stretches}
    with transaction.atomic():
        held = set(OpeningWindow.objects.values_list("weekday", "opens", "closes"))
        if held == wanted:
            return
        if version is not None and version != hours_version(OpeningWindow.objects.all().week()):
            raise Conflict(
                _("Somebody else changed the opening hours meanwhile. Look, and save again.")
            )
        OpeningWindow.objects.all().delete()
        OpeningWindow.objects.bulk_create(
            OpeningWindow(weekday=day, opens=opens, closes=closes)
            for day, opens, closes in sorted(wanted)
        )
        record("edit", "shared.openingwindow", by=by, changes=["opening hours"])
    forget()


def add_holiday(day: date, name: str, *, by: Any) -> Holiday:
    """Add a day on which the organisation is closed; raises Refusal when it is there already."""
    with transaction.atomic():
        holiday, made = Holiday.objects.get_or_create(date=day, defaults={"name": name})
        if not made:
            raise Refusal(
                _("This day is closed already: %(name)s.") % {"name": _(holiday.name)}, field="date"
            )
        record("create", holiday, by=by)
    forget()
    return holiday


def remove_holiday(holiday: Holiday, *, by: Any) -> None:
    """Open the organisation again on a day; running clocks keep the calendar they began with."""
    with transaction.atomic():
        record("delete", holiday, by=by)
        holiday.delete()
    forget()


def add_dutch_holidays(year: int, *, by: Any) -> int:
    """Add the Dutch holidays of a year that are not there yet; returns how many were added."""
    days = dutch_holidays(year)
    with transaction.atomic():
        known = set(Holiday.objects.filter(date__in=days).values_list("date", flat=True))
        new = [Holiday(date=day, name=name) for day, name in days.items() if day not in known]
        Holiday.objects.bulk_create(new)
        if new:
            record("create", "shared.holiday", by=by, changes=[str(year)])
    forget()
    return len(new)
