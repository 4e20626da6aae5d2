"""Saves what the composer read: a contact moment with its promise or task, in one transaction."""

from datetime import datetime
from typing import Any

from django.db import transaction

from customers.activities.composer import Follow, Person, Proposal
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


@transaction.atomic
def save_proposal(account: Any, proposal: Proposal, *, by: Any, now: datetime) -> None:
    """Save a proposal that has no problem."""
    people = list(Contact.objects.filter(account=account, pk__in=[p.pk for p in proposal.people]))
    first = people[0] if people else None
    is_task = proposal.follow == Follow.TASK
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
