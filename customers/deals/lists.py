"""The lists of deals and of orders."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from crm.shared.lists import Column, ListSpec
from crm.shared.localtime import local_date
from crm.shared.organisation.services import get_organisation
from customers.deals.models import DealState, LossReason, OrderSource, Product
from customers.filters import SliceFilter, period_q, remembered
from customers.formwork import DayInput, MoneyField
from customers.pipelines.choices import quiet_limits, stage_choices
from customers.pipelines.models import Forecast


def product_choices() -> list[tuple[int, str]]:
    """Return the products by name; up to 30 s old."""
    rows = Product.objects.order_by("name").values_list("pk", "name")
    return remembered("kring.products", lambda: list(rows))


class DealFilter(SliceFilter):
    """Narrows deals; the period is that of the expected decision."""

    day_field = "expected_close"
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("Any")), *DealState.choices]
    )
    pipeline = forms.TypedChoiceField(
        label=_("Pipeline"), required=False, coerce=int, empty_value=None
    )
    stage = forms.TypedChoiceField(
        label=pgettext_lazy("deal", "Stage"), required=False, coerce=int, empty_value=None
    )
    reached = forms.TypedChoiceField(
        label=_("Came as far as"), required=False, coerce=int, empty_value=None
    )
    forecast = forms.ChoiceField(
        label=_("Forecast"),
        required=False,
        choices=[("", _("Any")), *Forecast.choices, ("case", _("Best case and committed"))],
    )
    product = forms.TypedChoiceField(
        label=_("Product"), required=False, coerce=int, empty_value=None
    )
    undated = forms.BooleanField(label=_("Without expected close"), required=False)
    quiet = forms.BooleanField(label=_("Gone quiet"), required=False)
    late = forms.BooleanField(label=_("Decision date passed"), required=False)
    nothing_planned = forms.BooleanField(label=_("Nothing planned"), required=False)
    amount_from = MoneyField(label=_("Amount from"), required=False)
    amount_to = MoneyField(label=_("Amount up to"), required=False)
    reason = forms.ChoiceField(
        label=_("Reason of loss"), required=False, choices=[("", _("Any")), *LossReason.choices]
    )
    closed_since = forms.DateField(label=_("Decided from"), required=False, widget=DayInput)
    closed_until = forms.DateField(label=_("Decided until"), required=False, widget=DayInput)
    q = forms.CharField(label=_("Words"), required=False, max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].label = gettext("Decision expected from")
        self.fields["until"].label = gettext("Decision expected until")
        stages, any_one = stage_choices(), [("", gettext("Any"))]
        pipelines = {s.pipeline: s.pipeline_name for s in stages}
        single = len(pipelines) < 2
        named = [(s.pk, s.name if single else f"{s.pipeline_name} · {s.name}") for s in stages]
        self.fields["stage"].choices = self.fields["reached"].choices = any_one + named
        self.fields["pipeline"].choices = any_one + list(pipelines.items())
        self.fields["product"].choices = any_one + product_choices()

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Narrow by state, stage, marks, amount, decision and words."""
        data, now = self.cleaned_data, timezone.now()
        queryset = super().apply(queryset)
        exact = {
            name: data[key]
            for name, key in (
                ("state", "state"),
                ("stage", "stage"),
                ("stage__pipeline", "pipeline"),
                ("product", "product"),
                ("loss_reason", "reason"),
            )
            if data[key]
        }
        queryset = queryset.filter(
            period_q("closed_on", data["closed_since"], data["closed_until"]), **exact
        )
        if data["forecast"]:
            sure = ["best", "commit"] if data["forecast"] == "case" else [data["forecast"]]
            queryset = queryset.filter(forecast__in=sure)
        if data["reached"]:
            queryset = queryset.reached(self._from(data["reached"]))
        if data["undated"]:
            queryset = queryset.filter(expected_close__isnull=True)
        if data["quiet"]:
            days = get_organisation().quiet_deal_days
            queryset = queryset.quiet(now, days, quiet_limits())
        if data["late"]:
            queryset = queryset.late(local_date(now))
        if data["nothing_planned"]:
            queryset = queryset.unplanned()
        if data["amount_from"] is not None:
            queryset = queryset.filter(amount__gte=data["amount_from"])
        if data["amount_to"] is not None:
            queryset = queryset.filter(amount__lte=data["amount_to"])
        return queryset.named(data["q"])

    @staticmethod
    def _from(stage_id: int) -> list[int]:
        """Return a stage and those after it in its pipeline."""
        stages = stage_choices()
        first = next(i for i, s in enumerate(stages) if s.pk == stage_id)
        return [s.pk for s in stages[first:] if s.pipeline == stages[first].pipeline]


