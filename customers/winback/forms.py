"""Forms of leaving and coming back: the end of a relationship, and the chance of a win-back."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from crm.shared.organisation.services import get_organisation
from crm.shared.people.models import User
from customers.accounts.events import ExitAnswer, Initiator, LeavingReason, PlannedEnd
from customers.accounts.forms import day_field
from customers.accounts.models import Account
from customers.deals.models import LossReason
from customers.winback.models import Chance, WinBack

LOSSES = [choice for choice in LossReason.choices if choice[0] != LossReason.UNKNOWN_IMPORTED]


class EndForm(forms.Form):
    """Who ended the relationship, when and why; what becomes of what is open; the way back."""

    on = day_field(
        _("Ends on"),
        help_text=_("A day in the future is planned and carried out by itself on that day."),
    )
    initiator = forms.ChoiceField(
        label=_("Who ends it?"), choices=Initiator.choices, widget=forms.RadioSelect
    )
    reason = forms.ChoiceField(
        label=_("Reason for leaving"), choices=[("", "–"), *LeavingReason.choices]
    )
    competitor = forms.CharField(label=_("To which competitor?"), max_length=120, required=False)
    silence_reason = forms.ChoiceField(
        label=_("If they were dissatisfied: why did they not complain?"),
        choices=[("", _("Not asked")), *ExitAnswer.choices],
        required=False,
        help_text=_("Ask it: “What kept you from telling us earlier?”"),
    )
    note = forms.CharField(
        label=_("Note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    lose_deals = forms.ChoiceField(label=_("Open deals"), required=False, choices=())
    withdraw_promises = forms.TypedChoiceField(
        label=_("Open promises"),
        required=False,
        coerce=lambda value: value == "1",
        empty_value=False,
        choices=[("", _("Leave them: we still do what we said")), ("1", _("Withdraw them all"))],
        widget=forms.RadioSelect,
    )
    leave_alone = forms.BooleanField(
        label=_("Do not pursue: no win-back"),
        required=False,
        help_text=_("A relationship that we end is never pursued."),
    )
    win_back_on = day_field(_("Win back from"), required=False)
    win_back_owner = forms.ModelChoiceField(
        label=_("By whom"), required=False, queryset=User.objects.none(), empty_label=_("Nobody")
    )

    def __init__(
        self, *args: Any, account: Account, planned: PlannedEnd | None, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, initial=proposal(account, planned, today), **kwargs)
        self.today = today
        self.fields["lose_deals"].choices = [
            ("", _("Leave them open")),
            (_("Lose them all, because of"), LOSSES),
        ]
        self.fields["win_back_owner"].queryset = User.objects.choosable(
            planned.win_back_owner_id if planned else None
        )
        days = get_organisation().winback_task_days
        self.fields["win_back_on"].help_text = ngettext(
            "Proposed: %(days)s day after leaving, as in the settings.",
            "Proposed: %(days)s days after leaving, as in the settings.",
            days,
        ) % {"days": days}
        if not account.open_deals:
            self.fields.pop("lose_deals")
        if not account.open_promises:
            self.fields.pop("withdraw_promises")

    def clean_win_back_on(self) -> date | None:
        """Refuse a win-back that should have begun already."""
        day = self.cleaned_data["win_back_on"]
        if day and day < self.today:
            raise ValidationError(_("Choose today or later."))
        return day


def proposal(account: Account, planned: PlannedEnd | None, today: date) -> dict[str, Any]:
    """Return what the form begins with: the plan if there is one, else today and the settings."""
    if planned is not None:
        names = (
            "initiator", "reason", "competitor", "note", "silence_reason", "lose_deals",
            "leave_alone", "win_back_on", "win_back_owner",
        )  # fmt: skip
        withdraw = "1" if planned.withdraw_promises else ""
        found = {name: getattr(planned, name) for name in names}
        return {"on": planned.ends_on, "withdraw_promises": withdraw, **found}
    organisation = get_organisation()
    days = organisation.winback_rest_days + organisation.winback_task_days
    return {
        "on": today,
        "win_back_on": today + timedelta(days=days),
        "win_back_owner": account.owner_id,
        "leave_alone": account.do_not_pursue,
    }


class ChanceForm(forms.ModelForm):
    """The chance people give a win-back, and why; `version` tells whether somebody was faster."""

    chance = forms.TypedChoiceField(
        label=_("Chance that they come back"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Not judged")), *Chance.choices],
        widget=forms.RadioSelect,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = WinBack
        fields = ("chance", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version
        self.fields["note"].help_text = _("What you base it on, so that a colleague can follow.")
