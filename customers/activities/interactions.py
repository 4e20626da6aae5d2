"""Contact moments: logged, changed for a while, taken away and put back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Q
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from crm.shared.access import Role, has_role
from crm.shared.audit.services import record
from crm.shared.localtime import local_date, zone
from crm.shared.organisation.services import get_organisation
from crm.shared.search.services import index
from customers.accounts.facts import lock_account, update_facts
from customers.activities.editing import may_edit_moment
from customers.activities.models import Direction, Interaction, InteractionKind, InteractionRevision
from customers.activities.steps import create_task, refresh_next_step
from customers.contacts.models import Contact
from customers.errors import CustomerConflict, CustomerError, EditConflict

AHEAD = timedelta(minutes=5)  # clocks of people differ a little
PINS = 5  # on top of a timeline; more is a list again
KEPT = ("kind", "direction", "happened_at", "minutes", "summary", "dissatisfied")


@dataclass(frozen=True)
class NextStep:
    """What to do after a contact moment, and when; for its author unless somebody is named."""

    title: str
    due_on: date
    due_time: time | None = None
    assignee: Any = None


def _refresh_contact_facts(account_id: int, contact_ids: Iterable[int], now: datetime) -> None:
    """Write when account and contacts were last spoken to; notes do not count."""
    lock_account(account_id)
    moments = Interaction.objects.contacts_made()
    last = moments.filter(account_id=account_id).aggregate(
        at=Max("happened_at"), visit=Max("happened_at", filter=Q(kind=InteractionKind.VISIT))
    )
    update_facts(account_id, now=now, last_contact_at=last["at"], **visit_facts(last["visit"]))
    ids = set(contact_ids)
    if not ids:
        return
    spoken = dict(
        moments.filter(contacts__in=ids)
        .values("contacts")
        .annotate(at=Max("happened_at"))
        .values_list("contacts", "at")
    )
    for contact_id in sorted(ids):
        Contact.objects.filter(pk=contact_id).update(last_contact_at=spoken.get(contact_id))


def visit_facts(last_visit: datetime | None) -> dict[str, Any]:
    """Return the facts of the rhythm of visits; without a visit it counts from the day added."""
    if last_visit is None:
        added = TruncDate("created_at", tzinfo=zone())
        return {"last_visit_on": None, "visits_from": added}
    on = local_date(last_visit)
    return {"last_visit_on": on, "visits_from": on}


def _check(account: Any, contacts: list[Any], happened_at: datetime, now: datetime) -> None:
    """Refuse a contact moment in the future or with people of another account."""
    if happened_at > now + AHEAD:
        raise CustomerError(
            _("A contact moment cannot be in the future. Plan a task instead."), field="happened_at"
        )
    if any(contact.account_id != account.pk for contact in contacts):
        raise CustomerError(_("Choose contacts of this account."), field="contacts")


@transaction.atomic
def log_interaction(
    account: Any,
    *,
    kind: str,
    summary: str,
    happened_at: datetime,
    by: Any,
    now: datetime,
    contacts: Iterable[Any] = (),
    direction: str = Direction.OUT,
    minutes: int | None = None,
    dissatisfied: bool = False,
    next_step: NextStep | None = None,
) -> Interaction:
    """Log a contact moment, with the next step if one was agreed. Times are moments, not days."""
    people = list(contacts)
    _check(account, people, happened_at, now)
    interaction = Interaction.objects.create(
        account=account,
        kind=kind,
        summary=summary,
        happened_at=happened_at,
        author=by,
        direction=direction,
        minutes=minutes,
        dissatisfied=dissatisfied,
        created_at=now,
    )
    if people:
        interaction.contacts.set(people)
    _refresh_contact_facts(account.pk, [c.pk for c in people], now)
    if next_step is not None:
        create_task(
            account,
            title=next_step.title,
            due_on=next_step.due_on,
            due_time=next_step.due_time,
            assignee=next_step.assignee or by,
            contact=people[0] if people else None,
            now=now,
            by=by,
        )
        refresh_next_step(account.pk, now=now)
    index("moment", interaction)
    record("interaction.create", interaction, by=by)
    return interaction


def _refuse_unless_editable(interaction: Interaction, by: Any, now: datetime) -> None:
    """Raise CustomerError unless its author within the days of the settings, or a manager."""
    days = get_organisation().moment_edit_days
    if not may_edit_moment(
        author_id=interaction.author_id,
        created_at=interaction.created_at,
        user_id=by.pk,
        is_manager=has_role(by, Role.MANAGER),
        days=days,
        now=now,
    ):
        raise CustomerError(
            _(
                "Its author may change this for %(days)s days after writing it; "
                "a manager may always. Add a note instead."
            )
            % {"days": days}
        )


def _says_otherwise(old: Interaction, fields: dict[str, Any]) -> bool:
    """Say whether new values differ from what is stored."""
    return any(name in fields and getattr(old, name) != fields[name] for name in KEPT)


def _keep_old(old: Interaction, people: list[Any], *, by: Any, now: datetime) -> None:
    """Keep what a contact moment said before a change."""
    InteractionRevision.objects.create(
        interaction=old,
        version=old.version,
        **{name: getattr(old, name) for name in KEPT},
        people=", ".join(person.name for person in people)[:500],
        replaced_at=now,
        replaced_by=by,
    )


@transaction.atomic
def edit_interaction(
    interaction: Interaction,
    *,
    version: int,
    by: Any,
    now: datetime,
    contacts: Iterable[Any] | None = None,
    **fields: Any,
) -> Interaction:
    """Change a contact moment read at `version`; its old text is kept beside it.

    Raises CustomerConflict when changed since.
    """
    _refuse_unless_editable(interaction, by, now)
    before = list(interaction.contacts.all())
    people = before if contacts is None else list(contacts)
    _check(interaction.account, people, fields.get("happened_at", interaction.happened_at), now)
    stored = Interaction.objects.alive().filter(pk=interaction.pk, version=version)
    old = stored.first()
    changed = stored.update(**fields, version=F("version") + 1)
    if not changed:
        raise EditConflict.between(
            _(
                "Somebody else saved this contact moment while you were typing. "
                "Nothing was lost: compare."
            ),
            Interaction.objects.get(pk=interaction.pk),
            fields,
        )
    if contacts is not None:
        interaction.contacts.set(people)
    if old and (_says_otherwise(old, fields) or {c.pk for c in before} != {c.pk for c in people}):
        _keep_old(old, before, by=by, now=now)
    touched = {c.pk for c in before} | {c.pk for c in people}
    _refresh_contact_facts(interaction.account_id, touched, now)
    record("interaction.edit", interaction, by=by, changes=fields)
    interaction.refresh_from_db()
    index("moment", interaction)
    return interaction


def _set_deleted(
    interaction: Interaction, *, was_deleted: bool, by: Any, now: datetime
) -> Interaction:
    """Take away or put back, if nobody else did."""
    changed = Interaction.objects.filter(
        pk=interaction.pk, deleted_at__isnull=not was_deleted
    ).update(deleted_at=None if was_deleted else now, version=F("version") + 1)
    if not changed:
        raise CustomerConflict(_("Somebody else has just done this; nothing was changed."))
    people = interaction.contacts.values_list("pk", flat=True)
    _refresh_contact_facts(interaction.account_id, people, now)
    record("interaction.restore" if was_deleted else "interaction.delete", interaction, by=by)
    interaction.refresh_from_db()
    index("moment", interaction)
    return interaction


@transaction.atomic
def delete_interaction(interaction: Interaction, *, by: Any, now: datetime) -> Interaction:
    """Take a contact moment away; it can be put back."""
    _refuse_unless_editable(interaction, by, now)
    return _set_deleted(interaction, was_deleted=False, by=by, now=now)


@transaction.atomic
def restore_interaction(interaction: Interaction, *, by: Any, now: datetime) -> Interaction:
    """Put a deleted contact moment back."""
    _refuse_unless_editable(interaction, by, now)
    return _set_deleted(interaction, was_deleted=True, by=by, now=now)


@transaction.atomic
def pin_interaction(interaction: Interaction, *, by: Any, now: datetime) -> None:
    """Put a contact moment on top of the timeline; a second time changes nothing."""
    pinned = Interaction.objects.alive().filter(
        account=interaction.account_id, pinned_at__isnull=False
    )
    if pinned.exclude(pk=interaction.pk).count() >= PINS:
        raise CustomerError(
            _("%(most)s contact moments are pinned already. Unpin one first.") % {"most": PINS}
        )
    rows = Interaction.objects.alive().filter(pk=interaction.pk, pinned_at__isnull=True)
    if rows.update(pinned_at=now):
        record("interaction.pin", interaction, by=by)


@transaction.atomic
def unpin_interaction(interaction: Interaction, *, by: Any) -> None:
    """Take a contact moment off the top of the timeline; a second time changes nothing."""
    rows = Interaction.objects.filter(pk=interaction.pk, pinned_at__isnull=False)
    if rows.update(pinned_at=None):
        record("interaction.unpin", interaction, by=by)
