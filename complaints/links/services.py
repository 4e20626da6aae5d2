"""Linking complaints to each other and to what caused them."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from complaints.cases.events import EventKind
from complaints.cases.history import log
from complaints.cases.models import Complaint
from complaints.cases.transitions import acting_as
from complaints.errors import ComplaintError
from complaints.links.models import Link, LinkKind
from complaints.links.targets import target_of
from crm.shared.audit.services import record
from customers.deals.models import Order
from customers.promises.models import Promise

__all__ = ["add_link", "remove_link", "target_of"]
LONGEST = 100  # complaints in a chain of follow-ups


def _before(complaint_id: int) -> list[int]:
    """Return the complaints a complaint is a follow-up of, the nearest first."""
    chain: list[int] = []
    step = [complaint_id]
    while step and len(chain) < LONGEST:
        step = list(
            Link.objects.filter(kind=LinkKind.FOLLOW_UP, complaint__in=step)
            .exclude(other__in=chain)
            .values_list("other", flat=True)
        )
        chain += step
    return chain


def _refuse_loop(complaint: Complaint, kind: str, other: Complaint) -> None:
    if other.pk == complaint.pk:
        raise ComplaintError(_("A complaint is not linked to itself."), field="other")
    both_ways = Link.objects.filter(kind=kind, complaint=other, other=complaint)
    if kind == LinkKind.SAME_CAUSE and both_ways.exists():
        raise ComplaintError(_("These two are linked already."), field="other")
    if kind == LinkKind.FOLLOW_UP and complaint.pk in _before(other.pk):
        raise ComplaintError(
            _("%(other)s is itself a follow-up of this complaint, directly or in a circle.")
            % {"other": other.number},
            field="other",
        )


@transaction.atomic
def add_link(
    complaint: Complaint,
    *,
    kind: str,
    by: Any,
    now: datetime,
    other: Complaint | None = None,
    promise: Promise | None = None,
    order: Order | None = None,
) -> Link:
    """Link a complaint to another one, or to the promise or order that caused it.

    Raises ComplaintError for itself, for a circle of follow-ups, for a promise or order of another
    account, and for what is linked already.
    """
    acting_as(by)
    ends = [one for one in (complaint, other) if one is not None]
    # One order for everybody: nobody waits in a ring.
    list(Complaint.objects.select_for_update().filter(pk__in=[e.pk for e in ends]).order_by("pk"))
    if complaint.complained_about_id == by.pk:
        raise ComplaintError(_("You cannot handle a complaint about yourself."))
    end = {LinkKind.PROMISE: promise, LinkKind.ORDER: order}.get(LinkKind(kind), other)
    field = kind if kind in {LinkKind.PROMISE, LinkKind.ORDER} else "other"
    if end is None:
        raise ComplaintError(_("Choose what to link it to."), field=field)
    if isinstance(end, Complaint):
        _refuse_loop(complaint, kind, end)
    elif end.account_id != complaint.account_id:
        raise ComplaintError(_("Choose one of the same account."), field=field)
    try:
        with transaction.atomic():
            link = Link.objects.create(
                complaint=complaint, kind=kind, created_by=by, created_at=now, **{field: end}
            )
    except IntegrityError as error:
        raise ComplaintError(_("These two are linked already."), field=field) from error
    _tell(link, complaint, by=by, now=now, added=True)
    return link


@transaction.atomic
def remove_link(link: Link, *, by: Any, now: datetime) -> None:
    """Take a link away; both sides keep in their history that it was there."""
    acting_as(by)
    if link.complaint.complained_about_id == by.pk:
        raise ComplaintError(_("You cannot handle a complaint about yourself."))
    deleted, _rows = Link.objects.filter(pk=link.pk).delete()
    if deleted:
        _tell(link, link.complaint, by=by, now=now, added=False)


def _tell(link: Link, complaint: Complaint, *, by: Any, now: datetime, added: bool) -> None:
    """Write the link into the history of both sides."""
    ends = {"promise": link.promise_id, "order": link.order_id}
    data = {"relation": link.kind, "added": added, **{k: v for k, v in ends.items() if v}}
    sides = [(complaint, link.other)] + ([(link.other, complaint)] if link.other else [])
    for here, there in sides:
        log(
            here,
            EventKind.RELATED,
            now=now,
            user=by,
            **data,
            **({"other": there.number} if there else {}),
        )
    record("complaint.link" if added else "complaint.unlink", complaint, by=by)
