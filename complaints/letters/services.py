"""Writing letter templates: both languages, only variables from the list, every change kept."""

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from complaints.errors import ComplaintError
from complaints.letters.models import LetterTexts, MessageTemplate, TemplateVersion
from complaints.letters.variables import unknown
from crm.shared.access import Role, forbid_unless
from crm.shared.audit.services import record
from customers.errors import EditConflict

TEXTS = tuple(field.name for field in LetterTexts._meta.get_fields())


def _check(fields: dict[str, Any]) -> None:
    """Raise ComplaintError for a word in braces that is no variable."""
    for name in TEXTS:
        wrong = unknown(fields[name])
        if wrong:
            raise ComplaintError(
                _("“%(word)s” is no variable. Choose one from the list beside the form.")
                % {"word": wrong[0][:40]},
                field=name,
            )
        if not fields[name].strip():
            raise ComplaintError(_("Write the letter in both languages."), field=name)


@transaction.atomic
def add_template(*, by: Any, now: datetime, **fields: Any) -> MessageTemplate:
    """Add a letter of your own; raises ComplaintError for an unknown variable."""
    forbid_unless(by, Role.MANAGER)
    _check(fields)
    template = MessageTemplate.objects.create(key=f"own-{secrets.token_hex(8)}", **fields)
    record("letter.add", template, by=by)
    return template


@transaction.atomic
def change_template(
    template: MessageTemplate, *, version: int, by: Any, now: datetime, **fields: Any
) -> MessageTemplate:
    """Change a letter and keep how it read before; letters that were sent do not change.

    Raises ComplaintError for an unknown variable, EditConflict when somebody saved it since `version`.
    """
    forbid_unless(by, Role.MANAGER)
    _check(fields)
    stored = MessageTemplate.objects.get(pk=template.pk)
    changed = {name for name, value in fields.items() if getattr(stored, name) != value}
    if stored.version == version and not changed:
        return stored
    rows = MessageTemplate.objects.filter(pk=template.pk, version=version)
    if not rows.update(version=F("version") + 1, **fields):
        raise EditConflict.between(
            _("Somebody else saved this letter in the meantime."), stored, fields
        )
    if changed & set(TEXTS):
        TemplateVersion.objects.create(
            template=template,
            number=version,
            replaced_at=now,
            replaced_by=by,
            **{name: getattr(stored, name) for name in TEXTS},
        )
    record("letter.change", template, by=by, changes=changed)
    template.refresh_from_db()
    return template
