"""Writing the audit trail."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from crm.shared.audit.models import AuditEntry


def record(
    verb: str,
    obj: models.Model | str,
    *,
    by: Any,
    changes: Iterable[str] | None = None,
    account_id: int | None = None,
) -> AuditEntry:
    """Write who did what to which record; call it inside the transaction of the act.

    `changes` holds the names of changed fields, never their values: the trail outlives an erasure.
    `obj` may be a word for acts on no single record, such as an export of a list.
    """
    kind, object_id = (obj, None) if isinstance(obj, str) else (obj._meta.label_lower, obj.pk)
    return AuditEntry.objects.create(
        verb=verb,
        kind=kind,
        object_id=object_id,
        account_id=account_id if account_id is not None else getattr(obj, "account_id", None),
        actor=by if getattr(by, "pk", None) else None,
        changed=sorted(changes or []),
    )


def record_many(verb: str, objs: Iterable[models.Model], *, by: Any) -> None:
    """Write the same act on many records, in one statement per 500; for imports."""
    AuditEntry.objects.bulk_create(
        [
            AuditEntry(
                verb=verb,
                kind=obj._meta.label_lower,
                object_id=obj.pk,
                account_id=getattr(obj, "account_id", None),
                actor=by if getattr(by, "pk", None) else None,
                changed=[],
            )
            for obj in objs
        ],
        batch_size=500,
    )
