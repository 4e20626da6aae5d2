"""Forms of corrective actions."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.choices import CallableChoiceIterator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.actions.models import ActionState, CorrectiveAction, Effect
from complaints.cases.forms import CategoryField, day_field, long_text
from complaints.cases.models import Complaint
from complaints.decisions.forms import cause_choices
from complaints.learning.models import Category, Cause
from complaints.learning.trees import below
from crm.shared.lists import FilterForm
from crm.shared.localtime import local_date
from crm.shared.people.models import User
from customers.formwork import DayInput, MoneyField


class ActionForm(forms.ModelForm):
    """Asks what is changed, against what, by whom, when, and when its effect is looked at."""

    category = CategoryField(required=False)
    cost = MoneyField(label=_("Cost"), min_value=0, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = CorrectiveAction
        fields = ("title", "cause", "category", "owner", "due_on", "check_on", "cost", "plan")
        widgets = {
            "due_on": DayInput,
            "check_on": DayInput,
            "plan": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "check_on": _("Far enough for the cause to show itself again: two or three months."),
            "cause": _("Its complaints before and after the fix are compared."),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)
        self.fields["category"].group()
        self.fields["cause"].queryset = Cause.objects.filter(is_active=True)
        self.fields["cause"].widget.choices = CallableChoiceIterator(cause_choices)
        self.fields["owner"].queryset = User.objects.choosable(self.instance.owner_id)
        self.fields["version"].initial = self.instance.version

    def values(self) -> dict[str, Any]:
        """Return what the service takes."""
        data = {k: v for k, v in self.cleaned_data.items() if k != "version"}
        return {**data, "cost": data["cost"] or 0}

    def _get_validation_exclusions(self) -> set[str]:
        """Leave the rules about days and subject to the service, which says them in a sentence."""
        return {*super()._get_validation_exclusions(), "cause", "category", "due_on", "check_on"}


class FinishForm(forms.Form):
    """Asks since when it is done, and how we know."""

    done_on = day_field(_("Done on"))
    evidence = forms.CharField(
        label=_("How do we know?"), widget=long_text(3), max_length=2_000,
        help_text=_("What somebody can go and see: a document, a count, a photo's place."),
    )  # fmt: skip


class CheckForm(forms.Form):
    """Asks whether it worked."""

    effect = forms.ChoiceField(
        label=_("Did it work?"), choices=Effect.choices, widget=forms.RadioSelect
    )
    finding = forms.CharField(
        label=_("What we saw"), widget=long_text(3), max_length=2_000, required=False
    )


class DropForm(forms.Form):
    """Asks why an action is given up."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class LinkForm(forms.Form):
    """Asks for the number of a complaint that led to the action."""

    number = forms.CharField(
        label=_("Number of the complaint"),
        max_length=20,
        widget=forms.TextInput(attrs={"placeholder": "KL-2026-0001"}),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        self.user = user
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)

    def clean_number(self) -> Complaint:
        """Return the complaint of that number, if the reader may see it."""
        number = self.cleaned_data["number"].strip().upper()
        found = Complaint.objects.visible_to(self.user).filter(number=number).first()
        if found is None:
            raise forms.ValidationError(_("There is no complaint with this number."))
        return found


STATES = {
    "running": _("Running"),
    "late": pgettext_lazy("corrective action", "Late"),
    "finished": _("Done or checked"),
    **dict(ActionState.choices),
}


class ActionFilter(FilterForm):
    """Narrows the actions by state, effect, owner, cause and category."""

    state = forms.ChoiceField(label=_("State"), choices=[("", "–"), *STATES.items()])
    effect = forms.ChoiceField(label=_("Effect"), choices=[("", "–"), *Effect.choices])
    owner = forms.ModelChoiceField(label=_("Owner"), queryset=User.objects.none())
    cause = forms.SlugField(label=_("Cause"), widget=forms.HiddenInput)
    category = forms.SlugField(label=_("Category"), widget=forms.HiddenInput)
    since = day_field(_("Done since"))
    until = day_field(_("Done until"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = User.objects.all()

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Return the actions that match."""
        asked = self.cleaned_data
        if asked["state"] == "running":
            queryset = queryset.running()
        elif asked["state"] == "late":
            queryset = queryset.late(local_date(timezone.now()))
        elif asked["state"] == "finished":
            queryset = queryset.filter(state__in=[ActionState.DONE, ActionState.CHECKED])
        elif asked["state"]:
            queryset = queryset.filter(state=asked["state"])
        plain = {
            "effect": asked["effect"],
            "owner": asked["owner"],
            "done_on__gte": asked["since"],
            "done_on__lte": asked["until"],
        }
        queryset = queryset.filter(**{k: v for k, v in plain.items() if v not in (None, "")})
        for name, model in (("cause", Cause), ("category", Category)):
            if asked[name]:
                queryset = queryset.filter(below(name, model, asked[name]))
        return queryset
