"""Saves what the composer read: a contact moment with its promise or task, in one transaction."""

from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db import transaction

from crm.shared.organisation.calendar import WorkCalendar, load_calendar
from customers.activities import recorders
from customers.activities.composer import Follow, Kind, Person, Proposal
from customers.activities.interactions import NextStep, log_interaction
from customers.activities.services import add_task
from customers.contacts.models import Contact
from customers.promises.services import make_promise

PEOPLE = 200


def people_of(account: Any) -> list[Person]:
    """Return the people a line may name: those still there."""
    rows = Contact.objects.filter(account=account).present()
    values = rows.order_by("name_key", "pk").values_list("pk", "first_name", "last_name")
    return [Person(*row) for row in values[:PEOPLE]]


class WorkingDays:
    """Says which days are worked; the calendar is read only when a line asks."""

    @cached_property
    def calendar(self) -> WorkCalendar:
        """Return the organisation's calendar; two queries."""
        return load_calendar()

    def __call__(self, day: date) -> bool:
        """Say whether a day is worked."""
        return self.calendar.is_business_day(day)


@transaction.atomic
def save_proposal(
    account: Any, proposal: Proposal, *, by: Any, now: datetime
) -> recorders.Recorded | None:
    """Save a proposal that has no problem; returns what another floor recorded, if it did."""
    found = Contact.objects.filter(account=account).in_bulk([p.pk for p in proposal.people])
    people = [found[p.pk] for p in proposal.people if p.pk in found]
    first = people[0] if people else None
    is_task = proposal.follow == Follow.TASK
    if proposal.kind == Kind.COMPLAINT:
        return recorders.record_line(
            proposal.kind.value, account, text=proposal.text, contacts=people, by=by, now=now
        )
    if proposal.is_contact:
        step = None
        if is_task and proposal.due_on:
            step = NextStep(proposal.follow_text, proposal.due_on, proposal.due_time)
        log_interaction(
            account,
            kind=proposal.kind.value,
            summary=proposal.text,
            happened_at=now,
            contacts=people,
            by=by,
            now=now,
            next_step=step,
        )
    elif is_task and proposal.due_on:
        add_task(
            account,
            title=proposal.follow_text,
            due_on=proposal.due_on,
            due_time=proposal.due_time,
            assignee=by,
            contact=first,
            by=by,
            now=now,
        )
    if proposal.follow == Follow.PROMISE and proposal.due_on:
        make_promise(
            account,
            text=proposal.follow_text,
            kind=proposal.promise_kind,
            due_on=proposal.due_on,
            due_time=proposal.due_time,
            contact=first,
            owner=by,
            by=by,
            now=now,
        )
    return None
