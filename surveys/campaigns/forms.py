"""The form that sets up a survey, and the filters of its lists."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.shared.lists.filters import FilterForm
from crm.shared.localtime import day_start, local_date
from crm.shared.people.models import Team, User
from customers.accounts.models import AccountClass, Sector, Stage
from customers.contacts.models import Level
from surveys.campaigns.fatigue import Reason
from surveys.campaigns.models import Survey, SurveyKind, SurveyState

ANYBODY = ("", _("any"))


class SurveyForm(forms.ModelForm):
    """Ask for name, kind, term and the people a survey is meant for."""

    stage = forms.ChoiceField(
        label=pgettext_lazy("relationship", "Stage"),
        choices=[ANYBODY, *Stage.choices],
        required=False,
    )
    classes = forms.MultipleChoiceField(
        label=_("Class"),
        choices=AccountClass.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    key_accounts = forms.BooleanField(label=_("Only key accounts"), required=False)
    owner = forms.ModelChoiceField(
        label=_("Owner"), queryset=User.objects.none(), required=False, empty_label=ANYBODY[1]
    )
    team = forms.ModelChoiceField(
        label=_("Team"), queryset=Team.objects.none(), required=False, empty_label=ANYBODY[1]
    )
    sector = forms.ModelChoiceField(
        label=_("Sector"), queryset=Sector.objects.none(), required=False, empty_label=ANYBODY[1]
    )
    levels = forms.MultipleChoiceField(
        label=_("Level of the contact"),
        choices=Level.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    AUDIENCE = ("stage", "classes", "key_accounts", "owner", "team", "sector", "levels")

    class Meta:
        model = Survey
        fields = ("name", "kind", "closes_on", "remind_after_days")
        widgets = {"closes_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        survey = kwargs.get("instance")
        audience = survey.audience if survey and survey.pk else {"stage": Stage.CUSTOMER.value}
        kwargs["initial"] = audience | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = User.objects.filter(is_active=True)
        self.fields["team"].queryset = Team.objects.all()
        self.fields["sector"].queryset = Sector.objects.all()

    def clean_closes_on(self) -> Any:
        """Refuse a closing date that has passed."""
        day = self.cleaned_data["closes_on"]
        if day and day < local_date(timezone.now()):
            raise forms.ValidationError(_("The closing date has passed; choose a later one."))
        return day

    def clean(self) -> dict[str, Any]:
        """Gather the audience into what the survey stores."""
        values = super().clean() or self.cleaned_data
        audience = {}
        for name in self.AUDIENCE:
            value = values.get(name)
            if value:
                audience[name] = getattr(value, "pk", value)
        self.instance.audience = audience
        return values


class SurveyFilter(FilterForm):
    """Narrow the list of surveys."""

    state = forms.ChoiceField(label=_("State"), choices=[ANYBODY, *SurveyState.choices])
    kind = forms.ChoiceField(label=_("Kind of survey"), choices=[ANYBODY, *SurveyKind.choices])

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Return the surveys that match."""
        for name in ("state", "kind"):
            if self.cleaned_data[name]:
                queryset = queryset.filter(**{name: self.cleaned_data[name]})
        return queryset


class InvitationFilter(FilterForm):
    """Narrow the people asked."""

    status = forms.ChoiceField(
        label=_("State"),
        choices=[
            ANYBODY,
            ("waiting", _("waiting to be sent")),
            ("sent", _("sent")),
            ("answered", _("answered")),
            ("silent", _("sent, no answer")),
            ("failed", _("refused or bounced")),
            ("cancelled", _("not sent after all")),
        ],
    )

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Return the invitations in the state asked for."""
        chosen = self.cleaned_data["status"]
        narrowed = {
            "waiting": {"state": "waiting"},
            "sent": {"sent_at__isnull": False},
            "answered": {"answered": True},
            "silent": {"state": "sent", "answered": False},
            "failed": {"state__in": ["refused", "bounced"]},
            "cancelled": {"state": "cancelled"},
        }
        return queryset.filter(**narrowed.get(chosen, {}))


class SkipFilter(FilterForm):
    """Narrow the people not asked."""

    reason = forms.ChoiceField(label=_("Reason"), choices=[ANYBODY, *Reason.choices])
    owner = forms.ModelChoiceField(
        label=_("Owner"), queryset=User.objects.none(), empty_label=ANYBODY[1]
    )
    since = forms.DateField(
        label=_("Surveys sent from"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    before = forms.DateField(
        label=_("Surveys sent before"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = User.objects.all()

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Return the people not asked for a reason, of an owner's accounts, in a period."""
        chosen = self.cleaned_data
        if chosen["reason"]:
            queryset = queryset.filter(reason=chosen["reason"])
        if chosen["owner"]:
            queryset = queryset.filter(account__owner=chosen["owner"])
        if chosen["since"]:
            queryset = queryset.filter(survey__launched_at__gte=day_start(chosen["since"]))
        if chosen["before"]:
            queryset = queryset.filter(survey__launched_at__lt=day_start(chosen["before"]))
        return queryset
