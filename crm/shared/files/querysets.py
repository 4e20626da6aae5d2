"""Files in the trade's words."""

from collections.abc import Callable
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from crm.shared.files import owners


class StoredFileQuerySet(models.QuerySet):
    """Asks for files; who may read or change one is what its owner's kind says."""

    def visible_to(self, user: Any) -> Self:
        """Keep files of records a user may read."""
        return self._of_owners(lambda owner: owner.visible(user))

    def editable_by(self, user: Any) -> Self:
        """Keep files of records a user may change."""
        return self._of_owners(lambda owner: owner.editable(user))

    def _of_owners(self, records: Callable[[owners.Owner], models.QuerySet]) -> Self:
        """Keep files whose record is among those given; looked up per file, by primary key."""
        found = Q(pk__in=[])
        for owner in owners.owners():
            theirs = records(owner).filter(pk=OuterRef("owner_id")).order_by()
            found |= Q(Exists(theirs), owner_kind=owner.kind)
        return self.filter(found)

    def of(self, kind: str, owner_id: int) -> Self:
        """Keep the files of one record."""
        return self.filter(owner_kind=kind, owner_id=owner_id)

    def of_account(self, account_id: int) -> Self:
        """Keep the files of an account and of everything on it."""
        return self.filter(account_id=account_id)

    def pinned(self) -> Self:
        """Keep what stands on top of the timeline."""
        return self.filter(pinned_at__isnull=False)
