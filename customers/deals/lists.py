"""The lists of deals and of orders."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from crm.shared.lists import Column, ListSpec
from crm.shared.localtime import local_date
from crm.shared.organisation.services import get_organisation
from customers.accounts.naming import name_key
from customers.deals.models import DealStage, DealState, LossReason, OrderSource
from customers.filters import SalesFilter, period_q, remembered
from customers.formwork import DayInput, MoneyField


def stage_choices() -> list[tuple[int, str, str]]:
    """Return the stages as (id, English, Dutch) in the order of the board; up to 30 s old."""
    rows = DealStage.objects.order_by("pipeline__position", "pipeline", "position")
    return remembered("kring.stages", lambda: list(rows.values_list("pk", "name_en", "name_nl")))


class DealFilter(SalesFilter):
    """Narrows deals; the period is that of the expected decision."""

    day_field = "expected_close"
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("Any")), *DealState.choices]
    )
    stage = forms.TypedChoiceField(
        label=pgettext_lazy("deal", "Stage"), required=False, coerce=int, empty_value=None
    )
    quiet = forms.BooleanField(label=_("Gone quiet"), required=False)
    late = forms.BooleanField(label=_("Decision date passed"), required=False)
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
        self.fields["since"].label = _t("Decision expected from")
        self.fields["until"].label = _t("Decision expected until")
        dutch = get_language() == "nl"
        self.fields["stage"].choices = [
            ("", _t("Any")),
            *((pk, nl if dutch else en) for pk, en, nl in stage_choices()),
        ]

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Narrow by state, stage, marks, amount, decision and words."""
        data, now = self.cleaned_data, timezone.now()
        queryset = super().apply(queryset)
        exact = {
            name: data[key]
            for name, key in (("state", "state"), ("stage", "stage"), ("loss_reason", "reason"))
            if data[key]
        }
        queryset = queryset.filter(
            period_q("closed_on", data["closed_since"], data["closed_until"]), **exact
        )
        if data["quiet"]:
            queryset = queryset.quiet(now, get_organisation().quiet_deal_days)
        if data["late"]:
            queryset = queryset.late(local_date(now))
        if data["amount_from"] is not None:
            queryset = queryset.filter(amount__gte=data["amount_from"])
        if data["amount_to"] is not None:
            queryset = queryset.filter(amount__lte=data["amount_to"])
        return queryset.named(data["q"].replace("\0", ""), name_key(data["q"]))


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


class OrderFilter(SalesFilter):
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
