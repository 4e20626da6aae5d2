"""The list of broken promises, with whether the customer complained and the call to make."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from crm.shared.lists import Column, ListSpec
from customers.filters import SalesFilter
from customers.promises.models import PromiseKind
from customers.promises.outcome import Outcome

OUTCOMES = [
    ("", _("Any")),
    (Outcome.OVERDUE.value, Outcome.OVERDUE.label),
    (Outcome.DISAPPOINTED.value, Outcome.DISAPPOINTED.label),
]


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


def called(state: str | None) -> str:
    """Say what became of the call, as the page does."""
    words = {"done": pgettext("broken promise", "called"), "open": pgettext("call", "planned")}
    return words.get(state or "", "")


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
               template="insight/cells/_call.html", csv=lambda p: called(p.call_state)),
    ],
    sorts={"-due": ("-due_on", "-pk")},
    default_sort="-due",
)  # fmt: skip
