"""The call to make after a promise that was not kept."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from crm.shared.localtime import local_date
from customers.activities.models import Task, TaskKind, TaskOrigin
from customers.activities.services import add_task
from customers.errors import CustomerError
from customers.promises.models import Promise
from customers.promises.outcome import Outcome

BROKEN = (Outcome.DISAPPOINTED, Outcome.OVERDUE)


def call_key(promise_id: Any) -> str:
    """Name the one call about a promise."""
    return f"promise:{promise_id}:call"


def with_call(promises: QuerySet) -> QuerySet:
    """Read along what became of the call about each promise (`call_state`, None when there is none)."""
    key = Concat(
        Value("promise:"), Cast(OuterRef("pk"), CharField()), Value(":call"),
        output_field=CharField(),
    )  # fmt: skip
    calls = Task.objects.filter(origin_key=key).order_by()
    return promises.annotate(call_state=Subquery(calls.values("state")[:1]))


@transaction.atomic
def plan_call(promise: Promise, *, by: Any, now: datetime) -> Task:
    """Plan the call to a customer whose promise was not kept, today, for its owner; once per promise.

    Raises CustomerError for a promise that was kept or may still be.
    """
    if promise.outcome_at(now) not in BROKEN:
        raise CustomerError(_("This promise was kept, or may still be: there is nothing to mend."))
    who = promise.contact.name if promise.contact_id else promise.account.name
    with translation.override(promise.owner.language):
        title = _("Call %(who)s about our broken promise: %(what)s") % {
            "who": who,
            "what": promise.text,
        }
    return add_task(
        promise.account,
        title=title,
        due_on=local_date(now),
        assignee=promise.owner if promise.owner.is_active else by,
        by=by,
        now=now,
        kind=TaskKind.CALL,
        origin=TaskOrigin.PROMISE,
        origin_key=call_key(promise.pk),
        contact=promise.contact,
        url=reverse("promises:detail", args=[promise.pk]),
    )
