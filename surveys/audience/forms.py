"""The filters of the dry run, of the people asked and of the people not asked."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from crm.shared.lists.filters import FilterForm
from crm.shared.localtime import day_start
from crm.shared.people.models import User
from surveys.audience.fatigue import Reason
from surveys.campaigns.models import SurveyKind

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
ANYBODY = ("", _("any"))


class PlanFilter(FilterForm):
    """Narrow a dry run to who would be asked, or to one reason for not being asked."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            ANYBODY,
            ("asked", _("is asked")),
            ("skipped", _("is not asked")),
            *Reason.choices,
        ],
    )

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Return the people with the decision asked for."""
        chosen = self.cleaned_data["decision"]
        if chosen == "asked":
            return queryset.filter(reason="")
        if chosen == "skipped":
            return queryset.exclude(reason="")
        return queryset.filter(reason=chosen) if chosen else queryset


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


class SealedInvitationFilter(InvitationFilter):
    """Narrow the people asked, without telling who answered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["status"]
        field.choices = [
            choice for choice in field.choices if choice[0] not in ("answered", "silent")
        ]


class SkipFilter(FilterForm):
    """Narrow the people not asked."""

    reason = forms.ChoiceField(label=_("Reason"), choices=[ANYBODY, *Reason.choices])
    kind = forms.ChoiceField(label=_("Kind of survey"), choices=[ANYBODY, *SurveyKind.choices])
    owner = forms.ModelChoiceField(
        label=_("Owner"), queryset=User.objects.none(), empty_label=ANYBODY[1]
    )
    since = forms.DateField(label=_("Surveys sent from"), widget=DAY)
    before = forms.DateField(label=_("Surveys sent before"), widget=DAY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = User.objects.all()

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Return the people not asked for a reason, of an owner's accounts, in a period."""
        chosen = self.cleaned_data
        if chosen["reason"]:
            queryset = queryset.filter(reason=chosen["reason"])
        if chosen["kind"]:
            queryset = queryset.filter(survey__kind=chosen["kind"])
        if chosen["owner"]:
            queryset = queryset.filter(account__owner=chosen["owner"])
        if chosen["since"]:
            queryset = queryset.filter(survey__launched_at__gte=day_start(chosen["since"]))
        if chosen["before"]:
            queryset = queryset.filter(survey__launched_at__lt=day_start(chosen["before"]))
        return queryset
