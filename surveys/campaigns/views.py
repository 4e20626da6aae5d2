"""The pages on which a manager sets up, checks, sends and follows a survey."""

from secrets import randbelow
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm.shared.access import Role, forbid_unless, has_role, scope_for
from crm.shared.errors import Conflict
from crm.shared.lists.columns import Column, ListSpec
from crm.shared.lists.views import list_response
from crm.shared.numbers import percentage
from crm.shared.organisation.services import get_organisation
from crm.shared.people.models import Language
from surveys.audience.conditions import described
from surveys.audience.views import plan_page
from surveys.campaigns import services
from surveys.campaigns.forms import SurveyFilter, SurveyForm
from surveys.campaigns.models import Survey, SurveyState
from surveys.campaigns.waves import next_start
from surveys.errors import SurveyError
from surveys.sealed.results import results
from surveys.sending.progress import progress

SURVEYS = ListSpec(
    key="surveys",
    label=gettext_lazy("Surveys"),
    filter_form=SurveyFilter,
    columns=[
        Column("name", gettext_lazy("Survey"), template="surveys/cells/_survey_name.html"),
        Column("kind", gettext_lazy("Kind")),
        Column("mode", gettext_lazy("Who answers")),
        Column("state", gettext_lazy("State"), template="surveys/cells/_survey_state.html"),
        Column("launched_at", gettext_lazy("Sent"), template="surveys/cells/_survey_day.html"),
        Column("closes_on", gettext_lazy("Closes on"), template="surveys/cells/_survey_close.html"),
        Column("sent", gettext_lazy("Sent to"), align="end"),
        Column("answered", gettext_lazy("Answered"), align="end"),
    ],
    sorts={"-created": ("-created_at", "-pk")},
    default_sort="-created",
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
    return _edit(request, Survey(sample_seed=randbelow(9999) + 1))


@require_http_methods(["GET", "HEAD", "POST"])
def survey_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a survey that was not sent yet."""
    survey = _managed(request, pk)
    if survey.state not in services.EDITABLE:
        messages.error(request, _("This survey is on its way; it can no longer be changed."))
        return redirect(survey)
    return _edit(request, survey)


def _managed(request: HttpRequest, pk: int) -> Survey:
    """Load a survey for a manager."""
    forbid_unless(request.user, Role.MANAGER)
    return get_object_or_404(Survey.objects.editable_by(request.user), pk=pk)


def _edit(request: HttpRequest, survey: Survey) -> HttpResponse:
    form = SurveyForm(request.POST if request.method == "POST" else None, instance=survey)
    status, theirs = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                survey = services.save_survey(
                    form.save(commit=False),
                    by=request.user,
                    now=timezone.now(),
                    version=form.cleaned_data["version"],
                )
                return redirect("surveys:plan", survey.pk)
            except (SurveyError, Conflict) as error:
                form.add_error(None, error.sentence)
                status = error.status
                theirs = Survey.objects.editable_by(request.user).filter(pk=survey.pk).first()
    context = {
        "form": form,
        "survey": survey if survey.pk else None,
        "conflict": conflict_of(form, theirs) if theirs else None,
    }
    return render(request, "surveys/survey_form.html", context, status=status)


def conflict_of(form: SurveyForm, theirs: Survey) -> dict[str, Any]:
    """Show what a colleague stored beside what was typed, and let a second save stand."""
    form.data = form.data.copy()
    form.data["version"] = str(theirs.version)
    rows = []
    for name in form.Meta.fields:
        mine, stored = getattr(form.instance, name), getattr(theirs, name)
        if mine != stored:
            rows.append({"label": form[name].label, "theirs": stored, "mine": mine})
    if form.instance.audience != theirs.audience:
        sides = [
            "; ".join(f"{head}: {', '.join(names)}" for head, names in described(one.audience))
            for one in (theirs, form.instance)
        ]
        rows.append({"label": _("Audience"), "theirs": sides[0], "mine": sides[1]})
    return {"sentence": form.non_field_errors()[0], "rows": rows}


@require_safe
def survey_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a survey is; a draft shows who would be asked."""
    rows = Survey.objects.visible_to(request.user).select_related(
        "wording", "created_by", "named_contact", "series"
    )
    survey = get_object_or_404(rows, pk=pk)
    may_manage = has_role(request.user, Role.MANAGER)
    if survey.state in services.EDITABLE and may_manage:
        return redirect("surveys:plan", survey.pk)
    now = timezone.now()
    delivered = survey.sent - survey.bounced
    context = {
        "survey": survey,
        "may_manage": may_manage,
        "running": survey.state in (SurveyState.SENDING, SurveyState.OPEN),
        "all_seen": scope_for(request.user).everything,
        "reads_answers": survey.named_contact_id == request.user.pk,
        "delivered": delivered,
        "rate": percentage(survey.answered, delivered),
        "progress": progress(survey, now=now),
        "waves": waves_of(survey, request.user),
        "next_start": next_start(survey.starts_on, survey.per_year) if survey.starts_on else None,
        "audience": described(survey.audience),
        "questions": [
            (code, name, survey.wording.text("question", code, get_organisation().name))
            for code, name in Language.choices
        ],
        "results": None if survey.is_identified else results(survey, user=request.user),
    }
    return render(request, "surveys/survey_detail.html", context)


def waves_of(survey: Survey, user: Any) -> list[Survey]:
    """Give the waves of a series, the newest first; none for a survey that stands alone."""
    if survey.series_id is None:
        return []
    rows = Survey.objects.visible_to(user).filter(series=survey.series_id)
    return list(rows.order_by("-wave")[:12])


@require_POST
def survey_launch(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a survey to everybody who may be asked; many at once are left to the worker."""
    survey, now = _managed(request, pk), timezone.now()
    try:
        if not survey.trigger and services.is_large(survey, now=now):
            services.plan_for_today(survey, by=request.user, now=now)
            messages.success(request, _("The worker draws up the invitations within a minute."))
            return redirect("surveys:plan", survey.pk)
        survey = services.launch(survey, by=request.user, now=now)
    except SurveyError as error:
        if survey.state not in services.EDITABLE:
            messages.error(request, error.sentence)
            return redirect(survey)
        return plan_page(request, survey, refusal=error)
    if survey.trigger:
        messages.success(request, _("The survey waits for what triggers it."))
    else:
        text = ngettext("%(number)s person is asked.", "%(number)s people are asked.", survey.asked)
        messages.success(request, text % {"number": survey.asked})
    return redirect(survey)


ACTS = {
    "plan_ahead": (services.plan_ahead, gettext_lazy("The survey launches by itself on that day.")),
    "take_back": (services.take_back, gettext_lazy("The survey is a draft again.")),
    "pause": (services.pause, gettext_lazy("Nothing more is sent until you go on.")),
    "resume": (services.resume, gettext_lazy("The mails go out again.")),
    "stop": (services.stop_sending, gettext_lazy("What had not left is not sent any more.")),
    "close": (services.close, gettext_lazy("The survey is closed.")),
    "end_series": (services.end_series, gettext_lazy("This survey does not come back any more.")),
}
TIMELESS = {"take_back", "end_series"}


@require_POST
def survey_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Plan, take back, pause, resume, stop or close a survey."""
    survey = _managed(request, pk)
    service, sentence = ACTS[act]
    moment = {} if act in TIMELESS else {"now": timezone.now()}
    try:
        service(survey, by=request.user, **moment)
        messages.success(request, sentence)
    except SurveyError as error:
        messages.error(request, error.sentence)
    return redirect(survey)


@require_POST
def survey_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a draft."""
    survey = _managed(request, pk)
    try:
        services.delete_draft(survey, by=request.user)
    except SurveyError as error:
        messages.error(request, error.sentence)
        return redirect(survey)
    messages.success(request, _("The draft is gone."))
    return redirect("surveys:list")
