"""Promises we did not keep, whether the customer complained, and the call to make (`domain.md` §9, layer 4)."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.db.models import DateField, Exists, ExpressionWrapper, OuterRef, Value
from django.db.models.functions import TruncDate
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from complaints.cases.models import Complaint
from crm.dashboard.doors import door
from crm.shared.counting import count_of, scalars
from crm.shared.formats import number
from crm.shared.htmx import wants_fragment
from crm.shared.lists import Column, ListSpec, list_response
from crm.shared.localtime import local_date, zone
from crm.shared.organisation.services import get_organisation
from customers.filters import SalesFilter, people_choices
from customers.promises.calls import with_call
from customers.promises.models import Promise, PromiseKind
from customers.promises.outcome import Outcome
from customers.promises.querysets import PromiseQuerySet
from customers.promises.terms import YEAR

OUTCOMES = [
    ("", _("Any")),
    (Outcome.OVERDUE.value, Outcome.OVERDUE.label),
    (Outcome.DISAPPOINTED.value, Outcome.DISAPPOINTED.label),
]


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


class BrokenFilter(SalesFilter):
    """Narrows broken promises; the period is that of the day they were made."""

    day_field = "promised_on"
    outcome = forms.ChoiceField(
        label=pgettext_lazy("promise", "Outcome"), required=False, choices=OUTCOMES
    )
    kind = forms.ChoiceField(
        label=_("Type"), required=False, choices=[("", _("Any")), *PromiseKind.choices]
    )
    complained = forms.ChoiceField(
        label=_("Did they complain?"),
        required=False,
        choices=[("", _("Any")), ("yes", _("Yes")), ("no", _("No"))],
    )

    def apply(self, queryset: Any) -> Any:
        """Narrow by outcome, type, and whether there was a complaint."""
        data = self.cleaned_data
        queryset = super().apply(queryset)
        if data["outcome"]:
            queryset = queryset.with_outcome(data["outcome"], timezone.now())
        if data["kind"]:
            queryset = queryset.filter(kind=data["kind"])
        if data["complained"]:
            queryset = queryset.filter(complained=data["complained"] == "yes")
        return queryset


BROKEN = ListSpec(
    key="broken-promises",
    label=_("Broken promises"),
    filter_form=BrokenFilter,
    columns=[
        Column("text", _("What we promised"), template="insight/cells/_promise.html",
               csv=lambda p: p.text),
        Column("account", _("Account"), template="insight/cells/_account.html",
               csv=lambda p: p.account.name),
        Column("due_on", _("Due on"), template="insight/cells/_counted.html", sort="-due",
               csv=lambda p: p.counts_on),
        Column("outcome", pgettext_lazy("promise", "Outcome"),
               template="promises/cells/_outcome.html",
               csv=lambda p: p.outcome_at(timezone.now()).label),
        Column("complained", _("Did they complain?"), template="insight/cells/_complained.html",
               csv=lambda p: gettext("yes") if p.complained else gettext("no")),
        Column("owner", _("Owner"), template="promises/cells/_owner.html",
               csv=lambda p: p.owner.display_name),
        Column("call", pgettext_lazy("broken promise", "Call"),
               template="insight/cells/_call.html", csv=lambda p: p.call_state or ""),
    ],
    sorts={"-due": ("-due_on", "-pk")},
    default_sort="-due",
)  # fmt: skip


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


@require_safe
def broken(request: HttpRequest) -> HttpResponseBase:
    """Show the promises that were not kept, whether the customer complained, and the call to make."""
    now = timezone.now()
    asked = BrokenFilter(request.GET, request=request)
    asked.is_valid()
    whose = {k: asked.cleaned_data[k] for k in ("owner", "team", "account")}
    context: dict[str, Any] = {"people": people_choices(request.user, whose)}
    if not wants_fragment(request) and request.GET.get("format") != "csv":
        context["figures"] = figures(request.user, whose, now)
    return list_response(
        request,
        BROKEN,
        with_call(broken_promises(request.user, now)).select_related("account", "contact", "owner"),
        template="insight/broken.html",
        fragment="insight/_broken.html",
        context=context,
    )
