"""The list of what made a transactional survey ask, or not."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from crm.shared.lists.columns import Column, ListSpec
from crm.shared.lists.filters import FilterForm
from crm.shared.lists.views import list_response
from surveys.campaigns.models import Occasion, OccasionState, Survey


class OccasionFilter(FilterForm):
    """Narrow the occasions of a survey."""

    state = forms.ChoiceField(label=_("State"), choices=[("", _("any")), *OccasionState.choices])

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Return the occasions in the state asked for."""
        chosen = self.cleaned_data["state"]
        return queryset.filter(state=chosen) if chosen else queryset


OCCASIONS = ListSpec(
    key="survey-occasions",
    label=_("Occasions"),
    filter_form=OccasionFilter,
    columns=[
        Column(
            "account",
            _("Account"),
            value="account.name",
            template="surveys/cells/_answer_account.html",
        ),
        Column("contact", _("Contact"), value="contact.name"),
        Column("happened_on", _("Happened on")),
        Column("due_on", _("Ask on")),
        Column("state", _("State")),
        Column("reason", _("Reason")),
    ],
    sorts={"-due": ("-due_on", "-pk")},
    default_sort="-due",
)


@require_safe
def survey_occasions(request: HttpRequest, pk: int) -> Any:
    """Show what happened, when is asked about it, and what came of that."""
    survey = get_object_or_404(Survey.objects.visible_to(request.user), pk=pk)
    rows = Occasion.objects.visible_to(request.user).filter(survey=survey)
    return list_response(
        request,
        OCCASIONS,
        rows.select_related("account", "contact"),
        template="surveys/occasion_list.html",
        fragment="surveys/_occasion_table.html",
        context={"survey": survey},
    )
