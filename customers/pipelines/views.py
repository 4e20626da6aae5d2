"""The settings pages of pipelines and stages: for managers."""

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from crm.shared.organisation.services import get_organisation
from crm.shared.organisation.views import for_managers
from crm.shared.toasts import toast
from customers.errors import CustomerError
from customers.forecast.cells import stored_cells
from customers.formwork import attempt, differences, status_of
from customers.pipelines import services
from customers.pipelines.forms import ArchiveStageForm, PipelineForm, StageForm
from customers.pipelines.models import DealStage, Pipeline

HOME = "pipelines:list"


def _pipelines(user: Any) -> QuerySet[Pipeline]:
    return Pipeline.objects.visible_to(user)


def _stages(user: Any) -> QuerySet[DealStage]:
    return DealStage.objects.visible_to(user).select_related("pipeline")


@require_http_methods(["GET", "HEAD", "POST"])
@for_managers
def pipeline_list(request: HttpRequest) -> HttpResponse:
    """Show every pipeline with its stages; add one."""
    form = PipelineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = services.add_pipeline(by=request.user, **form.values())
        toast(request, _("%(name)s is added, with the stages of the first one.") % {"name": made})
        return redirect(HOME)
    running = {c.stage_id: c.count for c in stored_cells(Q(state="open"), "stage_id")}
    stages = [(s, running.get(s.pk, 0)) for s in _stages(request.user).in_board_order()]
    rows = [
        (one, [pair for pair in stages if pair[0].pipeline_id == one.pk])
        for one in _pipelines(request.user).order_by("position", "pk")
    ]
    context = {
        "form": form,
        "rows": rows,
        "quiet_days": get_organisation().quiet_deal_days,
    }
    return render(request, "settings/pipelines.html", context, status=status_of(form))


def _form_page(
    request: HttpRequest, form: Any, heading: str, button: str, sub: Any = "", note: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "sub": sub,
        "note": note,
        "button": button,
        "differences": differences(form),
    }
    return render(request, "settings/pipeline_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@for_managers
def pipeline_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a pipeline."""
    pipeline = get_object_or_404(_pipelines(request.user), pk=pk)
    form = PipelineForm(request.POST or None, instance=pipeline)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        attempt(
            form,
            lambda: services.rename_pipeline(
                pipeline, version=version, by=request.user, **form.values()
            ),
        )
        if not form.errors:
            toast(request, _("Pipeline saved."))
            return redirect(HOME)
    return _form_page(request, form, _("Rename pipeline"), _("Save pipeline"))


@require_POST
@for_managers
def pipeline_place(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a pipeline one place."""
    pipeline = get_object_or_404(_pipelines(request.user), pk=pk)
    services.place(pipeline, earlier=request.POST.get("way") == "earlier", by=request.user)
    return redirect(HOME)


@require_POST
@for_managers
def pipeline_archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a pipeline out of use, or into use again."""
    pipeline = get_object_or_404(_pipelines(request.user), pk=pk)
    try:
        if pipeline.archived_at:
            services.restore_pipeline(pipeline, by=request.user)
            toast(request, _("%(name)s is in use again.") % {"name": pipeline})
        else:
            services.archive_pipeline(pipeline, by=request.user, now=timezone.now())
            toast(request, _("%(name)s is archived.") % {"name": pipeline})
    except CustomerError as refusal:
        context = {"refusal": refusal, "back": reverse(HOME)}
        return render(request, "activities/refused.html", context, status=refusal.status)
    return redirect(HOME)


@require_http_methods(["GET", "HEAD", "POST"])
@for_managers
def stage_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a stage to a pipeline."""
    pipeline = get_object_or_404(_pipelines(request.user), pk=pk)
    form = StageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        stage = services.add_stage(pipeline, by=request.user, **form.values())
        toast(request, _("Stage %(name)s is added.") % {"name": stage})
        return redirect(HOME)
    return _form_page(request, form, _("New stage"), _("Add stage"), pipeline)


@require_http_methods(["GET", "HEAD", "POST"])
@for_managers
def stage_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a stage."""
    stage = get_object_or_404(_stages(request.user), pk=pk)
    form = StageForm(request.POST or None, instance=stage)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        attempt(
            form,
            lambda: services.edit_stage(stage, version=version, by=request.user, **form.values()),
        )
        if not form.errors:
            toast(request, _("Stage saved."))
            return redirect(HOME)
    note = _("Deals that stand in it now keep what they have.")
    return _form_page(request, form, _("Change stage"), _("Save stage"), stage.pipeline, note)


@require_POST
@for_managers
def stage_place(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a stage one place to the left or the right."""
    stage = get_object_or_404(_stages(request.user), pk=pk)
    services.place(stage, earlier=request.POST.get("way") == "earlier", by=request.user)
    return redirect(HOME)


@require_http_methods(["GET", "HEAD", "POST"])
@for_managers
def stage_archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a stage out of use; its open deals go elsewhere."""
    stage = get_object_or_404(_stages(request.user), pk=pk)
    form = ArchiveStageForm(request.POST if request.method == "POST" else None, stage=stage)
    if request.method == "POST" and form.is_valid():
        moved = attempt(
            form,
            lambda: services.archive_stage(
                stage, to=form.cleaned_data["to"], by=request.user, now=timezone.now()
            ),
        )
        if moved is not None:
            text = ngettext("Archived; %(n)s deal moved.", "Archived; %(n)s deals moved.", moved)
            messages.success(request, text % {"n": moved})
            return redirect(HOME)
    note = _("Won and lost deals and the history keep its name. You can take it into use again.")
    return _form_page(request, form, _("Archive stage"), _("Archive stage"), stage.name, note)


@require_POST
@for_managers
def stage_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an archived stage into use again."""
    stage = get_object_or_404(_stages(request.user), pk=pk)
    services.restore_stage(stage, by=request.user)
    toast(request, _("%(name)s is in use again.") % {"name": stage})
    return redirect(HOME)
