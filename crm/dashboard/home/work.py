"""My day: tasks, promises and complaint clocks as one list, grouped by when they are due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.shared.localtime import at_local, day_end, local_date, zone


class Group(models.TextChoices):
    """The groups of My day, in reading order."""

    LATE = "late", _("Late")
    TODAY = "today", _("Today")
    WEEK = "week", _("Later this week")


@dataclass(frozen=True)
class WorkItem:
    """One thing to do.

    `due` is the moment it must be done; `timed` says whether the hour counts. `done_url` is where a POST
    completes it, empty when it needs more than a tick (a complaint asks for a decision).
    """

    key: str
    kind: str
    icon: str
    tone: str
    title: Any
    detail: Any
    url: str
    due: datetime
    timed: bool = False
    done_url: str = ""
    owner: str = ""


@dataclass(frozen=True)
class Day:
    """A group with its items."""

    group: Group
    items: tuple[WorkItem, ...]


def due_moment(on: date, clock: time | None) -> datetime:
    """Return when something due on a day, maybe at an hour, is late: without an hour after the day."""
    return at_local(on, clock) if clock else day_end(on)


def week_end(today: date) -> date:
    """Return the Sunday of this week; on Friday to Sunday the Sunday after, so that Monday is seen."""
    ahead = 6 - today.weekday()
    return today + timedelta(days=ahead if ahead > 2 else ahead + 7)


def group_of(item: WorkItem, now: datetime) -> Group | None:
    """Return the group an item belongs to; None when it is due after this week."""
    if item.due <= now:
        return Group.LATE
    today = local_date(now)
    on = local_date(item.due if item.timed else item.due - timedelta(seconds=1))
    if on <= today:
        return Group.TODAY
    return Group.WEEK if on <= week_end(today) else None


def my_day(items: Iterable[WorkItem], now: datetime) -> list[Day]:
    """Group items, each group with the most urgent first; empty groups are left out."""
    groups: dict[Group, list[WorkItem]] = {group: [] for group in Group}
    for item in sorted(items, key=lambda i: (i.due, i.key)):
        group = group_of(item, now)
        if group is not None:
            groups[group].append(item)
    return [Day(group, tuple(found)) for group, found in groups.items() if found]


def greeting(now: datetime) -> Any:
    """Return the greeting that fits the hour at the organisation."""
    clock = now.astimezone(zone()).hour
    if clock < 12:
        return _("Good morning")
    return _("Good afternoon") if clock < 18 else _("Good evening")
