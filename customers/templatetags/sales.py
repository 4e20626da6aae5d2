"""Marks of tasks, promises and deals: {% load sales %}."""

from datetime import date, time
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.shared.templatetags.kring import clock
from customers import filters
from customers.activities.clocks import due_clock
from customers.promises.outcome import Outcome

register = template.Library()


@register.filter
def may_change(user: Any, record: Any) -> bool:
    """Say whether a row shows its acts."""
    return filters.may_change(user, record)


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
