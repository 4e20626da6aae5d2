"""The marks of surveys: {% load surveys_marks %} for the clock of a follow-up."""

from datetime import timedelta

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.shared.formats import moment
from crm.shared.templatetags.kring import clock
from surveys.followups.models import FollowUp, FollowUpState

register = template.Library()
SOON = timedelta(hours=12)


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
        return clock("late", _("late since %(moment)s") % {"moment": moment(followup.due_at)})
    state = "soon" if followup.due_at - now < SOON else "run"
    return clock(state, _("by %(moment)s") % {"moment": moment(followup.due_at)})
