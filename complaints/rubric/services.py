"""Changing the rubric: managers, with a version, so that nobody overwrites a colleague unseen."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from complaints.rubric.models import RubricLevel
from crm.shared.access import Role, forbid_unless
from crm.shared.audit.services import record
from customers.errors import EditConflict


@transaction.atomic
def change_level(level: RubricLevel, *, version: int, by: Any, **fields: Any) -> RubricLevel:
    """Change what a level means; raises EditConflict when somebody saved it since `version`."""
    forbid_unless(by, Role.MANAGER)
    stored = RubricLevel.objects.get(pk=level.pk)
    changed = {name for name, value in fields.items() if getattr(stored, name) != value}
    if stored.version == version and not changed:
        return stored
    rows = RubricLevel.objects.filter(pk=level.pk, version=version)
    if not rows.update(version=F("version") + 1, **fields):
        raise EditConflict.between(
            _("Somebody else saved this level in the meantime."), stored, fields
        )
    record("rubric.change", level, by=by, changes=changed)
    level.refresh_from_db()
    return level
