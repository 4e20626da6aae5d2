"""Accounts in the trade's words."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from crm.shared import phones
from crm.shared.access import Role, editable_accounts_q, has_role, visible_accounts_q
from crm.shared.search.find import matching


class AccountQuerySet(models.QuerySet):
    """Asks for accounts the way sales staff do."""

    def alive(self) -> Self:
        """Leave out merged accounts and those in the bin."""
        return self.filter(merged_into__isnull=True, deleted_at__isnull=True)

    def visible_to(self, user: Any) -> Self:
        """Keep what a user may read."""
        return self.alive().filter(visible_accounts_q(user))

    def editable_by(self, user: Any) -> Self:
        """Keep what a user may change."""
        return self.alive().filter(editable_accounts_q(user))

    def is_editable_by(self, user: Any, account: Any) -> bool:
        """Say whether a user may change an account; asks the database only when standing in for others."""
        if has_role(user, Role.MANAGER) or (
            has_role(user, Role.SALES) and account.owner_id == user.pk
        ):
            return True
        return self.editable_by(user).filter(pk=account.pk).exists()

    def former(self) -> Self:
        """Keep former customers: were a customer before and are not now."""
        return self.filter(Q(stage="former") | Q(stage="potential", is_former=True))

    def with_sign(self, sign: int) -> Self:
        """Keep accounts that show one sign (`customers.figures.signs.Sign`)."""
        return self.alias(_sign=F("signs").bitand(sign)).filter(_sign__gt=0)

    def containing(self, words: str) -> Self:
        """Keep accounts in whose name, place or addresses these words stand; a number is a phone number.

        Words are looked up in the search index, so that a million accounts cost what a thousand do.
        """
        words = words.strip()
        number = phones.normalise(words) if phones.looks_like_number(words) else None
        if number:
            return self.filter(phone=number)
        if "@" in words:
            return self.filter(email__istartswith=words)
        found = matching("account", words)
        return self if found is None else self.filter(pk__in=found)

    def rested(self, today: date) -> Self:
        """Keep former customers whose rest period has passed."""
        return self.filter(stage="former", rest_until__lte=today)


class LifecycleEventQuerySet(models.QuerySet):
    """Asks for moves on the cycle."""

    def visible_to(self, user: Any) -> Self:
        """Keep the moves of accounts a user may read."""
        return self.filter(visible_accounts_q(user, "account__"), account__deleted_at__isnull=True)

    def of(self, account: Any) -> Self:
        """Keep the moves of an account and of those merged into it, with who and why."""
        return self.told().filter(Q(account=account) | Q(account__merged_into=account))

    def told(self) -> Self:
        """Read who moved and the free text along; what a timeline shows."""
        return self.select_related("actor", "text")
