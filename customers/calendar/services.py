"""The secret calendar link of a colleague: made, renewed, revoked; and what it shows."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from crm.shared import tokens
from crm.shared.audit.services import record
from crm.shared.localtime import at_local, local_date
from customers.activities.models import Task
from customers.calendar.entries import Entry, promise_entry, task_entry
from customers.calendar.ics import Event
from customers.calendar.models import CalendarLink
from customers.promises.models import Promise

PURPOSE = "calendar"
BACK, AHEAD = timedelta(days=90), timedelta(days=365)
LIMIT = 1_000  # of a kind


@transaction.atomic
def make_link(user: Any, *, now: datetime) -> CalendarLink:
    """Give a colleague a calendar link; one they had stops working at once."""
    link, _new = CalendarLink.objects.select_for_update().get_or_create(
        user=user, defaults={"made_at": now}
    )
    CalendarLink.objects.filter(pk=link.pk).update(made_at=now)
    link.made_at = now
    tokens.issue(link, PURPOSE)
    record("calendar_link.make", link, by=user)
    return link


@transaction.atomic
def revoke_link(user: Any, *, now: datetime) -> bool:
    """Stop a colleague's calendar link; says whether there was one."""
    rows = CalendarLink.objects.filter(user=user, token_revoked_at__isnull=True)
    if not rows.update(token_revoked_at=now):
        return False
    record("calendar_link.revoke", CalendarLink.objects.get(user=user), by=user)
    return True


def link_of(user: Any) -> CalendarLink | None:
    """Return a colleague's own link, live or not."""
    return CalendarLink.objects.select_related("user").filter(user=user).first()


def address_of(link: CalendarLink) -> str:
    """Return the secret address of a live link."""
    path = reverse("calendar:feed", args=[tokens.token_for(link, PURPOSE)])
    return settings.SITE_URL + path


def find_link(token: str) -> CalendarLink | None:
    """Return the link of a token, live or not; None for one that never was, or was renewed."""
    return tokens.find(CalendarLink.objects.select_related("user"), token, PURPOSE)


def is_live(link: CalendarLink, now: datetime) -> bool:
    """Say whether a link still shows anything: not revoked, and the colleague still works here."""
    return link.token_is_live(now) and link.user.is_active


def feed(user: Any, *, now: datetime) -> list[Event]:
    """Return the open tasks and promises of a colleague as events; two queries."""
    today = local_date(now)
    around = (today - BACK, today + AHEAD)
    tasks = (
        Task.objects.visible_to(user)
        .open()
        .filter(assignee=user, due_on__range=around)
        .select_related("account", "assignee")
        .order_by("due_on", "pk")[:LIMIT]
    )
    promises = (
        Promise.objects.visible_to(user)
        .open()
        .filter(Q(owner=user), due_on__range=around)
        .select_related("account", "owner")
        .order_by("due_on", "pk")[:LIMIT]
    )
    host = urlsplit(settings.SITE_URL).hostname or "kring"
    return [
        *(_event(task_entry(task, now), host, task.version, task.note) for task in tasks),
        *(_event(promise_entry(p, now), host, p.version, "") for p in promises),
    ]


def _event(entry: Entry, host: str, version: int, note: str) -> Event:
    summary = entry.title
    if entry.key.startswith("promise-"):
        summary = _("Promise: %(what)s") % {"what": entry.title}
    return Event(
        uid=f"{entry.key}@{host}",
        on=entry.on,
        starts_at=at_local(entry.on, entry.at) if entry.at else None,
        minutes=entry.minutes,
        summary=summary,
        description="\n".join(line for line in (entry.account, note) if line),
        url=settings.SITE_URL + entry.url,
        sequence=version,
    )
