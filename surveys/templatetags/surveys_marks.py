"""The marks of surveys: {% load surveys_marks %} for the clock of a follow-up."""

from datetime import timedelta

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.shared.templatetags.kring import clock
from surveys.followups.models import FollowUp, FollowUpState

register = template.Library()
SOON = timedelta(hours=12)
HOURS_AS_DAYS = 48


@register.simple_tag
def followup_clock(followup: FollowUp) -> SafeString:
    """Show how a follow-up stands against its term: in time, soon, late, done in time or too late."""
    now = timezone.now()
    if followup.state != FollowUpState.OPEN:
        done = followup.contacted_at or followup.closed_at
        if done and done > followup.due_at:
            return clock("was", _("done, too late"))
        return clock("ok", _("done in time"))
    if followup.due_at < now:
        return clock("late", _("%(time)s late") % {"time": in_short(now - followup.due_at)})
    left = followup.due_at - now
    return clock("soon" if left < SOON else "run", _("%(time)s left") % {"time": in_short(left)})


def in_short(span: timedelta) -> str:
    """Write a stretch of time in hours, from two days on in days."""
    hours = int(span.total_seconds() // 3600)
    if hours < HOURS_AS_DAYS:
        return _("%(number)s h") % {"number": hours}
    return _("%(number)s d") % {"number": hours // 24}
