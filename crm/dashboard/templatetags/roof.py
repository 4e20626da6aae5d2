"""Marks of the account page: when a task is due."""

from datetime import date, datetime, time
from typing import Any

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.dashboard.home.work import due_moment
from crm.shared.formats import moment, short_day
from crm.shared.localtime import local_date
from crm.shared.templatetags.kring import clock

register = template.Library()


@register.simple_tag
def due_badge(on: date, at: time | None) -> Any:
    """Show when a task is due; late ones as a badge."""
    now = timezone.now()
    due = due_moment(on, at)
    if due <= now:
        days = (local_date(now) - on).days
        return clock("late", _("%(days)s d late") % {"days": days} if days else _("late"))
    if on == local_date(now):
        return clock("soon", _("today"))
    return short_day(on, weekday=True)


@register.simple_tag
def moment_badge(at: datetime) -> SafeString:
    """Show the moment a clock runs out; red when it has."""
    return clock("late" if at <= timezone.now() else "run", moment(at))
