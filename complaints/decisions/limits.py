"""Who approves what remedies cost: by role, per complaint and per customer in 12 months. Pure.

Many small remedies add up: the sum per customer is what keeps a large one from being split.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from typing import Any

from django.utils.translation import gettext as _

from crm.shared.access import Role, has_role
from crm.shared.formats import money


class Level(IntEnum):
    """Names who has to approve, the lightest first."""

    NOBODY = 0
    MANAGER = 1
    ADMINISTRATOR = 2


def approval_level(user: Any) -> Level:
    """Return what a colleague may approve as; nothing for who is no manager."""
    if has_role(user, Role.ADMINISTRATOR):
        return Level.ADMINISTRATOR
    return Level.MANAGER if has_role(user, Role.MANAGER) else Level.NOBODY


@dataclass(frozen=True)
class Limits:
    """Holds what a handler and a manager may promise; None for without limit."""

    handler: Decimal
    handler_year: Decimal | None = None
    manager: Decimal | None = None
    manager_year: Decimal | None = None


@dataclass(frozen=True)
class Need:
    """Says who approves, and the sums it follows from."""

    level: Level
    cost: Decimal
    before: Decimal  # promised to this customer on other complaints, 12 months
    limit: Decimal | None = None  # the limit that was passed
    by_year: bool = False  # it is the customer's sum that passed it

    @property
    def total(self) -> Decimal:
        """Return what the customer is promised in 12 months, this complaint included."""
        return self.cost + self.before


def _over(amount: Decimal, limit: Decimal | None) -> bool:
    return limit is not None and amount > limit


def needed(cost: Decimal, before: Decimal, limits: Limits) -> Need:
    """Return who approves remedies of `cost` after `before` was promised elsewhere in 12 months.

    What costs nothing needs nobody, whatever was promised before. A limit itself is still allowed.
    """
    total = cost + before
    steps = (
        (Level.ADMINISTRATOR, limits.manager, cost, False),
        (Level.ADMINISTRATOR, limits.manager_year, total, True),
        (Level.MANAGER, limits.handler, cost, False),
        (Level.MANAGER, limits.handler_year, total, True),
    )
    for level, limit, amount, by_year in steps:
        if cost > 0 and _over(amount, limit):
            return Need(level, cost, before, limit, by_year)
    return Need(Level.NOBODY, cost, before)


def limits_of(terms: Any) -> Limits:
    """Return the limits the organisation set."""
    return Limits(
        handler=terms.remedy_limit,
        handler_year=terms.remedy_limit_year,
        manager=terms.remedy_limit_manager,
        manager_year=terms.remedy_limit_manager_year,
    )


def euros(amount: Decimal) -> str:
    """Write an amount, with cents only where there are any."""
    return money(amount, 0 if amount == amount.to_integral_value() else 2)


def explain(need: Need) -> str:
    """Say why somebody approves, with the sum; an empty string when nobody has to."""
    if need.level == Level.NOBODY or need.limit is None:
        return ""
    who = (
        _("an administrator approves them")
        if need.level == Level.ADMINISTRATOR
        else _("a manager approves them")
    )
    if not need.by_year:
        return _("The remedies cost %(cost)s, more than %(limit)s on one complaint: %(who)s.") % {
            "cost": euros(need.cost),
            "limit": euros(need.limit),
            "who": who,
        }
    return _(
        "%(before)s promised to this customer in 12 months + %(cost)s now = %(total)s, more than "
        "%(limit)s: %(who)s."
    ) % {
        "before": euros(need.before),
        "cost": euros(need.cost),
        "total": euros(need.total),
        "limit": euros(need.limit),
        "who": who,
    }
