"""Which sums answer a page: the stored ones where they can, else those of the deals it may show."""

from typing import Any

from django.db.models import Q, QuerySet

from crm.shared.access import scope_for
from customers.forecast.cells import Cell, live_cells, stored_cells

ANSWERED = {
    "owner": "owner_id",
    "team": "owner__team_id",
    "pipeline": "stage__pipeline_id",
    "stage": "stage_id",
    "state": "state",
}


def stored_condition(user: Any, data: dict[str, Any]) -> Q | None:
    """Return the condition on stored sums for a reader and the filters of a page; None if they cannot say.

    Stored sums know no accounts: they answer only who may read every account.
    """
    if not scope_for(user).everything:
        return None
    condition = Q()
    for name, value in data.items():
        if value in (None, "", False):
            continue
        if name not in ANSWERED:
            return None
        condition &= Q(**{ANSWERED[name]: value})
    return condition


def read_cells(
    user: Any, data: dict[str, Any], deals: QuerySet, *by: str, stored: Q, live: Q
) -> tuple[list[Cell], bool]:
    """Return sums per value of `by` and whether some deals were left out; one query.

    `deals` is filtered by `data` already; `stored` and `live` narrow both further in the same way.
    """
    condition = stored_condition(user, data)
    if condition is not None:
        return stored_cells(condition & stored, *by), False
    return live_cells(deals.filter(live), *by)
