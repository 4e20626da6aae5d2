"""The filter of the follow-up queue and the one line that closes the loop."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crm.shared.lists.filters import FilterForm
from crm.shared.localtime import day_end, day_start
from crm.shared.people.models import User
from customers.accounts.events import SilenceReason
from customers.accounts.models import AccountClass
from surveys.answers.forms import ANY, day_field
from surveys.followups.models import FollowUp, FollowUpState
from surveys.followups.moves import MOVES
from surveys.nps.score import Band


class FollowUpFilter(FilterForm):
    """Narrow the queue by state, lateness, whose it is, band and class."""

    state = forms.ChoiceField(
        label=_("State"),
        choices=[
            ("", _("to do")),
            *FollowUpState.choices,
            ("done", _("Done")),
            ("all", _("all")),
        ],
    )
    late = forms.BooleanField(label=_("Only late"))
    band = forms.ChoiceField(
        label=_("Band"), choices=[ANY, *((b.value, b.label) for b in Band if b != Band.PROMOTER)]
    )
    owner = forms.ModelChoiceField(
        label=_("Owner"), queryset=User.objects.none(), empty_label=ANY[1]
    )
    unowned = forms.BooleanField(label=_("Without owner"))
    team = forms.IntegerField(label=_("Team"), widget=forms.HiddenInput)
    account_class = forms.ChoiceField(
        label=_("Class"), choices=[ANY, *AccountClass.choices], widget=forms.HiddenInput
    )
    since = day_field(_("Answered from"))
    until = day_field(_("Answered up to and including"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = User.objects.all()

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Return the follow-ups that match all that was asked."""
        chosen = self.cleaned_data
        if not chosen["state"]:
            queryset = queryset.to_do()
        elif chosen["state"] == "done":
            queryset = queryset.filter(state__in=["contacted", "resolved", "no_action"])
        elif chosen["state"] != "all":
            queryset = queryset.filter(state=chosen["state"])
        if chosen["late"]:
            queryset = queryset.overdue(timezone.now())
        if chosen["band"]:
            queryset = queryset.in_band(chosen["band"])
        if chosen["owner"]:
            queryset = queryset.filter(owner=chosen["owner"])
        if chosen["unowned"]:
            queryset = queryset.filter(owner=None)
        if chosen["team"]:
            queryset = queryset.filter(account__team=chosen["team"])
        if chosen["account_class"]:
            queryset = queryset.filter(account__account_class=chosen["account_class"])
        if chosen["since"]:
            queryset = queryset.filter(created_at__gte=day_start(chosen["since"]))
        if chosen["until"]:
            queryset = queryset.filter(created_at__lt=day_end(chosen["until"]))
        return queryset


class ActForm(forms.Form):
    """Record what was done about an answer, in one line."""

    note = forms.CharField(
        label=_("What did we do?"),
        max_length=1000,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    state = forms.ChoiceField(label=_("State"), choices=FollowUpState.choices)
    silence_reason = forms.ChoiceField(
        label=_("Why did they not complain?"),
        choices=[("", _("not asked")), *SilenceReason.choices],
        required=False,
    )

    def __init__(self, *args: Any, followup: FollowUp | None = None, **kwargs: Any) -> None:
        if followup is not None:
            kwargs.setdefault(
                "initial", {"note": followup.note, "silence_reason": followup.silence_reason}
            )
        super().__init__(*args, **kwargs)
        if followup is not None:
            allowed = MOVES[followup.state]
            self.fields["state"].choices = [
                choice for choice in FollowUpState.choices if choice[0] in allowed
            ]


class ThanksForm(forms.Form):
    """Ask what to write to the customer; it leaves word for word."""

    text = forms.CharField(
        label=_("Your words to the customer"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Leaves word for word, in your name; answers come to you."),
    )
