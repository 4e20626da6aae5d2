"""The list of account plans: one line per account, also for those without a plan."""

from typing import Any

from django import forms
from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.shared.lists import Column, ListSpec
from crm.shared.localtime import local_date
from customers.filters import SalesFilter
from customers.plans.models import FIRST_YEAR, LAST_YEAR
from customers.plans.states import PlanState

MISSING = "missing"
RUNNING = (PlanState.DRAFT, PlanState.APPROVED)
STATES = [
    ("", _("Any")),
    (MISSING, pgettext_lazy("plan", "Missing")),
    *PlanState.choices,
]


def with_plan(accounts: QuerySet, year: int) -> QuerySet:
    """Read the plan of a year along with each account; those without one stay in."""
    return accounts.annotate(
        plan=FilteredRelation("plans", condition=Q(plans__year=year)),
        plan_state=F("plan__state"),
        plan_number=F("plan__number"),
        plan_summary=F("plan__summary"),
        review_on=F("plan__next_review_on"),
    )


def review_state(account: Any) -> str:
    """Return "late" for a review that should have been held by now, as clocks call it."""
    running = account.review_on and account.plan_state in RUNNING
    return "late" if running and account.review_on <= local_date(timezone.now()) else ""


class PlanFilter(SalesFilter):
    """Narrows accounts by the plan of a year; key accounts unless all with a plan are asked for."""

    account_path = "pk"
    since = until = None
    year = forms.IntegerField(
        label=_("Year"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    state = forms.ChoiceField(label=pgettext_lazy("plan", "State"), required=False, choices=STATES)
    which = forms.ChoiceField(
        label=_("Accounts"),
        required=False,
        choices=[("", _("Key accounts")), ("planned", _("All with a plan"))],
    )
    review = forms.ChoiceField(
        label=_("Review"), required=False, choices=[("", _("Any")), ("due", _("Due"))]
    )

    @property
    def asked_year(self) -> int:
        """Return the year of the plans shown: this year unless another is asked for."""
        return self.cleaned_data.get("year") or local_date(timezone.now()).year

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Narrow by people, state and review."""
        data: dict[str, Any] = self.cleaned_data
        queryset = with_plan(queryset.filter(self.condition()), self.asked_year)
        if data["which"] == "planned":
            queryset = queryset.filter(plan__isnull=False)
        else:
            queryset = queryset.filter(is_key_account=True)
        if data["state"] == MISSING:
            queryset = queryset.filter(plan__isnull=True)
        elif data["state"]:
            queryset = queryset.filter(plan__state=data["state"])
        if data["review"]:
            today = local_date(timezone.now())
            queryset = queryset.filter(plan__next_review_on__lte=today, plan__state__in=RUNNING)
        return queryset


PLANS = ListSpec(
    key="plans",
    label=_("Account plans"),
    filter_form=PlanFilter,
    columns=[
        Column("name", _("Account"), template="plans/cells/_account.html", sort="name",
               csv=lambda a: a.name),
        Column("plan_state", pgettext_lazy("plan", "Plan"), template="plans/cells/_state.html",
               csv=lambda a: a.plan_state or MISSING),
        Column("goals", _("Goals"), template="plans/cells/_goals.html",
               csv=lambda a: len(a.plan_summary or ())),
        Column("review_on", _("Next review"), template="plans/cells/_review.html",
               value=review_state, csv=lambda a: a.review_on),
        Column("account_class", _("Class"), template="tasks/cells/_plain.html"),
        Column("revenue_12m", _("Revenue, 12 months"), template="plans/cells/_revenue.html",
               align="end", csv=lambda a: a.revenue_12m),
        Column("owner", _("Owner"), template="promises/cells/_owner.html",
               csv=lambda a: a.owner.display_name if a.owner else ""),
    ],
    sorts={"name": ("name_key", "pk")},
    default_sort="name",
)  # fmt: skip
