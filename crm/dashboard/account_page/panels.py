"""The side panels of the account page: rows turned into words, no queries."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from crm.dashboard.account_page.page import PANEL, AccountPage
from crm.dashboard.home.work import due_moment
from crm.shared.formats import day, moment, short_day
from crm.shared.localtime import local_date
from customers.accounts.rhythm import visit_due_on
from customers.activities.models import Task
from customers.deals.models import Deal
from customers.promises.models import Promise
from customers.visits.queue import keeps_rhythm, visits_a_year


@dataclass(frozen=True)
class PromiseRow:
    """A promise with what became of it, in words."""

    promise: Promise
    state: str
    text: str


def promise_rows(page: AccountPage, *, now: datetime) -> list[PromiseRow]:
    """Return the promises of the panel: what we owe first."""
    return [PromiseRow(p, *promise_state(p, now)) for p in page.promise_rows]


def promise_state(promise: Promise, now: datetime) -> tuple[str, str]:
    """Return the clock state and words of a promise."""
    if promise.withdrawn_at:
        return "", _("withdrawn")
    if promise.delivered_on:
        gap = (promise.counts_on - promise.delivered_on).days
        when = short_day(promise.delivered_on)
        if gap < 0:
            return "was", _("%(day)s, %(days)s d late") % {"day": when, "days": -gap}
        return "ok", _("%(day)s, early") % {"day": when} if gap else when
    due = due_moment(promise.counts_on, promise.counts_time)
    if due <= now:
        return "late", _("%(days)s d late") % {"days": max((now - due).days, 1)}
    days = (promise.due_on - local_date(now)).days
    if days == 0:
        return "soon", _("today")
    return "", _("tomorrow") if days == 1 else _("in %(days)s days") % {"days": days}


def deal_rows(page: AccountPage) -> list[Deal]:
    """Return running deals first, then the newest that ended."""
    running = page.open_deals
    ended = [d for d in page.deals if d.state != "open"]
    return (running + ended)[:PANEL]


def when_due(task: Task, now: datetime) -> str:
    """Say when a task is due: "due today", "due tomorrow", "3 days late"."""
    today = local_date(now)
    days = (task.due_on - today).days
    if task.due_time:
        at = due_moment(task.due_on, task.due_time)
        if at <= now:
            return _("late since %(moment)s") % {"moment": moment(at)}
        if days > 1:
            return _("due %(moment)s") % {"moment": moment(at)}
    if days < 0:
        return _("%(days)s d late") % {"days": -days}
    if days < 2:
        return _("due tomorrow") if days else _("due today")
    return _("due %(day)s") % {"day": short_day(task.due_on, weekday=True)}


def visits_of(account: Any, today: date) -> str:
    """Say when the last visit was, and which one is planned or due by the rhythm of the class."""
    last = account.last_visit_on
    words = _("last on %(day)s") % {"day": short_day(last)} if last else _("never visited")
    if account.planned_visit_on:
        return _("%(last)s, next planned on %(day)s") % {
            "last": words,
            "day": short_day(account.planned_visit_on),
        }
    yearly = visits_a_year().get(account.account_class, 0)
    if not yearly or not keeps_rhythm(account):
        return words if last else ""
    due_on = visit_due_on(account.visits_from, yearly)
    phrase = _("%(last)s, overdue since %(day)s") if due_on < today else _("%(last)s, due %(day)s")
    return phrase % {"last": words, "day": short_day(due_on)}


def facts(page: AccountPage) -> list[tuple[str, Any]]:
    """Return what is known of the account, label and value; unknown ones are left out."""
    account = page.account
    address = ", ".join(
        part for part in (account.street, f"{account.postcode} {account.city}".strip()) if part
    )
    found = [
        (_("Kind"), account.get_kind_display()),
        (_("Sector"), account.sector.name if account.sector_id else ""),
        (_("Region"), account.region),
        (_("Team"), account.team.name if account.team_id else ""),
        (_("Source"), account.get_source_display() if account.source else ""),
        (_("Renewal date"), day(account.renewal_on) if account.renewal_on else ""),
        (_("Address"), address),
        (_("Visits"), visits_of(account, page.today)),
        (_("Phone"), account.phone),
        (_("E-mail address"), account.email),
        (_("Website"), account.website),
        (_("Language"), account.get_language_display()),
        (_("Tags"), ", ".join(page.tags)),
        (_("Note"), account.note),
        (_("Added"), day(account.created_at)),
    ]
    return [(label, value) for label, value in found if value]
