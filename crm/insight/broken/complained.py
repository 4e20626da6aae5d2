"""Promises we did not keep, and whether the customer complained (`domain.md` §9, layer 4)."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import DateField, Exists, ExpressionWrapper, OuterRef, Value
from django.db.models.functions import TruncDate
from django.utils.translation import gettext

from complaints.cases.models import Complaint
from crm.dashboard.doors import door
from crm.shared.counting import count_of, scalars
from crm.shared.formats import number
from crm.shared.localtime import local_date, zone
from crm.shared.organisation.services import get_organisation
from customers.promises.models import Promise
from customers.promises.querysets import PromiseQuerySet
from customers.promises.terms import YEAR


def complained(user: Any) -> Exists:
    """Return whether the account complained within the window around the day that counted.

    Ninety days away counts, ninety-one does not (setting). Only complaints this user may read are seen.
    """
    window = timedelta(days=get_organisation().complaint_window_days)

    def around(shift: timedelta) -> ExpressionWrapper:
        return ExpressionWrapper(OuterRef("counts_on") + Value(shift), output_field=DateField())

    found = Complaint.objects.visible_to(user).filter(account=OuterRef("account"))
    found = found.annotate(day=TruncDate("received_at", tzinfo=zone()))
    return Exists(found.filter(day__gte=around(-window), day__lte=around(window)).order_by())


def broken_promises(user: Any, now: datetime) -> PromiseQuerySet:
    """Return the promises not kept that a user may read, each with whether the customer complained."""
    rows = Promise.objects.visible_to(user).broken(now)
    return rows.annotate(complained=complained(user))


def complaint_door(promise: Any) -> str:
    """Return the list of the complaints around the day a promise was to be kept."""
    window = timedelta(days=get_organisation().complaint_window_days)
    first: date = promise.counts_on - window
    return door(
        "complaints:list", account=promise.account_id, since=first.isoformat(),
        until=(promise.counts_on + window).isoformat(),
    )  # fmt: skip


def figures(user: Any, whose: dict[str, Any], now: datetime) -> list[dict[str, Any]]:
    """Return how many were broken in 12 months and how many of those customers said nothing; one query."""
    today = local_date(now)
    period = {"since": (today - YEAR).isoformat(), "until": today.isoformat()}
    rows = broken_promises(user, now).filter(promised_on__range=(today - YEAR, today))
    names = {"owner": "owner", "team": "owner__team", "account": "account"}
    rows = rows.filter(**{names[k]: v for k, v in whose.items() if v})
    found = scalars(user, broken=count_of(rows), heard=count_of(rows.filter(complained=True)))
    filters = period | {k: getattr(v, "pk", v) for k, v in whose.items() if v}
    silent = found["broken"] - found["heard"]
    return [
        {
            "label": gettext("Not kept, 12 months"),
            "value": number(found["broken"]),
            "url": door("insight:broken", **filters),
            "note": gettext("late, overdue, or given up when overdue"),
        },
        {
            "label": gettext("The customer complained"),
            "value": number(found["heard"]),
            "url": door("insight:broken", complained="yes", **filters),
            "note": gettext("within %(days)s days of the day we promised")
            % {"days": get_organisation().complaint_window_days},
        },
        {
            "label": gettext("The customer said nothing"),
            "value": number(silent),
            "url": door("insight:broken", complained="no", **filters),
            "note": gettext("these are the calls to make"),
        },
    ]