DEALS = ListSpec(
    key="deals",
    label=_("Deals"),
    filter_form=DealFilter,
    columns=[
        Column("title", _("Title"), template="deals/cells/_title.html", csv=lambda d: d.title),
        Column("account", _("Account"), template="tasks/cells/_account.html",
               csv=lambda d: d.account.name),
        Column("stage", pgettext_lazy("deal", "Stage"), template="deals/cells/_stage.html",
               csv=lambda d: d.stage.name if d.state == "open" else d.get_state_display()),
        Column("amount", pgettext_lazy("money", "Amount"), template="deals/cells/_amount.html",
               sort="-amount", align="end", csv=lambda d: d.amount),
        Column("probability", _("Probability"), template="deals/cells/_probability.html",
               align="end", csv=lambda d: d.probability),
        Column("weighted", _("Weighted"), template="deals/cells/_weighted.html", align="end",
               csv=lambda d: d.weighted),
        Column("forecast", _("Forecast"), template="deals/cells/_forecast.html",
               csv=lambda d: d.get_forecast_display() if d.state == "open" else ""),
        Column("expected_close", _("Expected close"), template="deals/cells/_close.html",
               sort="close", csv=lambda d: d.expected_close),
        Column("closed_on", _("Closed on"), template="deals/cells/_closed.html",
               csv=lambda d: d.closed_on),
        Column("loss_reason", _("Reason of loss"),
               value=lambda d: d.get_loss_reason_display() if d.loss_reason else ""),
        Column("owner", _("Owner"), template="deals/cells/_owner.html",
               csv=lambda d: d.owner.display_name if d.owner_id else ""),
    ],
    sorts={
        "-new": ("-created_at", "-pk"),
        "close": ("expected_close", "pk"),
        "-amount": ("-amount", "-pk"),
    },
    default_sort="-new",
)  # fmt: skip


class OrderFilter(SliceFilter):
    """Narrows orders; owner and team are those of the account."""

    owner_path = "account__owner"
    day_field = "ordered_on"
    source = forms.ChoiceField(
        label=_("Source"), required=False, choices=[("", _("Any")), *OrderSource.choices]
    )
    product_group = forms.CharField(label=_("Product group"), required=False, max_length=80)

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Narrow by source and product group."""
        data = self.cleaned_data
        queryset = super().apply(queryset)
        if data["source"]:
            queryset = queryset.filter(source=data["source"])
        if data["product_group"]:
            queryset = queryset.filter(product_group=data["product_group"].replace("\0", ""))
        return queryset


ORDERS = ListSpec(
    key="orders",
    label=_("Orders"),
    filter_form=OrderFilter,
    columns=[
        Column("ordered_on", _("Date"), template="orders/cells/_date.html", sort="date",
               csv=lambda o: o.ordered_on),
        Column("account", _("Account"), template="tasks/cells/_account.html",
               csv=lambda o: o.account.name),
        Column("description", _("Description")),
        Column("product_group", _("Product group")),
        Column("amount", pgettext_lazy("money", "Amount"), template="orders/cells/_amount.html",
               align="end", csv=lambda o: o.amount),
        Column("direct_cost", _("Direct cost"), template="orders/cells/_cost.html", align="end",
               csv=lambda o: o.direct_cost),
        Column("source", _("Source"), template="orders/cells/_source.html",
               csv=lambda o: o.get_source_display()),
        Column("external_ref", _("External reference")),
    ],
    sorts={"-date": ("-ordered_on", "-pk")},
    default_sort="-date",
)  # fmt: skip
