"""Contact moments and finished tasks on the timeline of an account."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from crm.shared.timeline import Entry
from customers.activities.models import Interaction, InteractionKind, Task, TaskState

ICONS = {
    InteractionKind.VISIT: "geo-alt",
    InteractionKind.CALL: "telephone",
    InteractionKind.EMAIL: "envelope",
    InteractionKind.VIDEO: "camera-video",
    InteractionKind.SOCIAL: "chat-left-text",
    InteractionKind.EVENT: "people",
    InteractionKind.NOTE: "journal-text",
}


def timeline_entries(
    account_ids: Iterable[int],
    *,
    before: datetime | None = None,
    limit: int = 25,
    contact: int | None = None,
    by: int | None = None,
    form: str = "",
    named: bool = True,
) -> list[Entry]:
    """Return the newest contact moments and done tasks; three queries, or two without names.

    `contact` and `by` keep what was with somebody and by a colleague; `form` one kind of contact moment.
    Without `named` the caller reads who was there and says it with `with_people`.
    """
    ids = list(account_ids)
    moments = Interaction.objects.alive().filter(account__in=ids)
    tasks = Task.objects.filter(account__in=ids, state=TaskState.DONE)
    if before is not None:
        moments = moments.filter(happened_at__lt=before)
        tasks = tasks.filter(done_at__lt=before)
    if contact is not None:
        moments, tasks = moments.filter(contacts=contact), tasks.filter(contact=contact)
    if by is not None:
        moments, tasks = moments.filter(author=by), tasks.filter(done_by=by)
    if form:
        moments, tasks = moments.filter(kind=form), tasks.none()
    moments = moments.select_related("author")
    if named:
        moments = moments.prefetch_related("contacts")
    tasks = tasks.select_related("done_by").order_by("-done_at", "-pk")
    found = [_moment(m, named) for m in moments.order_by("-happened_at", "-pk")[:limit]]
    found += [_task(t) for t in tasks[:limit]]
    return sorted(found, key=lambda e: (e.at, e.key), reverse=True)[:limit]


def with_people(names: Iterable[str]) -> str:
    """Say who a contact moment was with."""
    people = ", ".join(names)
    return _("with %(names)s") % {"names": people} if people else ""


def _moment(moment: Interaction, named: bool) -> Entry:
    """Show a contact moment."""
    title = moment.get_kind_display()
    if moment.minutes:
        hours, minutes = divmod(moment.minutes, 60)
        length = _("%(hours)s h %(minutes)s") if hours else _("%(minutes)s min")
        length = length % {"hours": hours, "minutes": f"{minutes:02d}" if hours else minutes}
        title = f"{title}, {length}"
    return Entry(
        at=moment.happened_at,
        key=f"interaction-{moment.pk:020d}",
        kind="contact",
        icon=ICONS[InteractionKind(moment.kind)],
        tone="det" if moment.dissatisfied else "",
        title=title,
        detail=with_people(c.name for c in moment.contacts.all()) if named else "",
        body=moment.summary,
        url=moment.get_absolute_url(),
        actor=_name(moment.author),
    )


def _task(task: Task) -> Entry:
    """Show a task that was done."""
    return Entry(
        at=task.done_at or task.created_at,
        key=f"task-{task.pk:020d}",
        kind="task",
        icon="check2",
        title=_("Done: %(title)s") % {"title": task.title},
        url=task.url or reverse("tasks:edit", args=[task.pk]),
        actor=_name(task.done_by),
    )


def _name(user: Any) -> str:
    return user.display_name if user else ""
