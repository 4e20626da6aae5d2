"""Forms of account plans."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.shared.people.models import User
from customers.formwork import DayInput, MoneyField
from customers.plans.models import (
    FIRST_YEAR,
    LAST_YEAR,
    AccountPlan,
    AccountProposition,
    PlanGoal,
    PlanReview,
    SegmentProposition,
)

SECTIONS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (_("The customer"), ("mission", "customer_strategy", "customer_goals", "market")),
    (_("SWOT"), ("strengths", "weaknesses", "opportunities", "threats")),
    (_("Our plan"), ("strategy", "budget_amount", "budget", "risks")),
)
FOUR_LINES = {"rows": 4}


class Versioned(forms.ModelForm):
    """Carries the version that was read, so that a second editor is told."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = getattr(self.instance, "version", 1)

    def clean_version(self) -> int:
        """Return the version that was read; none counts as one nobody ever saved."""
        return self.cleaned_data["version"] or 0

    def values(self) -> dict[str, Any]:
        """Return what the service takes, without the version."""
        return {k: v for k, v in self.cleaned_data.items() if k != "version"}


class PlanForm(Versioned):
    """Changes the texts and the budget of a draft."""

    budget_amount = MoneyField(label=pgettext_lazy("plan", "budget"), required=False, min_value=0)

    class Meta:
        model = AccountPlan
        fields = [name for _title, names in SECTIONS for name in names]
        widgets = {
            name: forms.Textarea(attrs=FOUR_LINES)
            for _title, names in SECTIONS
            for name in names
            if name != "budget_amount"
        }

    def sections(self) -> Iterator[tuple[str | Promise, list[Any]]]:
        """Yield the parts of the plan with their fields."""
        for title, names in SECTIONS:
            yield title, [self[name] for name in names]


class NewPlanForm(forms.Form):
    """Asks for the year of a new plan, and whether an earlier one comes along."""

    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    source = forms.TypedChoiceField(
        label=_("Begin with"), required=False, coerce=int, empty_value=None, choices=[]
    )

    def __init__(self, *args: Any, plans: list[AccountPlan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plans = {plan.pk: plan for plan in plans}
        earlier = [(plan.pk, _("A copy of %(year)s") % {"year": plan.year}) for plan in plans]
        self.fields["source"].choices = [("", _("An empty plan")), *earlier]

    def copied(self) -> AccountPlan | None:
        """Return the plan to copy, if any."""
        return self.plans.get(self.cleaned_data["source"])


class GoalForm(Versioned):
    """Asks for a goal that can be measured."""

    baseline = MoneyField(
        label=_("where we start"),
        required=False,
        help_text=_("A level starts here; a total starts at 0 on 1 January."),
    )
    target = MoneyField(label=_("target"))

    class Meta:
        model = PlanGoal
        fields = ["title", "measure", "unit", "baseline", "target", "due_on"]
        widgets = {"due_on": DayInput}
        help_texts = {
            "measure": _("Revenue reads itself from the orders; other goals are measured by you.")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].required = False
        self.fields["due_on"].help_text = _("Empty: the end of the year.")


class ValueForm(forms.Form):
    """Asks for a measured value and its day."""

    value = MoneyField(label=_("value"))
    measured_on = forms.DateField(label=_("measured on"), widget=DayInput)
    note = forms.CharField(label=_("note"), max_length=200, required=False)


class ActionForm(forms.Form):
    """Asks for an action: what, by whom, by when, and what it should bring."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=_("what"), max_length=200)
    assignee = forms.ModelChoiceField(
        label=_("owner"), queryset=User.objects.none(), empty_label=None
    )
    due_on = forms.DateField(label=_("due on"), widget=DayInput)
    expected_result = forms.CharField(label=_("expected result"), max_length=200, required=False)
    goal = forms.ModelChoiceField(
        label=_("for the goal"),
        queryset=PlanGoal.objects.none(),
        required=False,
        empty_label=_("No goal in particular"),
    )

    def __init__(self, *args: Any, plan: AccountPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = User.objects.choosable(self.initial["assignee"])
        self.fields["goal"].queryset = PlanGoal.objects.filter(plan=plan)

    def values(self) -> dict[str, Any]:
        """Return what the service takes, without the version."""
        return {k: v for k, v in self.cleaned_data.items() if k != "version"}


class ReviewForm(Versioned):
    """Plans a review, or writes down that it was held."""

    class Meta:
        model = PlanReview
        fields = ["planned_on", "held_on", "attended", "conclusion"]
        widgets = {
            "planned_on": DayInput,
            "held_on": DayInput,
            "conclusion": forms.Textarea(attrs=FOUR_LINES),
        }
        help_texts = {"held_on": _("Empty: still to be held.")}


class SegmentPropositionForm(Versioned):
    """Writes what we offer a segment."""

    class Meta:
        model = SegmentProposition
        fields = ["job", "pain", "gain", "answer", "proof"]
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in fields}


class AccountPropositionForm(Versioned):
    """Writes what we offer one account; the segment's words stand in the empty fields."""

    class Meta(SegmentPropositionForm.Meta):
        model = AccountProposition

    def __init__(self, *args: Any, segment: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.Meta.fields:
            self.fields[name].widget.attrs["placeholder"] = getattr(segment, name, "")
