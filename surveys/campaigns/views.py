"""The pages on which a manager sets up, checks, sends and follows a survey."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm.shared.access import Role, forbid_unless, has_role, scope_for
from crm.shared.lists.columns import Column, ListSpec
from crm.shared.lists.views import list_response
from crm.shared.numbers import percentage
from crm.shared.organisation.services import get_organisation
from crm.shared.people.models import Language
from surveys.campaigns import services
from surveys.campaigns.audience import plan
from surveys.campaigns.forms import InvitationFilter, SkipFilter, SurveyFilter, SurveyForm
from surveys.campaigns.models import Invitation, SkipEntry, Survey, SurveyState
from surveys.errors import SurveyError

SHOWN_OF_A_PLAN = 100

SURVEYS = ListSpec(
    key="surveys",
    label=gettext_lazy("Surveys"),
    filter_form=SurveyFilter,
    columns=[
        Column("name", gettext_lazy("Survey"), template="surveys/cells/_survey_name.html"),
        Column("kind", gettext_lazy("Kind")),
        Column("state", gettext_lazy("State"), template="surveys/cells/_survey_state.html"),
        Column("launched_at", gettext_lazy("Sent"), template="surveys/cells/_survey_day.html"),
        Column("closes_on", gettext_lazy("Closes on"), template="surveys/cells/_survey_close.html"),
        Column("sent", gettext_lazy("Sent to"), align="end"),
        Column("answered", gettext_lazy("Answered"), align="end"),
    ],
    sorts={"-created": ("-created_at", "-pk")},
    default_sort="-created",
)
INVITATIONS = ListSpec(
    key="survey-invitations",
    label=gettext_lazy("People asked"),
    filter_form=InvitationFilter,
    columns=[
        Column("contact", gettext_lazy("Contact"), value="contact.name"),
        Column(
            "account",
            gettext_lazy("Account"),
            value="account.name",
            template="surveys/cells/_answer_account.html",
        ),
        Column("state", gettext_lazy("State")),
        Column("sent_at", gettext_lazy("Sent")),
        Column("reminded_at", gettext_lazy("Reminded")),
        Column("answered_at", gettext_lazy("Answered")),
    ],
    sorts={"newest": ("pk",)},
    default_sort="newest",
)
SKIPS = ListSpec(
    key="survey-skips",
    label=gettext_lazy("People not asked"),
    filter_form=SkipFilter,
    columns=[
        Column("contact", gettext_lazy("Contact"), value="contact.name"),
        Column(
            "account",
            gettext_lazy("Account"),
            value="account.name",
            template="surveys/cells/_answer_account.html",
        ),
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


@require_safe
def survey_list(request: HttpRequest) -> Any:
    """Show the surveys."""
    return list_response(
        request,
        SURVEYS,
        Survey.objects.visible_to(request.user),
        template="surveys/survey_list.html",
        fragment="surveys/_survey_table.html",
        context={"may_create": has_role(request.user, Role.MANAGER)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def survey_create(request: HttpRequest) -> HttpResponse:
    """Set up a survey."""
    forbid_unless(request.user, Role.MANAGER)
    return _edit(request, Survey())


@require_http_methods(["GET", "HEAD", "POST"])
def survey_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a survey that was not sent yet."""
    forbid_unless(request.user, Role.MANAGER)
    survey = get_object_or_404(Survey.objects.editable_by(request.user), pk=pk)
    if survey.state != SurveyState.DRAFT:
        messages.error(request, _("This survey is on its way; it can no longer be changed."))
        return redirect(survey)
    return _edit(request, survey)


def _edit(request: HttpRequest, survey: Survey) -> HttpResponse:
    form = SurveyForm(request.POST if request.method == "POST" else None, instance=survey)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            survey = services.save_survey(
                form.save(commit=False), by=request.user, now=timezone.now()
            )
            return redirect("surveys:plan", survey.pk)
        status = 422
    context = {"form": form, "survey": survey if survey.pk else None}
    return render(request, "surveys/survey_form.html", context, status=status)


