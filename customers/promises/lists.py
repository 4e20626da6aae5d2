"""The list of promises, by what became of them."""

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.shared.lists import Column, ListSpec
from customers.filters import SliceFilter, period_q
from customers.formwork import DayInput
from customers.promises.models import PromiseKind
from customers.promises.outcome import Outcome

OUTCOMES = [
    ("", _("Any")),
    ("owed", _("Still owed: open and overdue")),
    *Outcome.choices,
    ("counted", _("Counted: delivered or overdue")),
    ("delivered", pgettext_lazy("promise", "Delivered")),
    ("kept", _("Kept")),
    ("broken", _("Not kept")),
]


class PromiseFilter(SliceFilter):
    """Narrows promises; the period is that of the day they were made."""

    day_field = "promised_on"
    outcome = forms.ChoiceField(
        label=pgettext_lazy("promise", "Outcome"), required=False, choices=OUTCOMES
    )
    kind = forms.ChoiceField(
        label=_("Type"), required=False, choices=[("", _("Any")), *PromiseKind.choices]
    )
    due_until = forms.DateField(label=_("Due until"), required=False, widget=DayInput)

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Narrow by outcome and type."""
        data, now = self.cleaned_data, timezone.now()
        queryset = super().apply(queryset)
        if data["kind"]:
            queryset = queryset.filter(kind=data["kind"])
        queryset = queryset.filter(period_q("due_on", None, data["due_until"]))
        outcome = data["outcome"]
        if outcome in Outcome.values:
            return queryset.with_outcome(outcome, now)
        groups = {
            "owed": lambda: queryset.open(),
            "counted": lambda: queryset.decided(now),
            "delivered": lambda: queryset.delivered(),
            "kept": lambda: queryset.kept(),
            "broken": lambda: queryset.broken(now),
        }
        return groups[outcome]() if outcome in groups else queryset


PROMISES = ListSpec(
    key="promises",
    label=_("Promises"),
    filter_form=PromiseFilter,
    columns=[
        Column("text", _("What we promised"), template="promises/cells/_text.html",
               csv=lambda p: p.text),
        Column("account", _("Account"), template="tasks/cells/_account.html",
               csv=lambda p: p.account.name),
        Column("contact", _("To"), template="tasks/cells/_plain.html",
               value=lambda p: p.contact.name if p.contact_id else ""),
        Column("kind", _("Type"), value="kind", template="tasks/cells/_plain.html"),
        Column("promised_on", _("Promised on"), template="promises/cells/_promised.html",
               sort="promised", csv=lambda p: p.promised_on),
        Column("due_on", _("Due on"), template="promises/cells/_due.html", sort="due",
               csv=lambda p: p.due_on),
        Column("delivered_on", _("Delivered on"), template="promises/cells/_delivered.html",
               csv=lambda p: p.delivered_on),
        Column("outcome", pgettext_lazy("promise", "Outcome"),
               template="promises/cells/_outcome.html",
               csv=lambda p: p.outcome_at(timezone.now()).label),
        Column("gap", _("Gap in days"), value="gap", template="promises/cells/_gap.html",
               align="end", csv=lambda p: p.gap),
        Column("owner", _("Owner"), template="promises/cells/_owner.html",
               csv=lambda p: p.owner.display_name),
    ],
    sorts={"due": ("due_on", "pk"), "-promised": ("-promised_on", "-pk")},
    default_sort="-due",
)  # fmt: skip
