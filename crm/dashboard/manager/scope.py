"""A part of the company as conditions on records: the same ones the filters of their lists make."""

from datetime import date
from typing import Any

from django.db.models import Q

from crm.shared.localtime import day_end, day_start
from customers.figures.slices import Slice


def accounts_q(part: Slice, prefix: str = "") -> Q:
    """Return the condition of accounts of the slice, below a path such as `account__`."""
    return Q(**{f"{prefix}{name}": value for name, value in part.segment.items()})


def records_q(part: Slice, owner: str = "owner") -> Q:
    """Return the condition of records with an owner of their own: owner and team are the record's (`SalesFilter`)."""
    names = {"owner": owner, "team": f"{owner}__team", "account_class": "account__account_class"}
    return Q(**{names[name]: value for name, value in part.segment.items()})


def loop_q(part: Slice) -> Q:
    """Return the condition of follow-ups: their own owner, the account's team and class (`FollowUpFilter`)."""
    names = {"owner": "owner", "team": "account__team", "account_class": "account__account_class"}
    return Q(**{names[name]: value for name, value in part.segment.items()})


def days_q(field: str, days: tuple[date, date]) -> Q:
    """Return the condition that a date lies in a period, both days included."""
    return Q(**{f"{field}__range": days})


def moments_q(field: str, days: tuple[date, date]) -> Q:
    """Return the condition that a moment lies in a period of local days."""
    return Q(**{f"{field}__gte": day_start(days[0]), f"{field}__lt": day_end(days[1])})


def as_filters(days: tuple[date, date]) -> dict[str, Any]:
    """Return a period as the filters of a list."""
    return {"since": days[0].isoformat(), "until": days[1].isoformat()}
