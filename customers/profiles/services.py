"""Personas and customer profiles: written, changed, put away and taken back."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from crm.shared.audit.services import record
from customers.errors import CustomerConflict, CustomerError, EditConflict
from customers.profiles.models import Profile, ProfileKind

EDITABLE = ("name", "sector", "goals", "pains", "objections", "channels", "criteria")


def _check(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """Return what to store; a persona has no segment, a customer profile has one."""
    values = {k: v.strip() if isinstance(v, str) else v for k, v in values.items()}
    if not values.get("name"):
        raise CustomerError(_("Give it a name."), field="name")
    if kind == ProfileKind.PERSONA:
        values["sector"] = None
    elif values.get("sector") is None:
        raise CustomerError(_("Choose the segment this profile is about."), field="sector")
    return values


def _taken() -> CustomerError:
    return CustomerError(_("This segment has a profile already; change that one."), field="sector")


@transaction.atomic
def create_profile(*, kind: str, by: Any, now: datetime, **fields: Any) -> Profile:
    """Write a persona or the profile of a segment.

    Raises CustomerError without a name, without a segment where one is needed, and for a second
    profile of a segment.
    """
    values = _check(kind, fields)
    try:
        with transaction.atomic():
            profile = Profile.objects.create(kind=kind, updated_at=now, updated_by=by, **values)
    except IntegrityError as error:
        raise _taken() from error
    record("profile.create", profile, by=by, changes=fields)
    return profile


@transaction.atomic
def edit_profile(
    profile: Profile, *, version: int, by: Any, now: datetime, **fields: Any
) -> Profile:
    """Change a profile read at `version`; raises EditConflict when it was changed since."""
    values = _check(profile.kind, fields)
    try:
        with transaction.atomic():
            changed = Profile.objects.filter(pk=profile.pk, version=version).update(
                **values, version=F("version") + 1, updated_at=now, updated_by=by
            )
    except IntegrityError as error:
        raise _taken() from error
    if not changed:
        raise EditConflict.between(
            _("Somebody else saved this profile while you were typing. Nothing was lost: compare."),
            Profile.objects.select_related("sector").get(pk=profile.pk),
            values,
        )
    record("profile.edit", profile, by=by, changes=fields)
    profile.refresh_from_db()
    return profile


@transaction.atomic
def retire_profile(profile: Profile, *, by: Any, now: datetime) -> Profile:
    """Put a profile away: nobody new gets it, who has it keeps it."""
    return _set_retired(profile, None, now, by=by)


@transaction.atomic
def revive_profile(profile: Profile, *, by: Any) -> Profile:
    """Take a profile back; raises CustomerError when the segment has another by now."""
    return _set_retired(profile, profile.retired_at, None, by=by)


def _set_retired(
    profile: Profile, old: datetime | None, new: datetime | None, *, by: Any
) -> Profile:
    try:
        with transaction.atomic():
            changed = Profile.objects.filter(pk=profile.pk, retired_at__isnull=old is None).update(
                retired_at=new, version=F("version") + 1
            )
    except IntegrityError as error:
        raise _taken() from error
    if not changed:
        raise CustomerConflict(_("Somebody else has just done this; nothing was changed."))
    record("profile.retire" if new else "profile.revive", profile, by=by)
    profile.refresh_from_db()
    return profile
