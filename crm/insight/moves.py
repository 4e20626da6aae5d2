"""The moves on the circle as a list: who came, stayed away, left, returned."""

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from crm.shared.lists import Column, FilterForm, ListSpec, list_response
from crm.shared.people.models import Team, User
from customers.accounts.models import (
    AccountClass,
    EventKind,
    Initiator,
    LeavingReason,
    LifecycleEvent,
)


class MoveFilter(FilterForm):
    """Narrows moves by kind, day, owner, team, initiator and reason."""

    kind = forms.MultipleChoiceField(label=_("Move"), choices=EventKind.choices)
    since = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}))
    initiator = forms.ChoiceField(label=_("Ended by"), choices=[("", "–"), *Initiator.choices])
    reason = forms.MultipleChoiceField(label=_("Reason for leaving"), choices=LeavingReason.choices)
    owner = forms.ModelChoiceField(label=_("Owner"), queryset=User.objects.none())
    team = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.none())
    account_class = forms.ChoiceField(label=_("Class"), choices=[("", "–"), *AccountClass.choices])

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = User.objects.filter(is_active=True)
        self.fields["team"].queryset = Team.objects.all()

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Keep what the valid filters say."""
        asked = self.cleaned_data
        lookups = {
            "kind__in": asked["kind"],
            "happened_on__gte": asked["since"],
            "happened_on__lte": asked["until"],
            "initiator": asked["initiator"],
            "reason__in": asked["reason"],
            "account__owner": asked["owner"],
            "account__team": asked["team"],
            "account__account_class": asked["account_class"],
        }
        return queryset.filter(**{name: value for name, value in lookups.items() if value})


MOVES = ListSpec(
    key="moves",
    label=_("Moves"),
    filter_form=MoveFilter,
    columns=[
        Column("happened_on", _("Date"), template="insight/cells/_date.html", sort="date"),
        Column("account", _("Account"), template="insight/cells/_account.html"),
        Column("kind", _("Move")),
        Column("cycle", _("Cycle"), align="end"),
        Column("initiator", _("Ended by")),
        Column("reason", _("Reason for leaving")),
        Column("owner", _("Owner"), value="account.owner.display_name"),
    ],
    sorts={"-date": ("-happened_on", "-pk")},
    default_sort="-date",
)


@require_safe
def moves(request: HttpRequest) -> HttpResponse:
    """List the moves on the circle the reader may see."""
    return list_response(
        request,
        MOVES,
        queryset=LifecycleEvent.objects.visible_to(request.user).select_related("account__owner"),
        template="insight/moves.html",
        fragment="insight/_moves.html",
    )
