"""The page that explains every clock of a complaint: each day's sum, pauses, terms, warnings."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from complaints.cases.cycles import ComplaintCycle, Pause
from complaints.cases.events import ComplaintEvent, EventKind
from complaints.cases.models import Complaint
from complaints.cases.stamps import clocks_in
from complaints.clock.clock import Clock
from complaints.clock.policy import Policy
from complaints.clock.snapshots import policy_of
from complaints.clock.words import ClockView, clock_view, exact, line, working_days
from complaints.ladder.ladder import ladder
from complaints.statutory.reading import LegalClock, extensions_of, legal_clock
from crm.shared.localtime import local_date
from crm.shared.organisation.hours import show_hours
from crm.shared.organisation.models import Weekday

LEVELS = (4, 3, 2, 1)


@dataclass(frozen=True)
class Explained:
    """One clock with its sum day by day and the steps of its ladder."""

    view: ClockView
    start: datetime
    term: str
    lines: list[dict[str, Any]]
    steps: list[dict[str, Any]]


@dataclass(frozen=True)
class Round:
    """The clocks of one cycle, its pauses with their questions, and the legal term beside them."""

    cycle: ComplaintCycle
    clocks: list[Explained]
    pauses: list[dict[str, Any]]
    legal: LegalClock | None
    terms: list[tuple[str, str]]
    hours: list[tuple[Any, str]]
    closed: list[tuple[Any, str]]


def _lines(clock: Clock) -> list[dict[str, Any]]:
    """Return the sum behind a due moment, a line per day, with what was used up by its end."""
    together, lines = timedelta(0), []
    for one in clock.explain():
        together += one.counted
        lines.append(
            {
                **line(one),
                "hours": show_hours(one.windows),
                "together": exact(together) if one.counted else "",
            }
        )
    return lines


def _steps(
    clock: Clock, told: dict[tuple[str, int], ComplaintEvent], now: datetime
) -> list[dict[str, Any]]:
    """Return the steps of the ladder: told, to come, or no longer needed."""
    return [
        {
            "step": rung.step,
            "at": rung.reached_at,
            "told": told.get(rung.key),
            "ahead": clock.completed_at is None and rung.reached_at > now,
        }
        for rung in ladder(clock)
        if clock.completed_at is None or rung.key in told
    ]


def warned(events: list[ComplaintEvent], cycle: int) -> dict[tuple[str, int], ComplaintEvent]:
    """Return the warnings of a cycle, by clock and step, from a history that was read."""
    return {
        (one.data["clock"], one.data["step"]): one
        for one in events
        if one.kind == EventKind.ESCALATED and one.cycle == cycle
    }


def _pauses(
    pauses: list[Pause], events: list[ComplaintEvent], questions: dict[int, str]
) -> list[dict[str, Any]]:
    """Return each pause with the question it began with."""
    asked = {one.at: one for one in events if one.kind == EventKind.ASK}
    return [
        {
            "start": one.started_at,
            "resume_on": one.resumes_at,
            "end": one.interval[1] if one.ended_at else None,
            "by": asked[one.started_at].actor if one.started_at in asked else None,
            "question": questions.get(one.pk, ""),
        }
        for one in pauses
    ]


def rounds(complaint: Complaint, now: datetime) -> list[Round]:
    """Return every cycle of a complaint with its clocks explained, the newest first; six queries."""
    cycles = list(complaint.cycles.select_related("policy").order_by("-number"))
    kinds = [EventKind.ASK, EventKind.ESCALATED]
    events = list(complaint.events.filter(kind__in=kinds).select_related("actor", "text"))
    pauses = list(complaint.pauses.all())
    questions = _questions(complaint, pauses)
    extensions = extensions_of(complaint, cycles[0])
    found = []
    for cycle in cycles:
        if cycle.policy is None:
            continue
        policy, told = policy_of(cycle.policy), warned(events, cycle.number)
        mine = [one for one in pauses if one.cycle == cycle.number]
        clocks = clocks_in(complaint, cycle, [one.interval for one in mine])
        ends = max([local_date(clock.due) for clock in clocks], default=local_date(now))
        found.append(
            Round(
                cycle=cycle,
                clocks=[
                    Explained(
                        clock_view(one, policy, now, explain=False),
                        one.start,
                        exact(one.target),
                        _lines(one),
                        _steps(one, told, now),
                    )
                    for one in clocks
                ],
                pauses=_pauses(mine, events, questions),
                legal=legal_clock(complaint, cycle, now, extensions),
                terms=_terms(policy),
                hours=[
                    (label, show_hours(policy.calendar.windows.get(day, ())))
                    for day, label in Weekday.choices
                ],
                closed=[
                    (day, _(name))
                    for day, name in sorted(policy.calendar.closed.items())
                    if local_date(cycle.started_at) <= day <= ends
                ],
            )
        )
    return found


def _questions(complaint: Complaint, pauses: list[Pause]) -> dict[int, str]:
    """Return the question each pause began with: the last one asked until then; a query if any paused."""
    if not pauses:
        return {}
    asked = list(complaint.messages.filter(requested_move="ask").order_by("created_at"))
    return {
        one.pk: next((m.body for m in reversed(asked) if m.created_at <= one.started_at), "")
        for one in pauses
    }


def _terms(policy: Policy) -> list[tuple[str, str]]:
    """Return the terms a complaint was received under, in words."""
    return [
        (_("Acknowledge"), working_days(policy.acknowledge_days)),
        (
            _("Answer: critical, high, normal, low"),
            ", ".join(working_days(policy.decision_days[level]) for level in LEVELS),
        ),
        (_("Next update"), working_days(policy.update_days)),
        (_("A working day"), exact(policy.working_days(Decimal(1)))),
    ]


def beside(
    complaint: Complaint, cycle: ComplaintCycle, events: Any, now: datetime
) -> dict[str, Any]:
    """Return what the complaint page shows of its clocks: the legal term, who was warned, who calls."""
    legal = legal_clock(complaint, cycle, now, extensions_of(complaint, cycle))
    told = sorted(warned(events, cycle.number).values(), key=lambda event: event.number)
    calls = [
        one for one in events if one.kind == EventKind.CALL_PLANNED and one.cycle == cycle.number
    ]
    return {"legal": legal, "warned": told, "planned_call": calls[-1] if calls else None}
