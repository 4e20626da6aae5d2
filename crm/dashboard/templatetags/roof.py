"""Marks of the account page: what somebody thinks of us, when a task is due."""

from datetime import date, datetime, time
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.dashboard.home.work import due_moment
from crm.shared.formats import DASH, moment, short_day
from crm.shared.localtime import local_date
from crm.shared.templatetags.kring import clock

register = template.Library()
STANCES = {
    -2: ("neg", gettext_lazy("strongly against")),
    -1: ("neg", gettext_lazy("against")),
    0: ("neu", gettext_lazy("neutral")),
    1: ("pos", gettext_lazy("in favour")),
    2: ("pos", gettext_lazy("strongly in favour")),
}


@register.simple_tag
def stance(value: int | None, influence: int | None) -> SafeString:
    """Show stance (colour and words) with influence (bars, 1 to 5); a dash when nobody knows."""
    if value is None:
        return format_html('<span class="k-muted">{}</span>', DASH)
    kind, words = STANCES[value]
    level = influence or 0
    label = (
        _("%(stance)s, influence %(level)s of 5") % {"stance": words, "level": level}
        if level
        else words
    )
    bars = format_html_join(
        "", '<i class="{}"></i>', (("on" if n < level else "",) for n in range(5))
    )
    return format_html(
        '<span class="k-stance {}" role="img" aria-label="{}">{}</span>', kind, label, bars
    )


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
