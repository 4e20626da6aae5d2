"""Telling colleagues about terms that run out: a housekeeping job, once per clock and step."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from complaints.cases.choices import NextClock
from complaints.cases.cycles import ComplaintCycle, Pause
from complaints.cases.events import EventKind
from complaints.cases.history import log
from complaints.cases.models import Complaint
from complaints.cases.stamps import clocks_in, pauses_of
from complaints.cases.transitions import lock
from complaints.cases.workflow import UNDECIDED
from complaints.clock.clock import Clock
from complaints.ladder.ladder import HANDLER, MANAGER, reached
from complaints.ladder.models import Escalation
from crm.shared.access import Role
from crm.shared.localtime import local_date
from crm.shared.mail.services import queue
from crm.shared.organisation.services import get_organisation
from crm.shared.people.absence import is_available
from crm.shared.people.models import User
from customers.activities.models import TaskOrigin
from customers.activities.services import add_task

MAIL = "complaints.ladder"
CHUNK = 200


def climb(now: datetime) -> int:
    """Tell who has to know which term runs out; return how many steps were told.

    Walks the open complaints that may have reached a step, in chunks. Each step is a row with a unique
    constraint, made in one transaction with its mails: run it twice a minute or once a week, be killed
    in between, and the same steps are told once.
    """
    told, last = 0, 0
    rows = (
        Complaint.objects.filter(
            state__in=sorted(UNDECIDED), policy__isnull=False, sort_due_at__lt=now + _horizon()
        )
        .select_related("policy")
        .order_by("pk")
    )
    while chunk := list(rows.filter(pk__gt=last)[:CHUNK]):
        last = chunk[-1].pk
        known, clocks = _known(chunk), _clocks(chunk)
        for complaint in chunk:
            rungs = reached(clocks[complaint.pk], now)
            if any(rung.key not in known.get(complaint.pk, ()) for rung in rungs):
                told += _tell(complaint, now)
    return told


def _horizon() -> timedelta:
    """Return how long before its due moment a clock can reach three quarters, generously."""
    terms = get_organisation()
    longest = max(
        terms.acknowledge_days,
        terms.update_days,
        terms.decision_days_low,
        terms.decision_days_normal,
        terms.decision_days_high,
        terms.decision_days_critical,
    )
    return timedelta(days=longest + 14)


def _known(chunk: Iterable[Complaint]) -> dict[int, set[tuple[str, int]]]:
    """Return the steps that were told of some complaints in their current cycle; one query."""
    cycles = {one.pk: one.cycle for one in chunk}
    known: dict[int, set[tuple[str, int]]] = {}
    rows = Escalation.objects.filter(complaint__in=cycles)
    for pk, cycle, clock, step in rows.values_list("complaint_id", "cycle", "clock", "step"):
        if cycles[pk] == cycle:
            known.setdefault(pk, set()).add((clock, step))
    return known


def _clocks(chunk: Iterable[Complaint]) -> dict[int, list[Clock]]:
    """Return the clocks of some complaints in their current cycle; two queries."""
    complaints = {one.pk: one for one in chunk}
    pauses: dict[tuple[int, int], list[Any]] = {}
    for pause in Pause.objects.filter(complaint__in=complaints):
        pauses.setdefault((pause.complaint_id, pause.cycle), []).append(pause.interval)
    clocks: dict[int, list[Clock]] = {pk: [] for pk in complaints}
    for cycle in ComplaintCycle.objects.filter(complaint__in=complaints):
        one = complaints[cycle.complaint_id]
        if cycle.number == one.cycle:
            cycle.policy = one.policy
            clocks[one.pk] = clocks_in(one, cycle, pauses.get((one.pk, cycle.number), []))
    return clocks


@transaction.atomic
def _tell(complaint: Complaint, now: datetime) -> int:
    """Make the missing steps of one complaint, read again under its lock."""
    locked, told = lock(complaint), 0
    fresh, cycle = locked.complaint, locked.cycle
    if fresh.state not in UNDECIDED:
        return 0
    pauses = pauses_of(fresh, cycle.number) if cycle.has_paused else []
    for rung in reached(clocks_in(fresh, cycle, pauses), now):
        people = recipients(fresh, rung.step, now)
        row, is_new = Escalation.objects.get_or_create(
            complaint=fresh,
            cycle=cycle.number,
            clock=rung.clock.kind.value,
            step=rung.step,
            defaults={
                "due_at": rung.clock.due,
                "reached_at": rung.reached_at,
                "made_at": now,
                "told": [one.pk for one in people],
            },
        )
        if not is_new:
            continue
        for one in people:
            _reach(row, one, now)
        names = ", ".join(one.display_name for one in people)
        log(
            fresh,
            EventKind.ESCALATED,
            now=now,
            at=rung.reached_at,
            text=names,
            clock=row.clock,
            step=row.step,
            told=row.told,
        )
        told += 1
    return told


def recipients(complaint: Complaint, step: int, now: datetime) -> list[User]:
    """Return who is told of a step: the handler, the manager of the team, all managers.

    For an absent handler or without one it is the manager, for an absent manager or without one it is
    all managers; nobody who is complained about. When all are away, all managers are told all the same.
    """
    today, accused = local_date(now), complaint.complained_about_id
    handler = complaint.handler
    boss = handler.team.manager if handler is not None and handler.team else None
    ways = {HANDLER: [handler, boss], MANAGER: [boss]}.get(step, [])
    for one in ways:
        if one is not None and one.pk != accused and is_available(one, today):
            return [one]
    managers = list(_with_role(Role.MANAGER).exclude(pk=accused)) or list(
        _with_role(Role.ADMINISTRATOR).exclude(pk=accused)
    )
    return [one for one in managers if is_available(one, today)] or managers


def _with_role(role: Role) -> Any:
    return User.objects.filter(Q(groups__name=role), is_active=True).distinct().order_by("pk")


def _reach(row: Escalation, person: User, now: datetime) -> None:
    """Mail a colleague, or leave a task for one without an address."""
    if person.email:
        queue(
            MAIL,
            object_id=row.pk,
            to=person.email,
            language=person.language,
            now=now,
            unique_key=f"{MAIL}:{row.pk}:{person.pk}",
        )
        return
    with override(person.language):
        add_task(
            row.complaint.task_account,
            title=warning(row),
            due_on=local_date(now),
            assignee=person,
            origin=TaskOrigin.COMPLAINT,
            origin_key=f"{MAIL}:{row.pk}:{person.pk}",
            origin_ref=row.complaint.number,
            url=row.complaint.get_absolute_url(),
            now=now,
        )


def warning(row: Escalation) -> str:
    """Say what is the matter, in the active language."""
    words = {
        HANDLER: _("%(number)s: three quarters of a term used (%(clock)s)"),
        MANAGER: _("%(number)s: too late (%(clock)s)"),
    }.get(row.step, _("%(number)s: half as late again (%(clock)s)"))
    return words % {
        "number": row.complaint.number,
        "clock": str(NextClock(row.clock).label).lower(),
    }
