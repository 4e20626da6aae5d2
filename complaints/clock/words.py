"""How clocks are said in words: "38 min", "7 h left", "1 d 7 h late"."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from complaints.cases.choices import NextClock
from complaints.cases.models import Complaint
from complaints.cases.workflow import State
from complaints.clock.clock import Clock, Face, Kind
from complaints.clock.policy import Policy
from complaints.clock.snapshots import policy_of
from crm.shared.formats import number, short_day
from crm.shared.localtime import local_date
from crm.shared.organisation.worktime import DaySum

SOON = 0.75
LINGER = timedelta(hours=4)  # below this the minutes matter


def spell(amount: timedelta, hours_per_day: Decimal = Decimal(8)) -> str:
    """Say an amount of working time in working days, hours and minutes; the sign is left to words."""
    minutes = int(abs(amount).total_seconds() // 60)
    if minutes == 0:
        return _("less than a minute")
    day = int(hours_per_day * 60)
    if minutes < 60:
        return _("%(minutes)s min") % {"minutes": minutes}
    if minutes < day:
        hours, rest = divmod(minutes, 60)
        if rest and minutes < LINGER.total_seconds() / 60:
            return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}
        return _("%(hours)s h") % {"hours": hours}
    days, rest = divmod(minutes, day)
    if rest < 60:
        return _("%(days)s d") % {"days": number(days)}
    return _("%(days)s d %(hours)s h") % {"days": number(days), "hours": rest // 60}


def working_days(days: Decimal) -> str:
    """Say a term: "1 working day", "5 working days"."""
    if days == 1:
        return _("1 working day")
    written = number(days) if days == days.to_integral_value() else number(days, 1)
    return _("%(days)s working days") % {"days": written}


@dataclass(frozen=True)
class ClockView:
    """Shows one clock: label, face (the state of `{% clock %}`), words, used share and its sum."""

    label: str
    face: str
    text: str
    share: float | None = None
    due: datetime | None = None
    target: str = ""
    explanation: tuple[DaySum, ...] = ()


def said(face: Face, left: timedelta, spent: timedelta, hours_per_day: Decimal) -> str:
    """Say what a clock shows."""
    if face == Face.PAUSED:
        return _("With customer")
    if face == Face.MET:
        if spent < timedelta(minutes=1):
            return pgettext("clock", "at once")
        return spell(spent, hours_per_day)
    if face in {Face.LATE, Face.MET_LATE}:
        if abs(left) < timedelta(minutes=1):  # past due, but no working time has passed since
            return pgettext("clock", "late")
        return _("%(time)s late") % {"time": spell(left, hours_per_day)}
    return _("%(time)s left") % {"time": spell(left, hours_per_day)}


def _label(clock: Clock, policy: Policy) -> tuple[str, str]:
    days = Decimal(clock.target.total_seconds()) / 3600 / policy.hours_per_day
    term = working_days(days.normalize())
    words = {
        Kind.ACKNOWLEDGE: _("Acknowledge within %(term)s"),
        Kind.DECISION: _("Answer within %(term)s"),
        Kind.UPDATE: _("Next update within %(term)s"),
    }
    return words[clock.kind] % {"term": term}, term


def clock_view(clock: Clock, policy: Policy, now: datetime, *, explain: bool = True) -> ClockView:
    """Show a clock as it stands now, with the sum behind its due moment."""
    face, (label, term) = clock.face(now), _label(clock, policy)
    return ClockView(
        label=label,
        face=face.value,
        text=said(face, clock.left(now), clock.spent(now), policy.hours_per_day),
        share=min(clock.share(now), 1.0),
        due=clock.due,
        target=term,
        explanation=tuple(clock.explain()) if explain else (),
    )


def _target(complaint: Complaint, policy: Policy) -> timedelta:
    return {
        NextClock.ACKNOWLEDGE: policy.working_days(policy.acknowledge_days),
        NextClock.UPDATE: policy.working_days(policy.update_days),
    }.get(NextClock(complaint.next_clock), policy.decision_target(complaint.severity))


def queue_clock(complaint: Complaint, now: datetime) -> ClockView | None:
    """Show the first running clock of a complaint in the queue, from its stored due moment.

    Needs `policy` loaded; costs no query. None when the complaint has ended or is imported history.
    """
    if not complaint.is_open:
        return None
    if complaint.state == State.ANSWERED and not complaint.next_clock:
        return ClockView(_("Answered"), Face.MET.value, _("Ready to close"))
    if not complaint.next_clock or complaint.policy is None:
        return None
    label, due = complaint.get_next_clock_display(), complaint.sort_due_at
    policy = policy_of(complaint.policy)
    late = now > due
    if complaint.next_clock == NextClock.REMEDY:
        face = Face.LATE if late else Face.RUNNING
        last_day = local_date(due) - timedelta(days=1)
        words = _late_days(due, now) if late else short_day(last_day, weekday=True)
        return ClockView(label, face.value, words, due=due)
    target = _target(complaint, policy)
    calendar = policy.calendar
    if late:
        over = calendar.working_time_between(due, now)
        text = said(Face.LATE, over, target, policy.hours_per_day)
        return ClockView(label, Face.LATE.value, text, 1 + over / target, due)
    from_moment = max(now, complaint.waiting_until) if complaint.waiting_until else now
    left = calendar.working_time_between(from_moment, due)
    share = 1 - left / target
    paused = complaint.waiting_until is not None and now < complaint.waiting_until
    face = Face.PAUSED if paused else Face.SOON if share >= SOON else Face.RUNNING
    return ClockView(
        label, face.value, said(face, left, target - left, policy.hours_per_day), share, due
    )


def _late_days(due: datetime, now: datetime) -> str:
    days = (now - due).days + 1
    return _("%(time)s late") % {"time": _("%(days)s d") % {"days": number(days)}}


def exact(amount: timedelta) -> str:
    """Say working time to the minute, in hours: what is added up must add up for the reader too."""
    hours, minutes = divmod(int(amount.total_seconds() // 60), 60)
    if not hours:
        return _("%(minutes)s min") % {"minutes": minutes}
    if not minutes:
        return _("%(hours)s h") % {"hours": number(hours)}
    return _("%(hours)s h %(minutes)s min") % {"hours": number(hours), "minutes": minutes}


def line(day_sum: DaySum) -> dict[str, Any]:
    """Return one line of an explanation, ready to show."""
    return {
        "day": day_sum.day,
        "counted": exact(day_sum.counted) if day_sum.counted else "",
        "paused": exact(day_sum.paused) if day_sum.paused else "",
        "closed_for": _(day_sum.closed_for) if day_sum.closed_for else "",
        "is_open": day_sum.is_open,
    }
