"""The lists of who is asked and who is not: before anything is sent, and afterwards."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from crm.shared.access import Role, forbid_unless
from crm.shared.lists.columns import Column, ListSpec
from crm.shared.lists.views import list_response
from crm.shared.localtime import local_date
from customers.contacts.models import Contact
from surveys.audience.conditions import described
from surveys.audience.decide import ASKED, Terms, decided, tally, terms_of
from surveys.audience.fatigue import Reason
from surveys.audience.forms import (
    InvitationFilter,
    PlanFilter,
    SealedInvitationFilter,
    SkipFilter,
)
from surveys.campaigns.models import Invitation, SkipEntry, Survey, SurveyState
from surveys.errors import SurveyError

CONTACT = Column("contact", gettext_lazy("Contact"), value="contact.name")
ACCOUNT = Column(
    "account",
    gettext_lazy("Account"),
    value="account.name",
    template="surveys/cells/_answer_account.html",
)
PLAN = ListSpec(
    key="survey-plan",
    label=gettext_lazy("Who is asked and who is not"),
    filter_form=PlanFilter,
    columns=[],
    sorts={"name": ("name_key", "pk")},
    default_sort="name",
)
INVITATIONS = ListSpec(
    key="survey-invitations",
    label=gettext_lazy("People asked"),
    filter_form=InvitationFilter,
    columns=[
        CONTACT,
        ACCOUNT,
        Column("state", gettext_lazy("State")),
        Column("planned_on", gettext_lazy("Planned for")),
        Column("sent_at", gettext_lazy("Sent")),
        Column("reminded_at", gettext_lazy("Reminded")),
        Column("answered_at", gettext_lazy("Answered")),
    ],
    sorts={"newest": ("pk",)},
    default_sort="newest",
)
SEALED = replace(
    INVITATIONS,
    filter_form=SealedInvitationFilter,
    columns=[column for column in INVITATIONS.columns if column.key != "answered_at"],
)
SKIPS = ListSpec(
    key="survey-skips",
    label=gettext_lazy("People not asked"),
    filter_form=SkipFilter,
    columns=[
        CONTACT,
        ACCOUNT,
        Column("reason", gettext_lazy("Not asked because")),
        Column(
            "eligible_from",
            gettext_lazy("May be asked from"),
            template="surveys/cells/_skip_from.html",
            csv=lambda skip: skip.eligible_from,
        ),
    ],
    sorts={"newest": ("pk",)},
    default_sort="newest",
)


def plan_spec(terms: Terms) -> ListSpec:
    """Give the columns of a dry run: the decision about each person, with its day."""

    def reason(person: Contact) -> Any:
        return Reason(person.reason).label if person.reason else gettext_lazy("Is asked")

    return replace(
        PLAN,
        columns=[
            Column("name", gettext_lazy("Contact")),
            Column("reason", gettext_lazy("Decision"), value=reason),
            Column(
                "planned_on",
                gettext_lazy("Is sent on"),
                value=lambda person: None if person.reason else terms.planned_on(person),
            ),
            Column(
                "eligible_from",
                gettext_lazy("May be asked from"),
                value=lambda person: (at := terms.eligible_from(person)) and local_date(at),
            ),
            ACCOUNT,
            Column("email", gettext_lazy("E-mail address")),
        ],
    )


@require_safe
def survey_plan(request: HttpRequest, pk: int) -> Any:
    """Show, before anything is sent, who is asked and who is not and why; changes nothing."""
    forbid_unless(request.user, Role.MANAGER)
    survey = get_object_or_404(Survey.objects.editable_by(request.user), pk=pk)
    if survey.state not in (SurveyState.DRAFT, SurveyState.PLANNED):
        return redirect(survey)
    return plan_page(request, survey)


def plan_page(request: HttpRequest, survey: Survey, refusal: SurveyError | None = None) -> Any:
    """Render the dry run of a survey; its counts are over everybody, whatever the filter."""
    terms = terms_of(survey, now=timezone.now())
    people = decided(survey, terms)
    counts = tally(people)
    reasons = [(Reason(key), number) for key, number in counts.items() if key != ASKED]
    response = list_response(
        request,
        plan_spec(terms),
        people.select_related("account"),
        template="surveys/survey_plan.html",
        fragment="surveys/_plan_table.html",
        context={
            "survey": survey,
            "terms": terms,
            "asked_count": counts.get(ASKED, 0),
            "skipped_count": sum(number for _reason, number in reasons),
            "reasons": sorted(reasons, key=lambda item: (-item[1], item[0].value)),
            "wanted": request.GET.get("decision", ""),
            "audience": described(survey.audience),
            "first_day": terms.days[0],
            "last_day": terms.days[-1],
            "days": len(terms.days),
            "later": survey.starts_on and terms.days[0] > timezone.localdate(),
            "refusal": refusal,
        },
    )
    if refusal:
        response.status_code = refusal.status
    return response


@require_safe
def survey_invitations(request: HttpRequest, pk: int) -> Any:
    """Show who was asked; of a confidential or anonymous survey not who answered."""
    survey = get_object_or_404(Survey.objects.visible_to(request.user), pk=pk)
    rows = Invitation.objects.visible_to(request.user).filter(survey=survey)
    return list_response(
        request,
        INVITATIONS if survey.is_identified else SEALED,
        rows.select_related("contact", "account"),
        template="surveys/invitation_list.html",
        fragment="surveys/_invitation_table.html",
        context={"survey": survey},
    )


@require_safe
def skip_list(request: HttpRequest) -> Any:
    """Show who was not asked, in all surveys."""
    rows = SkipEntry.objects.visible_to(request.user)
    return list_response(
        request,
        SKIPS,
        rows.select_related("contact", "account"),
        template="surveys/skip_list.html",
        fragment="surveys/_skip_table.html",
        context={"survey": None},
    )


@require_safe
def survey_skips(request: HttpRequest, pk: int) -> Any:
    """Show who was not asked, and why."""
    survey = get_object_or_404(Survey.objects.visible_to(request.user), pk=pk)
    rows = SkipEntry.objects.visible_to(request.user).filter(survey=survey)
    return list_response(
        request,
        SKIPS,
        rows.select_related("contact", "account"),
        template="surveys/skip_list.html",
        fragment="surveys/_skip_table.html",
        context={"survey": survey},
    )
