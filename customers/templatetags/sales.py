"""Marks of tasks, promises and deals: {% load sales %}."""

from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.shared.access import Role, has_role
from crm.shared.charts.ring import mark
from crm.shared.formats import number, short_day
from crm.shared.localtime import local_date
from crm.shared.templatetags.kring import clock, ringlet, stage_words
from customers import filters
from customers.activities.clocks import due_clock
from customers.deals.facts import RevenueYears
from customers.deals.models import DealState
from customers.deals.stage import is_late
from customers.promises.outcome import Outcome

register = template.Library()


@register.filter
def may_change(user: Any, record: Any) -> bool:
    """Say whether a row shows its acts."""
    return filters.may_change(user, record)


@register.filter
def may_change_account(user: Any, account: Any) -> bool:
    """Say whether a row of an account shows its acts."""
    return filters.may_change_account(user, account)


@register.simple_tag
def orders_12m_url(account_id: int, now: datetime | None = None) -> str:
    """Return the address of the orders behind an account's revenue of the last 12 months (before `now`)."""
    today = local_date(now or timezone.now())
    period = {"since": RevenueYears(today).first_day.isoformat(), "until": today.isoformat()}
    return f"{reverse('orders:list')}?{urlencode({'account': account_id} | period)}"


@register.simple_tag
def due(on: date, at: time | None = None) -> SafeString:
    """Show when something is due: a mark when late or today, plain words when later."""
    state, words = due_clock(on, at, timezone.now())
    if state:
        return clock(state, words)
    return format_html('<span class="k-nowrap">{}</span>', words)


@register.simple_tag
def outcome(promise: Any) -> SafeString:
    """Show what became of a promise: outcome in words, with the gap in days."""
    found = promise.outcome_at(timezone.now())
    label = Outcome(found).label
    if found in (Outcome.OPEN, Outcome.WITHDRAWN):
        return format_html('<span class="k-muted">{}</span>', label)
    days = promise.gap
    if found == Outcome.SURPRISED:
        label = _("%(outcome)s, %(days)s d early") % {"outcome": label, "days": days}
    elif found == Outcome.DISAPPOINTED and days is not None:
        label = _("%(outcome)s, %(days)s d late") % {"outcome": label, "days": -days}
    state = {"surprised": "ok", "met": "ok", "disappointed": "was", "overdue": "late"}[found.value]
    return clock(state, label)


@register.simple_tag
def deal_state(deal: Any) -> SafeString:
    """Show where a deal stands: its stage while open, else won or lost."""
    if deal.state == "open":
        return format_html("{}", deal.stage.name)
    return clock("ok" if deal.state == "won" else "was", deal.get_state_display())


@register.simple_tag
def deal_close(deal: Any) -> SafeString:
    """Show the expected day of decision; a mark when it has passed."""
    words = short_day(deal.expected_close)
    if is_late(deal.state, deal.expected_close, local_date(timezone.now())):
        return clock("late", words)
    return format_html('<span class="k-nowrap">{}</span>', words)


@register.simple_tag
def move_end(state: str, stage: Any) -> Any:
    """Name one end of a deal's step: the stage while open, else won or lost."""
    if state == DealState.OPEN:
        return stage.name if stage else ""
    return DealState(state).label


@register.simple_tag
def ring_of(account: Any) -> SafeString:
    """Show the ringlet of an account's stage with its words for screen readers."""
    letter = mark(account.stage, account.is_former)
    words = stage_words(account.stage, account.is_former, account.cycle)
    return format_html(
        '<span class="k-stage bare {}">{}<span class="visually-hidden">{}</span></span>',
        letter,
        ringlet(letter),
        words,
    )


@register.simple_tag
def near_day(on: date) -> str:
    """Write a day without its year when it lies less than eleven months away."""
    near = abs((on - local_date(timezone.now())).days) < 330
    return short_day(on, today=on) if near else short_day(on)


@register.simple_tag(takes_context=True)
def pipeline_query(context: dict[str, Any]) -> str:
    """Return the part of this address that says whose deals of which pipeline, for the pages beside it."""
    given = context["request"].GET
    kept = {name: given[name] for name in ("owner", "team", "pipeline") if given.get(name)}
    return f"?{urlencode(kept)}" if kept else ""


@register.filter
def is_manager(user: Any) -> bool:
    """Say whether a colleague sets targets and pipelines."""
    return has_role(user, Role.MANAGER)


@register.filter
def times(value: Any) -> str:
    """Write how many times something covers another: 2.4×."""
    return f"{number(value, 1)}×"