@require_safe
def survey_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a survey is; a draft shows who would be asked."""
    survey = get_object_or_404(
        Survey.objects.visible_to(request.user).select_related("wording", "created_by"), pk=pk
    )
    may_manage = has_role(request.user, Role.MANAGER)
    if survey.state == SurveyState.DRAFT and may_manage:
        return redirect("surveys:plan", survey.pk)
    delivered = survey.sent - survey.bounced
    context = {
        "survey": survey,
        "may_manage": may_manage,
        "all_seen": scope_for(request.user).everything,
        "delivered": delivered,
        "rate": percentage(survey.answered, delivered),
        "questions": [
            (code, name, survey.wording.text("question", code, get_organisation().name))
            for code, name in Language.choices
        ],
    }
    return render(request, "surveys/survey_detail.html", context)


@require_safe
def survey_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Show, before anything is sent, who is asked and who is not and why; changes nothing."""
    forbid_unless(request.user, Role.MANAGER)
    survey = get_object_or_404(Survey.objects.editable_by(request.user), pk=pk)
    if survey.state != SurveyState.DRAFT:
        return redirect(survey)
    return _plan_page(request, survey)


def _plan_page(
    request: HttpRequest, survey: Survey, refusal: SurveyError | None = None
) -> HttpResponse:
    decided = plan(survey, now=timezone.now())
    wanted = request.GET.get("reason", "")
    skipped = [p for p in decided.skipped if not wanted or p.decision.reason == wanted]
    context = {
        "survey": survey,
        "asked": decided.asked[:SHOWN_OF_A_PLAN],
        "asked_count": len(decided.asked),
        "skipped": skipped[:SHOWN_OF_A_PLAN],
        "skipped_count": len(decided.skipped),
        "skipped_shown": len(skipped),
        "reasons": decided.reasons(),
        "wanted": wanted,
        "most": SHOWN_OF_A_PLAN,
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    return render(request, "surveys/survey_plan.html", context, status=status)


@require_POST
def survey_launch(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a survey to everybody who may be asked now."""
    forbid_unless(request.user, Role.MANAGER)
    survey = get_object_or_404(Survey.objects.editable_by(request.user), pk=pk)
    try:
        decided = services.launch(survey, by=request.user, now=timezone.now())
    except SurveyError as error:
        if survey.state != SurveyState.DRAFT:
            messages.error(request, error.sentence)
            return redirect(survey)
        return _plan_page(request, survey, refusal=error)
    number = len(decided.asked)
    messages.success(
        request,
        ngettext("%(number)s person is asked.", "%(number)s people are asked.", number)
        % {"number": number},
    )
    return redirect(survey)


@require_POST
def survey_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a survey before its term."""
    forbid_unless(request.user, Role.MANAGER)
    survey = get_object_or_404(Survey.objects.editable_by(request.user), pk=pk)
    try:
        services.close(survey, by=request.user, now=timezone.now())
        messages.success(request, _("The survey is closed."))
    except SurveyError as error:
        messages.error(request, error.sentence)
    return redirect(survey)


@require_POST
def survey_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a draft."""
    forbid_unless(request.user, Role.MANAGER)
    survey = get_object_or_404(Survey.objects.editable_by(request.user), pk=pk)
    try:
        services.delete_draft(survey, by=request.user)
    except SurveyError as error:
        messages.error(request, error.sentence)
        return redirect(survey)
    messages.success(request, _("The draft is gone."))
    return redirect("surveys:list")


@require_safe
def survey_invitations(request: HttpRequest, pk: int) -> Any:
    """Show who was asked."""
    survey = get_object_or_404(Survey.objects.visible_to(request.user), pk=pk)
    rows = Invitation.objects.visible_to(request.user).filter(survey=survey)
    return list_response(
        request,
        INVITATIONS,
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
