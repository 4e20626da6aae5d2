"""Win-backs: the chance people give them."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from crm.shared.audit.services import record
from customers.errors import EditConflict
from customers.winback.models import WinBack


@transaction.atomic
def assess(
    win_back: WinBack, *, version: int, chance: int | None, note: str, by: Any, now: datetime
) -> WinBack:
    """Write the chance somebody gives a win-back, with why; it stays a judgement of people.

    Raises EditConflict with both versions when a colleague was faster.
    """
    fields: dict[str, Any] = {"chance": chance, "note": note.strip()}
    changed = WinBack.objects.filter(pk=win_back.pk, version=version).update(
        **fields, assessed_by=by, assessed_at=now, version=F("version") + 1
    )
    if not changed:
        raise EditConflict.between(
            _("Somebody else saved this while you were typing. Nothing was lost: compare."),
            WinBack.objects.get(pk=win_back.pk),
            fields,
        )
    record("winback.assess", win_back, by=by, changes=fields, account_id=win_back.account_id)
    win_back.refresh_from_db()
    return win_back
